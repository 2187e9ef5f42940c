"""The page in a real browser: every chart drawn, nothing wrong said, readable by all, in every look."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

FOUND = os.environ.get("CHIPLEDGER_CHROMIUM") or next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
    None,
)
pytestmark = pytest.mark.skipif(FOUND is None, reason="no Chromium on this machine")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]
BEFORE = "document.querySelector('.finding').insertAdjacentHTML('afterend', '<p class=before>It said.</p>')"
"""What the release before said, which a first release has not."""
ALL_DRAWN = "document.querySelectorAll('.view:not([data-drawn])').length === 0"
WIDE, PHONE = {"width": 1100, "height": 900}, {"width": 360, "height": 740}
SHEET = {"width": 700, "height": 1000}
"""A sheet of A4 between its margins."""
ROOM = 150
"""What a heading, a sentence and a legend take above a drawing."""
WITHIN = "document.documentElement.scrollWidth <= window.innerWidth"
PATIENCE_S = 60
GRAVE = ("serious", "critical")
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"
TEXTS = """all => all.map(view => [...view.querySelectorAll('svg text')]
    .filter(one => one.textContent.trim() && getComputedStyle(one).stroke === 'none'
                   && one.getAttribute('opacity') !== '0' && getComputedStyle(one).opacity !== '0')
    .map(one => {
        const { left, right, top, bottom } = one.getBoundingClientRect()
        const frame = view.querySelector('svg').getBoundingClientRect()
        return [one.textContent, left, right, top, bottom, Math.max(right - frame.right, frame.left - left)]
    }))"""
"""Every text of each drawing: its words, its box, and by how much it leaves the drawing."""
TOUCH = 3
"""Pixels in which lines of text may meet: a box is higher than its letters."""
PAINTS = """[...new Set([...document.querySelectorAll('td')].map(cell => {
    const { color, backgroundColor, fontSize, fontWeight } = getComputedStyle(cell)
    return [color, backgroundColor, fontSize, fontWeight].join(' ')
}))].sort()"""
"""Every way in which a cell of a table is painted."""


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as play:
        found = play.chromium.launch(executable_path=FOUND, args=SWITCHES)
        yield found
        found.close()


@pytest.fixture(scope="module")
def address(html: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


class Seen:
    """A page and all that it said or asked for."""

    def __init__(self, browser: sync_api.Browser, address: str, size: dict[str, int], look: str) -> None:
        self.page = browser.new_context(viewport=size, color_scheme=look).new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(address)
        self.until(ALL_DRAWN)

    def until(self, true: str) -> None:
        """Waits from outside: the page's policy forbids a browser to evaluate words within it."""
        end = time.monotonic() + PATIENCE_S
        while not self.page.evaluate(true):
            assert time.monotonic() < end, f"never came true: {true}"
            self.page.wait_for_timeout(100)


@pytest.fixture(params=[(WIDE, "light"), (WIDE, "dark"), (PHONE, "light")],
                ids=["light", "dark", "phone"], scope="module")
def seen(request: pytest.FixtureRequest, browser: sync_api.Browser, address: str) -> Iterator[Seen]:
    found = Seen(browser, address, *request.param)
    yield found
    found.page.context.close()


def test_every_chart_is_drawn_and_nothing_is_said_or_asked_for(seen: Seen, address: str) -> None:
    assert seen.said == []
    assert [url for url in seen.asked if not url.startswith("data:")] == [address]
    marks = seen.page.eval_on_selector_all(
        ".view", "views => views.map(v => v.querySelectorAll('svg path, svg text').length)")
    assert len(marks) > 12 and min(marks) > 5


def test_nothing_is_wider_than_the_page(seen: Seen) -> None:
    """A table scrolls in its own frame; the page itself, once it is laid out anew, never sideways."""
    seen.page.evaluate(OPEN_ALL)
    seen.until(WITHIN)
    over = seen.page.eval_on_selector_all(
        ".view svg", "all => all.filter(s => s.getBoundingClientRect().right > innerWidth + 1).length")
    assert over == 0


def test_no_word_of_a_drawing_is_cut_or_written_over_another(seen: Seen) -> None:
    views = seen.page.eval_on_selector_all(".view", TEXTS)
    assert sum(map(len, views)) > 100
    assert [text for texts in views for text, *_ in texts if "…" in text or "..." in text] == []
    assert [text for texts in views for text, *_, over in texts if over > 1] == []
    met = [(a[0], b[0]) for texts in views for a, b in combinations(texts, 2) if _overlap(a, b) > TOUCH]
    assert met == []


def _overlap(one: list[Any], other: list[Any]) -> float:
    """How many pixels deep one text lies in another."""
    (_, left, right, top, bottom, _), (_, left_b, right_b, top_b, bottom_b, _) = one, other
    return min(right - left_b, right_b - left, bottom - top_b, bottom_b - top)


def test_a_sentence_breaks_a_long_name_rather_than_the_page(browser: sync_api.Browser, address: str) -> None:
    found = Seen(browser, address, PHONE, "light")
    found.page.evaluate(f"document.querySelector('.finding').textContent = 'metric.{'long_name_' * 8}'")
    found.until(WITHIN)
    found.page.context.close()


def test_nobody_is_shut_out(seen: Seen) -> None:
    """Of rows that are painted alike a few are enough."""
    seen.page.evaluate(OPEN_ALL)
    paints = seen.page.evaluate(PAINTS)
    seen.page.evaluate("document.querySelectorAll('tbody tr:nth-child(n + 4)').forEach(row => row.remove())")
    assert seen.page.evaluate(PAINTS) == paints != []
    found = axe.Axe().run(seen.page).response["violations"]
    grave = [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found if v["impact"] in GRAVE]
    assert grave == []


def test_the_looks_differ_and_paint_text_in_their_ink(browser: sync_api.Browser, address: str) -> None:
    grounds = {}
    for look in ("light", "dark"):
        found = Seen(browser, address, WIDE, look)
        grounds[look] = found.page.evaluate(
            "[getComputedStyle(document.body).backgroundColor,"
            " getComputedStyle(document.querySelector('.view svg .mark-rect path')).fill]")
        found.page.context.close()
    assert grounds["light"][0] == "rgb(255, 255, 255)" != grounds["dark"][0]
    assert grounds["light"][1] != grounds["dark"][1]


def test_print_is_light_without_buttons_and_within_the_sheet(
    browser: sync_api.Browser, address: str, tmp_path: Path
) -> None:
    found = Seen(browser, address, WIDE, "dark")
    found.page.emulate_media(media="print", color_scheme="dark")
    ground = found.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--page')")
    assert ground.strip() == "#ffffff"
    assert not found.page.locator("nav").is_visible()
    assert not found.page.locator("summary").first.is_visible()
    found.page.pdf(path=tmp_path / "report.pdf", format="A4")
    assert (tmp_path / "report.pdf").stat().st_size > 50_000
    found.page.context.close()


def test_no_drawing_or_sentence_is_cut_by_the_end_of_a_sheet(
    browser: sync_api.Browser, address: str
) -> None:
    """What is taller than a sheet is sliced, and leaves its heading behind on a page without it."""
    found = Seen(browser, address, SHEET, "light")
    found.page.emulate_media(media="print")
    whole = found.page.eval_on_selector_all("figure, .finding, .note", """all => all.map(one =>
        [one.className, one.getBoundingClientRect().height, getComputedStyle(one).breakInside])""")
    found.page.evaluate(BEFORE)
    headings = found.page.eval_on_selector_all("main h2, h3, .finding, .before, .legend, figcaption",
                                               "all => all.map(one => getComputedStyle(one).breakAfter)")
    found.page.context.close()
    assert [one for one in whole if one[1] > SHEET["height"] - ROOM or one[2] != "avoid"] == []
    assert set(headings) == {"avoid"}


def test_keys_alone_reach_charts_and_tables(browser: sync_api.Browser, address: str) -> None:
    found = Seen(browser, address, WIDE, "light").page
    found.keyboard.press("Tab")
    assert found.evaluate("document.activeElement.textContent") == "Skip to the charts"
    found.keyboard.press("Enter")
    assert found.evaluate("location.hash") == "#main"
    found.locator("summary").first.focus()
    found.keyboard.press("Enter")
    assert found.locator("details[open] table").first.is_visible()
    found.context.close()

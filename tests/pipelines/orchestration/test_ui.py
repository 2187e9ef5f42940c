"""The lineage UI in a real browser, on the small project: what a stranger sees, and one run from it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator

import pytest

from tests.support.homes import child_environment, opened
from tests.support.small_project import CONSOLE, SOURCE, Small
from warehouse.paths import FILE_NAME

sync_api = pytest.importorskip("playwright.sync_api")
FOUND = os.environ.get("CHIPLEDGER_CHROMIUM") or next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
    None,
)
pytestmark = [pytest.mark.soak, pytest.mark.skipif(FOUND is None, reason="no Chromium on this machine")]
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]
PATIENCE_MS = 60_000


def until(is_so: Callable[[], bool], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, what
        time.sleep(0.5)


def answers(address: str) -> bool:
    with contextlib.suppress(OSError):
        return bool(urllib.request.urlopen(f"{address}/server_info", timeout=5).status == 200)
    return False


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    small = Small(tmp_path_factory.mktemp("ui"))
    small.console("ingest", SOURCE, str(small.counted("one.csv", a=3)), "--known-at", "2025-01-31")
    small.console("refresh", "--no-fetch")
    return small


@pytest.fixture(scope="module")
def address(small: Small) -> Iterator[str]:
    """Where `chipledger ui` serves the small project."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = (small.home / "ui.log").open("w")
    serving = subprocess.Popen(
        [sys.executable, "-c", CONSOLE, "ui", "--port", str(port)], cwd=small.code, stdout=log,
        stderr=log, env=child_environment(small.home, small.code), start_new_session=True)
    try:
        until(lambda: answers(f"http://127.0.0.1:{port}"), 180, (small.home / "ui.log").read_text())
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(serving.pid, signal.SIGKILL)
        serving.wait()
        log.close()


@pytest.fixture(scope="module")
def tab(address: str) -> Iterator[sync_api.Page]:
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=FOUND, args=SWITCHES)
        found = browser.new_page(viewport={"width": 1500, "height": 950})
        found.set_default_timeout(PATIENCE_MS)
        yield found
        browser.close()


def published(small: Small) -> int:
    with opened(small.home / FILE_NAME) as con:
        return int(con.execute("select number from metric.small_total").fetchall()[0][0])


def test_a_run_of_the_command_line_is_on_the_overview(tab: sync_api.Page, address: str) -> None:
    tab.goto(f"{address}/overview/activity/timeline")
    tab.get_by_text("refresh", exact=True).first.wait_for()


def test_a_page_tells_a_stranger_what_a_table_is(tab: sync_api.Page, address: str) -> None:
    tab.goto(f"{address}/assets/core/small_item")
    tab.get_by_text("Items with their numbers.").first.wait_for()
    tab.get_by_text("How many there may be").first.wait_for()
    for said in ("One row per item", "small_2_facts", "core.small_item"):
        assert tab.get_by_text(said).first.is_visible(), said
    tab.get_by_role("row", name="recipe").get_by_text("left join").wait_for()
    tab.goto(f"{address}/assets/core/small_item?view=checks")
    tab.get_by_text("small_item_is_within_its_limit").first.click()
    tab.get_by_text("no release is published").first.wait_for()
    assert not tab.get_by_text("Non-blocking").count()


def test_materialize_all_publishes(tab: sync_api.Page, address: str, small: Small) -> None:
    assert published(small) == 3
    small.console("ingest", SOURCE, str(small.counted("two.csv", a=3, b=4)), "--known-at", "2025-02-28")
    tab.goto(f"{address}/asset-groups")
    tab.get_by_text("small_2_facts").first.wait_for()
    tab.get_by_text("Materialize all").first.click()
    until(lambda: published(small) == 7, 240, "the run has published nothing")

"""Scales, names that do not touch, and numbers as sentences write them."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.report import labels, marks, palette, points, words
from pipelines.report.chart import NoFinding

GAP = 15.0


@settings(deadline=None)
@given(st.lists(st.floats(0, 300), max_size=8))
def test_names_stand_apart_and_in_order(pixels: list[float]) -> None:
    placed = labels.apart(pixels, 300, GAP)
    order = sorted(range(len(pixels)), key=pixels.__getitem__)
    gaps = [placed[b] - placed[a] for a, b in pairwise(order)]
    assert all(gap > GAP - 1e-6 for gap in gaps)
    assert max(placed, default=0) <= 300


def test_names_that_have_room_stay_where_their_lines_end() -> None:
    assert labels.apart([10, 200, 100], 300, GAP) == [10, 200, 100]


def test_a_name_above_a_bar_keeps_all_its_words_whatever_its_length() -> None:
    names = ["H20", "Guidance: " + "dealing in chips of others risks a violation; " * 4]
    head = labels.headed(names, bar=9)
    lines = head.names.data
    assert " ".join(lines["line"]).split() == " ".join(names).split()
    assert head.places[0] < lines["pixel"][1] - labels.LINE < head.places[1] < head.height


def test_a_name_stands_on_the_side_where_no_point_is() -> None:
    crowd = [(0.5, 100.0), (0.53, 100.0), (0.56, 101.0)]
    assert points.freest(crowd, ["GPT-4", None, None]) == ["left", None, None]
    assert points.freest([(0.5, 100.0)], ["GPT-4"]) == ["right"]
    near = points.freest([(0.5, 100.0), (0.52, 104.0)], ["GPT-4", "Grok 3"])
    assert near == ["left", "right"]


def test_a_scale_of_powers_holds_every_value() -> None:
    scale = marks.log_scale(pl.DataFrame({"x": [2.0, None, 4500.0]}), "x", height=100)
    assert (scale.low, scale.high) == (1, 10_000)
    assert scale.powers == [1, 10, 100, 1000, 10_000]
    assert (scale.pixel(10_000), scale.pixel(100), scale.pixel(1), scale.pixel(0)) == (0, 50, 100, 100)


@pytest.mark.parametrize(("value", "shown"), [
    (25.51, "26"), (1_162_000.0, "1.2 million"), (999_960.0, "1.0 million"), (0.5265, "0.53"),
    (5.171, "5.2"), (0.0, "0"), (275_795.0, "280,000"), (1e9, "1.0 billion"),
])
def test_a_number_is_written_to_two_digits(value: float, shown: str) -> None:
    assert words.number(value) == shown


def test_an_unknown_number_ends_the_sentence() -> None:
    for answered in (lambda: words.number(None), lambda: words.share(float("nan")),
                  lambda: words.last(pl.DataFrame({"a": [None]}))["a"],
                  lambda: words.last(pl.DataFrame({"a": []}))):
        with pytest.raises(NoFinding):
            answered()


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [int(colour[n:n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("look", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "soft", "link", "blue", "red", "green", "purple", "gold", "grey"])
def test_colours_of_text_stand_out_from_the_page(look: dict[str, str], name: str) -> None:
    for ground in ("page", "panel"):
        light, dark = sorted((luminance(look[name]), luminance(look[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, ground)


def test_both_looks_have_the_same_colours() -> None:
    assert list(palette.LIGHT) == list(palette.DARK)

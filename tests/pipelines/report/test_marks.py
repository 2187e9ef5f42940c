"""Scales, names that do not touch, and a fit that is the one the warehouse publishes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.report import fits, labels, marks, palette, words
from pipelines.report.chart import Answer, NoFinding
from pipelines.report.gather import Release


@settings(deadline=None)
@given(st.lists(st.floats(0, 300), max_size=8))
def test_names_stand_apart_and_in_order(pixels: list[float]) -> None:
    placed = labels.apart(pixels, 300)
    order = sorted(range(len(pixels)), key=pixels.__getitem__)
    gaps = [placed[b] - placed[a] for a, b in pairwise(order)]
    assert all(gap > labels.APART - 1e-6 for gap in gaps)
    assert max(placed, default=0) <= 300


def test_names_that_have_room_stay_where_their_lines_end() -> None:
    assert labels.apart([10, 200, 100], 300) == [10, 200, 100]


def test_a_scale_of_powers_holds_every_value() -> None:
    scale = marks.log_scale(pl.DataFrame({"x": [2.0, None, 4500.0]}), "x", height=100)
    assert (scale.low, scale.high) == (1, 10_000)
    assert scale.powers == [1, 10, 100, 1000, 10_000]
    assert (scale.pixel(10_000), scale.pixel(100), scale.pixel(1), scale.pixel(0)) == (0, 50, 100, 100)


def test_a_line_without_scatter_is_found_again() -> None:
    """Doubling each year: growth 2, with an interval of no width."""
    days = [date(2020, 1, 1) + timedelta(days=round(365.25 * n)) for n in range(8)]
    fit = fits.fitted(days, [2.0 ** ((day - days[0]).days / 365.25) for day in days])
    assert fit and fit.growth == pytest.approx(2) and fit.growth_high == pytest.approx(2)
    assert fit.band["fit"][-1] == pytest.approx(2 ** ((days[-1] - days[0]).days / 365.25))


@pytest.mark.parametrize("values", [[1.0, 2.0, 3.0], [1.0, 2.0, 0.0, 4.0]])
def test_too_little_gives_no_line(values: list[float]) -> None:
    days = [date(2020, 1, 1 + n) for n in range(len(values))]
    assert fits.fitted(days, values) is None


def test_the_cost_fit_is_the_published_trend(
    answered: tuple[Release, dict[str, Answer]], built: Callable[[str], pl.DataFrame]
) -> None:
    rows = answered[1]["training_cost"].told.filter("is_frontier")
    fit = fits.fitted(rows["release_date"].to_list(), rows["cost_usd_2023"].to_list())
    trend = words.first(built("metric.trend"),
                        series_id="training_cost/amortised/frontier/since_2016/real")
    assert fit and [fit.growth, fit.growth_low, fit.growth_high] == pytest.approx(
        [trend["growth_per_year_ratio"], trend["growth_per_year_ratio_low"],
         trend["growth_per_year_ratio_high"]], rel=1e-6)


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

"""Trends: the fit recovers what went in, and says so when it cannot."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from pipelines.statistics.kit.draws import generator, rounded
from pipelines.statistics.trends.trend import trend
from schemas import base
from schemas.base import faults
from schemas.trends.trend import Trend
from schemas.trends.trend_point import TrendPoint
from tests.support import tiny


def series(name: str, dates: list[date], values: list[float], groups: str = "") -> pl.DataFrame:
    labels = list(groups) or ["a"] * len(dates)
    return pl.DataFrame({
        "series_id": [name] * len(dates), "point_id": [f"{i:04}" for i in range(len(dates))],
        "group_id": labels, "valid_date": dates, "value": values, "filter_text": ["made up"] * len(dates),
        "source_tables": [["core.model_release"]] * len(dates),
        "data_through_date": [max(dates)] * len(dates),
    }, schema={c.name: c.dtype for c in base.columns(TrendPoint)})


def fitted(*frames: pl.DataFrame) -> pl.DataFrame:
    found = trend.recipe.function({
        name: pl.concat(frames) if name == "step.trend_point" else tiny.frame(name)
        for name in trend.reads} | {"core.model_constant": tiny.constants()})
    assert not faults.failures(Trend, found.sort("series_id"))
    return found


YEARS = [date(year, 7, 1) for year in range(2010, 2022)]


def test_a_value_that_doubles_every_two_years_is_found_to_do_so() -> None:
    """4 years of 365.25 days from 2010 to 2014 make exactly two doublings: 2 ** (days / 365.25 / 2)."""
    values = [2 ** ((day - YEARS[0]).days / 365.25 / 2) for day in YEARS]
    row = fitted(series("x", YEARS, values)).row(0, named=True)
    assert row["doubling_time_years"] == pytest.approx(2, rel=1e-6)
    assert row["growth_per_year_ratio"] == pytest.approx(2**0.5, rel=1e-6)
    assert row["r_squared_ratio"] == pytest.approx(1)


def test_the_t_interval_is_the_textbook_one() -> None:
    """Points (0,0),(1,1),(2,1),(3,2),(4,3) years and powers of ten: slope 0.7, se 0.1, t(3, 95 %) = 2.353."""
    dates = [date.fromordinal(date(2020, 1, 1).toordinal() + round(k * 1461 / 4)) for k in range(5)]
    row = fitted(series("x", dates, [1.0, 10.0, 10.0, 100.0, 1000.0])).row(0, named=True)
    assert row["log10_slope_per_year"] == pytest.approx(0.7, rel=1e-3)
    assert np.log10(row["growth_per_year_ratio_high"]) == pytest.approx(0.7 + 2.353 * 0.1, rel=1e-3)


def test_groups_share_the_slope_and_nothing_else() -> None:
    low = [2 ** (k / 2) for k in range(6)]
    high = [1000 * value for value in low]
    mixed = series("x", [*YEARS[:6], *YEARS[6:]], [*low, *high], groups="aaaaaabbbbbb")
    assert fitted(mixed)["doubling_time_years"].item() == pytest.approx(2, rel=1e-3)


def test_too_few_points_give_no_trend_but_a_reason() -> None:
    row = fitted(series("x", YEARS[:4], [1.0, 2.0, 4.0, 8.0])).row(0, named=True)
    assert (row["doubling_time_years"], row["reason_code"]) == (None, "too_few_points")


def test_a_falling_value_has_no_doubling_time() -> None:
    values = [2.0 ** -(k + k % 2) for k in range(12)]
    row = fitted(series("x", YEARS, values)).row(0, named=True)
    assert (row["doubling_time_years"], row["reason_code"]) == (None, "falls")


def test_what_grows_faster_than_any_trend_has_no_trend_but_a_reason() -> None:
    """A thousandfold a year and a bit more over leap years: 10 ** 3.01 a year lies beyond, 10 ** 2.99 not."""
    by_slope = {slope: [10 ** (slope * (day - YEARS[0]).days / 365.25) for day in YEARS[:6]]
                for slope in (2.99, 3.01, -3.01)}
    found = [fitted(series("x", YEARS[:6], values)).row(0, named=True) for values in by_slope.values()]
    assert [row["reason_code"] for row in found] == [None, "too_steep", "too_steep"]
    assert [row["growth_per_year_ratio"] is None for row in found] == [False, True, True]


def test_another_series_changes_no_draw() -> None:
    noise = generator("test", "noise").normal(0, 0.1, len(YEARS))
    one = series("x", YEARS, list(10 ** (np.arange(12) * 0.1 + noise)))
    other = series("y", YEARS, list(10 ** (np.arange(12) * 0.3)))
    alone = fitted(one).filter(pl.col("series_id") == "x")
    together = fitted(one, other).filter(pl.col("series_id") == "x")
    assert alone.equals(together)


def test_the_bootstrap_covers_the_slope_that_made_the_data() -> None:
    """90 % intervals of 60 made-up series with known slope: at least 75 % of them must hold it."""
    hits = 0
    for k in range(60):
        noise = generator("coverage", str(k)).normal(0, 0.2, 40)
        days = [date(2010, 1, 1 + i % 28).replace(year=2010 + i // 4) for i in range(40)]
        years = np.array([(day - date(2010, 1, 1)).days / 365.25 for day in days])
        row = fitted(series("x", days, list(10 ** (0.15 * years + noise)))).row(0, named=True)
        low, high = (row[f"growth_per_year_bootstrap_ratio_{end}"] for end in ("low", "high"))
        hits += low <= 10**0.15 <= high
    assert hits >= 45


def test_results_keep_nine_digits() -> None:
    assert rounded(1 / 3) == 0.333333333

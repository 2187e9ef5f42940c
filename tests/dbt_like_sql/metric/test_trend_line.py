"""The line of a trend and its band: what least squares says of the points, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import polars as pl
import pytest
from scipy import stats

SERIES = "training_cost/amortised/frontier/since_2016/real"
LINE = "metric.trend_line_by_series_day"
Built = Callable[[str], pl.DataFrame]


def costs(built: Built) -> pl.DataFrame:
    """What the largest runs cost, as the table of costs has it."""
    return built("metric.training_cost_by_model_method").filter(
        pl.col("is_frontier"), pl.col("cost_usd_2023").is_not_null(), pl.col("method") == "amortised",
        pl.col("valid_date") >= date(2016, 1, 1))


def test_the_band_is_that_of_least_squares(built: Built) -> None:
    """Worked again from the points, without the table of trends: t x s x sqrt(1/n + d^2 / Sxx)."""
    points = costs(built)
    years = points["valid_date"].cast(pl.Int32).to_numpy() / 365.25
    logs = np.log10(points["cost_usd_2023"].to_numpy())
    found = stats.linregress(years, logs)
    rest = logs - found.intercept - found.slope * years
    error = np.sqrt((rest**2).sum() / (len(years) - 2))
    line = built(LINE).filter(pl.col("series_id") == SERIES).sort("valid_date")
    at = line["valid_date"].cast(pl.Int32).to_numpy() / 365.25
    around = 1 / len(years) + (at - years.mean()) ** 2 / ((years - years.mean()) ** 2).sum()
    half = stats.t.ppf(0.95, len(years) - 2) * error * np.sqrt(around)
    middle = found.intercept + found.slope * at
    for name, height in (("value_low", middle - half), ("value", middle), ("value_high", middle + half)):
        assert np.log10(line[name].to_numpy()) == pytest.approx(height, abs=1e-7)


def test_a_line_is_told_on_the_days_of_its_points_and_the_months_between(built: Built) -> None:
    points = costs(built)
    days = set(built(LINE).filter(pl.col("series_id") == SERIES)["valid_date"])
    assert set(points["valid_date"]) <= days
    first, last = min(days), max(days)
    assert (first, last) == (points["valid_date"].min(), points["valid_date"].max())
    assert date(first.year + 1, 1, 1) in days


def test_series_of_several_levels_and_of_drawn_stocks_have_no_line(built: Built) -> None:
    trends = built("metric.trend")
    lined = set(built(LINE)["series_id"])
    of_one = trends.filter((pl.col("group_count") == 1) & (pl.col("interval_method") == "student_t"))
    assert lined == set(of_one["series_id"])
    assert set(trends["series_id"]) - lined


def test_each_day_of_a_line_bears_the_growth_of_its_trend(built: Built) -> None:
    """A reader of the line needs no second join to say how fast it rises."""
    growth = [f"growth_per_year_ratio{end}" for end in ("_low", "", "_high")]
    told = built("metric.trend_line_by_series_day").select("series_id", *growth).unique()
    trends = built("metric.trend").select("series_id", *growth)
    assert told["series_id"].is_unique().all()
    assert told.join(trends, on=["series_id", *growth], how="anti").is_empty()

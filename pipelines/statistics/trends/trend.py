"""One way to fit a growth trend, for every series alike; which series there are stands in SQL.

log10(value) on decimal year by least squares, with a fixed effect per group of the series
(METRICS 2.4). Intervals hold 90 %: by Student's t, and by resampling the points; of a stock, whose
points err together, by resampling blocks of neighbouring quarters in each of its draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
import scipy

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.draws import generator, rounded
from pipelines.statistics.kit.intervals import Vector
from pipelines.statistics.kit.published import DAYS_PER_YEAR, marked
from pipelines.statistics.kit.trend_shapes import STEEPEST
from schemas import base
from schemas.trends.trend import Trend

POINTS = "step.trend_point"
DRAWN = "step.stock_trend_draw"
BLOCK_QUARTERS = 4
RESAMPLES_PER_DRAW = 20
EPOCH = date(1970, 1, 1)
RESAMPLES = 2000
COVERAGE = 0.90
FEWEST_POINTS = 5
NO_SPREAD = 1e-9


@dataclass(frozen=True)
class Fit:
    """A slope in powers of ten per year, with its standard error and how well it fits."""

    slope: float
    standard_error: float
    degrees_of_freedom: int
    r_squared: float


@recipe(Trend, reads=[POINTS, DRAWN], constants=[STEEPEST], by="series_id")
def trend(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """A fitted trend for every series with enough points, or the reason why there is none."""
    points = frames[POINTS].sort("series_id", "point_id")
    drawn = {
        "/".join(("installed_base", *map(str, key))): draws.pivot(
            "quarter_end_date", index="draw_number", values="stock_h100e_count")
        for key, draws in frames[DRAWN].group_by("country_code", "designer_id", "survival_model")}
    assumed = Assumptions.of(frames[CONSTANTS])
    steepest = np.log10(assumed.value(STEEPEST))
    rows = [_row(name[0], group, drawn.get(name[0].rpartition("/")[0]), steepest)
            for name, group in points.group_by("series_id", maintain_order=True)]
    found = pl.DataFrame(rows, schema={c.name: c.dtype for c in base.columns(Trend)})
    return marked(Trend, found, assumed)


def fit(years: Vector, logs: Vector, groups: Vector) -> Fit:
    """Least squares with a fixed effect per group; `groups` has a column of 0 and 1 per group."""
    once = np.ones((1, len(years)))
    slope, spread, variation = (float(v[0]) for v in _within_groups(years, logs, groups, once))
    free = len(years) - groups.shape[1] - 1
    unexplained = variation - slope**2 * spread
    error = np.sqrt(max(unexplained, 0.0) / free / spread)
    return Fit(slope, float(error), free, 1 - unexplained / variation)


def resampled_slopes(
    years: Vector, logs: Vector, groups: Vector, random: np.random.Generator
) -> Vector:
    """Slopes of resampled points; a resample without any spread in time says nothing and is left out."""
    count = len(years)
    draws = random.multinomial(count, np.full(count, 1 / count), size=RESAMPLES)
    slopes, spread, _ = _within_groups(years, logs, groups, draws.astype(np.float64))
    return slopes[spread > NO_SPREAD]


def block_slopes(years: Vector, logs: Vector, random: np.random.Generator) -> Vector:
    """Slopes of resampled blocks of neighbouring points, in each draw (a row of `logs`)."""
    count, size = len(years), min(BLOCK_QUARTERS, len(years) - 1)
    blocks = -(-count // size)
    starts = random.integers(0, count - size + 1, (len(logs) * RESAMPLES_PER_DRAW, blocks))
    places = (starts[:, :, None] + np.arange(size)).reshape(len(starts), -1)[:, :count]
    draw = np.repeat(np.arange(len(logs)), RESAMPLES_PER_DRAW)[:, None]
    x, y = years[places], logs[draw, places]
    x = x - x.mean(axis=1, keepdims=True)
    found: Vector = (x * y).sum(axis=1) / (x * x).sum(axis=1)
    return found


def _within_groups(
    years: Vector, logs: Vector, groups: Vector, weights: Vector
) -> tuple[Vector, Vector, Vector]:
    """Slope, spread of x and of y about the group means, for each row of weights."""
    x, y = years - years.mean(), logs - logs.mean()
    size = weights @ groups
    mean_x = np.divide(weights @ (groups * x[:, None]), size, where=size > 0, out=np.zeros_like(size))
    mean_y = np.divide(weights @ (groups * y[:, None]), size, where=size > 0, out=np.zeros_like(size))
    spread_x = weights @ (x * x) - (size * mean_x**2).sum(axis=1)
    spread_y = weights @ (y * y) - (size * mean_y**2).sum(axis=1)
    product = weights @ (x * y) - (size * mean_x * mean_y).sum(axis=1)
    safe = np.where(spread_x > NO_SPREAD, spread_x, np.nan)
    return product / safe, spread_x, spread_y


def _row(
    series_id: str, points: pl.DataFrame, drawn: pl.DataFrame | None, steepest: float
) -> dict[str, object]:
    about = {
        "series_id": series_id, "filter_text": points["filter_text"][0],
        "point_count": points.height, "group_count": points["group_id"].n_unique(),
        "first_date": points["valid_date"].min(), "last_date": points["valid_date"].max(),
        "data_through_date": points["data_through_date"].min(),
        "source_tables": [POINTS, *([DRAWN] if drawn is not None else [])],
    }
    spread = points["valid_date"].n_unique()
    if points.height - about["group_count"] - 1 < 1 or spread < 2 or points.height < FEWEST_POINTS:
        return about | {"reason_code": "too_few_points"}
    days = (points["valid_date"] - EPOCH).dt.total_days().to_numpy()
    years, logs = days / DAYS_PER_YEAR, np.log10(points["value"].to_numpy())
    groups = points["group_id"].to_dummies().to_numpy().astype(np.float64)
    fitted = fit(years, logs, groups)
    if abs(fitted.slope) > steepest:
        return about | {"reason_code": "too_steep"}
    random, tails = generator("metric.trend", series_id), [(1 - COVERAGE) / 2, (1 + COVERAGE) / 2]
    if drawn is not None:
        stocks = np.log10(drawn.select(points["point_id"].to_list()).to_numpy())
        order = np.argsort(years)
        slopes = block_slopes(years[order], stocks[:, order], random)
        low, high = (float(q) for q in np.nanquantile(slopes, tails))
        return about | _measures(fitted, (low, high), (low, high)) | {
            "interval_method": "blocks_of_draws"}
    slopes = resampled_slopes(years, logs, groups, random)
    half = float(scipy.special.stdtrit(fitted.degrees_of_freedom, (1 + COVERAGE) / 2)) * fitted.standard_error
    low, high = (float(q) for q in np.quantile(slopes, tails))
    return about | _measures(fitted, (fitted.slope - half, fitted.slope + half), (low, high)) | {
        "interval_method": "student_t"}


def _measures(
    fitted: Fit, by_t: tuple[float, float], by_resampling: tuple[float, float]
) -> dict[str, object]:
    return {
        "log10_slope_per_year": rounded(fitted.slope),
        "growth_per_year_ratio": rounded(10**fitted.slope),
        "growth_per_year_ratio_low": rounded(10 ** by_t[0]),
        "growth_per_year_ratio_high": rounded(10 ** by_t[1]),
        "growth_per_year_bootstrap_ratio_low": rounded(10 ** by_resampling[0]),
        "growth_per_year_bootstrap_ratio_high": rounded(10 ** by_resampling[1]),
        "doubling_time_years": _doubling(fitted.slope),
        "doubling_time_years_low": _doubling(by_t[1]),
        "doubling_time_years_high": _doubling(by_t[0]),
        "r_squared_ratio": rounded(fitted.r_squared),
        "interval_kind": "ci90",
        "reason_code": _reason(*by_t),
    }


def _reason(low: float, high: float) -> str | None:
    """Why there is no doubling time, or no end of it."""
    if low > 0:
        return None
    return "falls" if high < 0 else "growth_not_distinct_from_zero"


def _doubling(slope: float) -> float | None:
    """Years to double; NULL where the value does not grow."""
    return rounded(np.log10(2) / slope) if slope > 0 else None

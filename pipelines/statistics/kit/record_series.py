"""Records of a series over time, and how fast they move; what is recorded stands with its metric."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from pipelines.statistics.kit.draws import generator, rounded
from pipelines.statistics.kit.intervals import TAILS, Vector
from pipelines.statistics.kit.published import DAYS_PER_YEAR

RESAMPLES = 2000
FEWEST_RECORDS = 3
FEWEST_FOR_INTERVAL = 5
FEWEST_TELLING_SHARE = 0.5
NO_SPREAD = 1e-9
RECORD_SPAN = "record_span_years"
"""The constant that says over how long a time records must lie for a change per year."""


@dataclass(frozen=True)
class Slope:
    """Change per year with the ends of its 90 % bootstrap interval, where points are enough."""

    value: float
    low: float | None = None
    high: float | None = None

    @property
    def interval_kind(self) -> str | None:
        """ci90 where there is an interval."""
        return None if self.low is None else "ci90"


def untold(dates: Sequence[date], span_years: float) -> str | None:
    """Why days bear no change per year: too few of them, or too short a time from first to last."""
    if len(set(dates)) < FEWEST_RECORDS:
        return "too_few_records"
    span = (max(dates) - min(dates)).days / DAYS_PER_YEAR
    return "too_short_a_time" if span < span_years else None


def steep(limit_ratio: float, *slopes: Slope | None) -> str | None:
    """Why slopes of logarithms bear no change per year: one is faster than any trend is."""
    changes = [abs(found.value) for found in slopes if found]
    return "too_steep" if max(changes, default=0.0) > math.log(limit_ratio) else None


def slope(dates: Sequence[date], values: Vector, entity: str, span_years: float) -> Slope | None:
    """Least squares of values on years; None for fewer points than can bear a line.

    Resamples of fewer than three different points, or of a shorter time than the points must lie in, say
    nothing of a slope and are left out; where most are, there is no interval.
    """
    if len(set(dates)) < FEWEST_RECORDS:
        return None
    years = np.array([day.toordinal() for day in dates]) / DAYS_PER_YEAR
    count = len(dates)
    central = float(_slopes(years, values, np.ones((1, count)))[0])
    if count < FEWEST_FOR_INTERVAL:
        return Slope(central)
    drawn = generator("record_series", entity).multinomial(
        count, np.full(count, 1 / count), size=RESAMPLES).astype(np.float64)
    is_there = drawn > 0
    spans = np.where(is_there, years, -np.inf).max(axis=1) - np.where(is_there, years, np.inf).min(axis=1)
    telling = drawn[(is_there.sum(axis=1) >= FEWEST_RECORDS) & (spans >= span_years)]
    if len(telling) < FEWEST_TELLING_SHARE * RESAMPLES:
        return Slope(central)
    slopes = _slopes(years, values, telling)
    low, high = np.quantile(slopes[np.isfinite(slopes)], TAILS["ci90"])
    return Slope(central, float(low), float(high))


def times_cheaper(change: float | None) -> float | None:
    """How many times less a year, from a change of the logarithm per year."""
    return None if change is None else rounded(math.exp(-change))


def _slopes(years: Vector, values: Vector, weights: Vector) -> Vector:
    """A slope for each row of weights; NaN where a resample has no spread in time."""
    size = weights.sum(axis=1)
    mean_x, mean_y = weights @ years / size, weights @ values / size
    x, y = years - mean_x[:, None], values - mean_y[:, None]
    spread = (weights * x * x).sum(axis=1)
    product = (weights * x * y).sum(axis=1)
    found: Vector = product / np.where(spread > NO_SPREAD, spread, np.nan)
    return found

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
NO_SPREAD = 1e-9


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


def slope(dates: Sequence[date], values: Vector, entity: str) -> Slope | None:
    """Least squares of values on years; None for fewer points than can bear a line.

    Resamples of fewer than three different points say nothing of a slope and are left out.
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
    telling = drawn[(drawn > 0).sum(axis=1) >= FEWEST_RECORDS]
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

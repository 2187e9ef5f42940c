"""Records of a series over time, and how fast they move; what is recorded stands with its metric."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pipelines.statistics.draws import generator
from pipelines.statistics.intervals import TAILS

Vector = NDArray[np.float64]
DAYS_PER_YEAR = 365.25
RESAMPLES = 2000
FEWEST_RECORDS = 3
NO_SPREAD = 1e-9


@dataclass(frozen=True)
class Slope:
    """Change per year with the ends of its 90 % bootstrap interval."""

    low: float
    value: float
    high: float


def slope(
    dates: Sequence[date], values: Vector, entity: str, fewest: int = FEWEST_RECORDS
) -> Slope | None:
    """Least squares of values on years; None for fewer points than can bear a line."""
    if len(dates) < fewest or len(set(dates)) < 2:
        return None
    years = np.array([day.toordinal() for day in dates]) / DAYS_PER_YEAR
    count = len(dates)
    central = _slopes(years, values, np.ones((1, count)))[0]
    drawn = generator("record_series", entity).multinomial(
        count, np.full(count, 1 / count), size=RESAMPLES).astype(np.float64)
    slopes = _slopes(years, values, drawn)
    low, high = np.quantile(slopes[np.isfinite(slopes)], TAILS["ci90"])
    return Slope(float(low), float(central), float(high))


def _slopes(years: Vector, values: Vector, weights: Vector) -> Vector:
    """A slope for each row of weights; NaN where a resample has no spread in time."""
    size = weights.sum(axis=1)
    mean_x, mean_y = weights @ years / size, weights @ values / size
    x, y = years - mean_x[:, None], values - mean_y[:, None]
    spread = (weights * x * x).sum(axis=1)
    product = (weights * x * y).sum(axis=1)
    found: Vector = product / np.where(spread > NO_SPREAD, spread, np.nan)
    return found

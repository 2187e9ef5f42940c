"""A straight line through logarithms with its band, to be drawn behind the points it fits.

The growth a sentence states is that of metric.trend where there is one; this only draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl
from scipy import stats

COVERAGE = 0.9
FEWEST = 4
DAYS_PER_YEAR = 365.25
STEPS = 40


@dataclass(frozen=True)
class Fit:
    """Growth per year with its 90 % interval, and the band of the line day by day."""

    growth: float
    growth_low: float
    growth_high: float
    band: pl.DataFrame
    """Columns day, fit_low, fit, fit_high."""


def fitted(days: list[date], values: list[float]) -> Fit | None:
    """Least squares of log10(value) on the year; none for too few points or too few days."""
    if len(values) < FEWEST or len(set(days)) < FEWEST or min(values) <= 0:
        return None
    first = min(days)
    years = np.array([(day - first).days for day in days]) / DAYS_PER_YEAR
    logs = np.log10(np.array(values))
    found = stats.linregress(years, logs)
    tail = float(stats.t.ppf((1 + COVERAGE) / 2, len(values) - 2))
    grid = np.linspace(0.0, float(years.max()), STEPS)
    middle = found.intercept + found.slope * grid
    spread = logs - found.intercept - found.slope * years
    error = np.sqrt(float((spread**2).sum()) / (len(values) - 2))
    around = float(((years - years.mean()) ** 2).sum())
    half = tail * error * np.sqrt(1 / len(values) + (grid - years.mean()) ** 2 / around)
    band = pl.DataFrame({
        "day": [first + timedelta(days=round(float(year) * DAYS_PER_YEAR)) for year in grid],
        "fit_low": 10 ** (middle - half), "fit": 10**middle, "fit_high": 10 ** (middle + half),
    })
    slopes = (found.slope, found.slope - tail * found.stderr, found.slope + tail * found.stderr)
    growth, low, high = (float(10**slope) for slope in slopes)
    return Fit(growth, low, high, band)

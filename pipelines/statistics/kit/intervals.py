"""Published intervals as distributions to draw from: log-normal, two-piece where skewed, triangular.

METRICS 2.3. Which quantities are drawn, and what is made of the draws, does not belong here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pipelines.statistics.kit.draws import rounded

Vector = NDArray[np.float64]
IntervalKind = Literal["ci90", "ci95"]
Z: dict[str, float] = {"ci90": 1.6449, "ci95": 1.9600}
"""Standard normal quantiles of the upper end; a 90 and a 95 % interval are never mixed."""
SKEW_LIMIT = 0.1
DRAW_COUNT = 10_000
TAILS: dict[str, tuple[float, float]] = {"ci90": (0.05, 0.95), "ci95": (0.025, 0.975)}


@dataclass(frozen=True)
class LogNormal:
    """A positive quantity by its median and the spreads of its logarithm below and above it."""

    median: float
    sigma_low: float
    sigma_high: float

    @property
    def is_skewed(self) -> bool:
        """Whether the two halves differ, so that the symmetric form would miss the percentiles."""
        return self.sigma_low != self.sigma_high

    def at(self, normals: Vector) -> Vector:
        """Values at standard normal draws: the same draws make quantities move together."""
        sigma = np.where(normals < 0, self.sigma_low, self.sigma_high) if self.is_skewed else self.sigma_low
        return self.median * np.exp(sigma * normals)


def log_normal(value: float, low: float, high: float, kind: IntervalKind) -> LogNormal:
    """The distribution with this median and interval, all in one unit and above zero.

    Symmetric in logs where the median lies within 0.1 of the middle of the logs of the ends, else
    two pieces (METRICS 2.3). Raises ValueError unless 0 < low <= value <= high.
    """
    if not 0 < low <= value <= high:
        raise ValueError(f"an interval must hold its centre and be above zero: {low}, {value}, {high}")
    z, logs = Z[kind], np.log([low, value, high])
    if abs(logs[1] - (logs[0] + logs[2]) / 2) > SKEW_LIMIT:
        return LogNormal(value, float(logs[1] - logs[0]) / z, float(logs[2] - logs[1]) / z)
    sigma = float(logs[2] - logs[0]) / (2 * z)
    return LogNormal(value, sigma, sigma)


def triangular(low: float, mode: float, high: float, uniforms: Vector) -> Vector:
    """A triangular prior at uniform draws: the inverse of its distribution, in closed form."""
    width = high - low
    bend = (mode - low) / width
    rising, falling = np.sqrt(bend * uniforms), 1 - np.sqrt((1 - bend) * (1 - uniforms))
    found: Vector = low + width * np.where(uniforms < bend, rising, falling)
    return found


def correlated(own: Vector, shared: Vector, rho: float) -> Vector:
    """Standard normals that share a part: any two with the same `shared` correlate by rho."""
    found: Vector = np.sqrt(rho) * shared + np.sqrt(1 - rho) * own
    return found


def summary(draws: Vector, kind: IntervalKind = "ci90") -> tuple[float, float, float]:
    """Low end, median and high end of some draws, to nine significant digits."""
    low, high = TAILS[kind]
    found = np.quantile(draws, [low, 0.5, high])
    return rounded(found[0]), rounded(found[1]), rounded(found[2])

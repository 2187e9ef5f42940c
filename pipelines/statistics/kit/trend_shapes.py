"""Lines and lines with one break through log10(compute), for many weightings of the points at once.

All fits read sums of weighted moments up to a day, so that every quarter end, every month a break may
be in, and every resample costs a few additions. Which points there are, and what is made of two
fits, does not belong here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pipelines.statistics.kit.intervals import Vector
from pipelines.statistics.kit.published import DAYS_PER_YEAR

STEEPEST = "trend_growth_limit_ratio"
"""The constant that says beyond which growth per year a trend is none."""
ZERO_DAY = date(2020, 1, 1)
NO_SPREAD = 1e-9
SMALLEST_RSS = 1e-12
LINE_PARAMETERS, BREAK_PARAMETERS = 2, 4
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Least:
    """What a line needs to be one, and each side of a break: so many points over so many years.

    A fit that is steeper than `steepest`, in powers of ten a year, tells of points too near one another.
    """

    points: int
    years: float
    steepest: float = np.inf


@dataclass(frozen=True)
class Shape:
    """A fit in each resample: level and slope on the day, and how well it fits (infinite: not)."""

    level: Vector
    slope: Vector
    bic: Vector
    slope_before: Vector
    break_year: Vector

    def or_better(self, other: Shape) -> Shape:
        """The fit with the lower BIC, resample by resample; this one where they tie."""
        is_other = other.bic < self.bic
        pairs = zip(vars(self).values(), vars(other).values(), strict=True)
        return Shape(*(np.where(is_other, theirs, ours) for ours, theirs in pairs))


def year_of(day: date) -> float:
    """Decimal years of 365.25 days since a fixed day."""
    return (day - ZERO_DAY).days / DAYS_PER_YEAR


def day_of(year: float) -> date:
    """The day of such a decimal year."""
    return date.fromordinal(ZERO_DAY.toordinal() + round(year * DAYS_PER_YEAR))


def months(first: float, last: float) -> Vector:
    """First days of the months after one day, up to another, in such years."""
    start, end = day_of(first), day_of(last)
    count = (end.year - start.year) * 12 + end.month - start.month
    found = ((start.month + k, start.year) for k in range(count))
    return np.array([year_of(date(year + m // 12, m % 12 + 1, 1)) for m, year in found])


class Moments:
    """Running sums over points in order of time, one row per weighting."""

    def __init__(self, years: Vector, logs: Vector, weights: Vector) -> None:
        self.years = years
        features = np.stack([np.ones_like(years), years, logs, years**2, years * logs, logs**2])
        shape = (len(features), len(years) + 1, len(weights))
        self._sums = np.zeros(shape)
        np.cumsum(weights.T[None] * features[:, :, None], axis=1, out=self._sums[:, 1:])

    def until(self, count: int) -> Vector:
        """Sums of weight, x, y, xx, xy and yy over the first points."""
        found: Vector = self._sums[:, count]
        return found

    def weight_before(self, first: NDArray[np.intp]) -> Vector:
        """Weight of the points before each of some: a row each, a column per weighting."""
        found: Vector = self._sums[0, first]
        return found

    def ends(self, count: int) -> tuple[Vector, Vector]:
        """The first and the last year in which each weighting has a point among the first points."""
        weight = self._sums[0, 1 : count + 1]
        first, last = (weight > 0).argmax(axis=0), (weight >= weight[-1]).argmax(axis=0)
        return self.years[first], self.years[last]

    def from_on(self, first: NDArray[np.intp], count: int) -> Vector:
        """Sums of weight, x, y, xx and xy over the points from each of some on: a row each."""
        found: Vector = self._sums[:-1, [count]] - self._sums[:-1, first]
        return found


def line(moments: Moments, count: int, year: float, least: Least) -> Shape:
    """Least squares through the first points; NaN where a resample holds too few, or too short a time."""
    n, x, y, xx, xy, yy = moments.until(count)
    first, last = moments.ends(count)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread, product = xx - x**2 / n, xy - x * y / n
        is_sound = (n >= least.points) & (last - first >= least.years) & (spread > NO_SPREAD)
        slope = np.where(is_sound, product / spread, np.nan)
        level = y / n + slope * (year - x / n)
        bic = _bic(n, yy - y**2 / n - slope * product, LINE_PARAMETERS)
    nothing = np.full_like(slope, np.nan)
    return _unless_steep(Shape(level, slope, np.where(is_sound, bic, np.inf), nothing, nothing), least)


def one_break(moments: Moments, count: int, year: float, least: Least) -> Shape:
    """The best continuous line with one break at the start of a month, each side as long as a line."""
    grid = months(moments.years[0], moments.years[count - 1])
    first = np.searchsorted(moments.years[:count], grid)
    total, before = moments.until(count)[0], moments.weight_before(first)
    start, end = moments.ends(count)
    is_long = np.minimum(grid[:, None] - start, end - grid[:, None]) >= least.years
    is_wide = is_long & (np.minimum(before, total - before) >= least.points)
    kept = is_wide.any(axis=1)
    if not kept.any():
        return _none(total)
    found = _best_break(moments, count, year, grid[kept], first[kept], is_wide[kept])
    return _unless_steep(found, least)


def _unless_steep(found: Shape, least: Least) -> Shape:
    """None at all where the fit itself, which is the first, is too steep on either side of its break."""
    is_steep = max(abs(np.nan_to_num([found.slope[0], found.slope_before[0]]))) > least.steepest
    return _none(found.slope) if is_steep else found


def _best_break(
    moments: Moments, count: int, year: float, grid: Vector, first: NDArray[np.intp], is_wide: Mask
) -> Shape:
    n, x, y, xx, xy, yy = moments.until(count)
    rn, rx, ry, rxx, rxy = moments.from_on(first, count)
    grid = grid[:, None]
    hinge = rx - grid * rn
    with np.errstate(divide="ignore", invalid="ignore"):
        sxx, sxy, syy = xx - x**2 / n, xy - x * y / n, yy - y**2 / n
        sxh = rxx - grid * rx - hinge * (x / n)
        own = rxx - grid * (rx + hinge) - hinge**2 / n - sxh**2 / sxx
        shy = rxy - grid * ry - hinge * (y / n) - sxh * (sxy / sxx)
        gain = np.where(is_wide & (own > NO_SPREAD), shy**2 / own, -np.inf)
    best = gain.argmax(axis=0)[None]
    hinge, sxh, own, shy, gain = (
        np.take_along_axis(found, best, 0)[0] for found in (hinge, sxh, own, shy, gain)
    )
    place = grid[best[0], 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        bend = shy / own
        before = (sxy - bend * sxh) / sxx
        level = (y - before * x - bend * hinge) / n + before * year
        rss = syy - sxy**2 / sxx - gain
        bic = np.where(np.isfinite(gain), _bic(n, rss, BREAK_PARAMETERS), np.inf)
        return Shape(level + bend * np.maximum(year - place, 0), before + bend, bic, before, place)


def _bic(count: Vector, rss: Vector, parameters: int) -> Vector:
    found: Vector = count * np.log(np.maximum(rss, SMALLEST_RSS) / count) + parameters * np.log(count)
    return found


def _none(like: Vector) -> Shape:
    nothing = np.full_like(like, np.nan)
    return Shape(nothing, nothing, np.full_like(like, np.inf), nothing, nothing)

"""metric.compute_gap_by_quarter: the distance between two areas' compute trends, in size and time (M08).

The whole procedure is resampled: top, break and slopes are found anew on both sides of a replicate.
How points are resampled stands in trend_points.py, how lines are fitted in statistics/kit/trend_shapes.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Set
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.gap.trend_points import (
    DRAWN_ON,
    SEGMENT_SPAN,
    Points,
    Resampling,
    points_of,
    quarter_ends,
)
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.coverage import known_through
from pipelines.statistics.kit.draws import rounded
from pipelines.statistics.kit.intervals import TAILS, Vector
from pipelines.statistics.kit.published import marked, weakest
from pipelines.statistics.kit.trend_shapes import (
    STEEPEST,
    Least,
    Shape,
    day_of,
    line,
    one_break,
    year_of,
)
from schemas import base
from schemas.gap.compute_gap_by_quarter import ComputeGapByQuarter

FEWEST_REPLICATES_SHARE = 0.9
Key = tuple[str, str, str]


@recipe(
    ComputeGapByQuarter,
    reads=["core.country_pair", "core.trend_window", "step.compute_trend_point"],
    constants=[DRAWN_ON, SEGMENT_SPAN, STEEPEST], is_covered=True,
)
def compute_gap(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every listed pair at each quarter end at which both trends can be fitted."""
    through = known_through(frames, "training_compute")
    quarters, assumed = quarter_ends(through), Assumptions.of(frames[CONSTANTS])
    pairs = frames["core.country_pair"].select("country_a_code", "country_b_code").rows()
    sides = _Sides(dict(points_of(frames["step.compute_trend_point"], frames["core.trend_window"],
                                  assumed)), {follower for _, follower in pairs})
    rows = [row for pair in pairs for row in _pair_rows(sides, pair, quarters, assumed.value(DRAWN_ON))]
    schema = {c.name: c.dtype for c in base.columns(ComputeGapByQuarter)}
    found = pl.DataFrame(rows, schema=schema).with_columns(
        pl.min_horizontal("data_through_date", pl.lit(through)))
    return marked(ComputeGapByQuarter, found, assumed)


class _Sides:
    """Fits of one side of a pair, made once however many pairs it is in."""

    def __init__(self, points: Mapping[Key, Points], followers: Set[str]) -> None:
        self.points = points
        self._followers = followers
        self._resampling = Resampling()
        self._moments: dict[Key, Any] = {}
        self._lines: dict[tuple[Key, date], Shape] = {}
        self._bests: dict[tuple[Key, date], Shape] = {}

    def trend(self, key: Key, quarter: date) -> Shape:
        """An area's one trend, on whichever side of a pair: who follows in none has a line."""
        return (self._best if key[0] in self._followers else self._line)(key, quarter)

    def _line(self, key: Key, quarter: date) -> Shape:
        """One line, as they are and in each resample."""
        if (key, quarter) not in self._lines:
            self._lines[key, quarter] = line(*self._parts(key, quarter))
        return self._lines[key, quarter]

    def _best(self, key: Key, quarter: date) -> Shape:
        """A line, or one with a break where BIC prefers it."""
        if (key, quarter) not in self._bests:
            broken = one_break(*self._parts(key, quarter))
            self._bests[key, quarter] = self._line(key, quarter).or_better(broken)
        return self._bests[key, quarter]

    def _parts(self, key: Key, quarter: date) -> tuple[Any, int, float, Least]:
        points = self.points[key]
        if key not in self._moments:
            self._moments[key] = points.resampled(self._resampling)
        count = points.released_until(quarter)
        return self._moments[key], count, year_of(quarter), points.window.least


def _pair_rows(
    sides: _Sides, pair: tuple[str, str], quarters: list[date], years: float
) -> Iterator[dict[str, object]]:
    for area, tier, window in sides.points:
        a, b = (pair[0], tier, window), (pair[1], tier, window)
        if area == pair[0] and b in sides.points:
            for quarter in quarters:
                if not any(sides.points[key].is_drawn_too_far(quarter, years) for key in (a, b)):
                    yield from _row(sides, a, b, quarter)


def _row(sides: _Sides, a: Key, b: Key, quarter: date) -> Iterator[dict[str, object]]:
    counts = [sides.points[key].released_until(quarter, is_selected=True) for key in (a, b)]
    if min(counts) < sides.points[a].window.least.points:
        return
    used = [sides.points[key].selected.head(count) for key, count in zip((a, b), counts, strict=True)]
    bases = {basis for frame in used for basis in frame["compute_flop_basis"]}
    ours, theirs = sides.trend(a, quarter), sides.trend(b, quarter)
    if not (np.isfinite(ours.slope[0]) and np.isfinite(theirs.slope[0])):
        return
    has_break = bool(np.isfinite(theirs.break_year[0]))
    yield {
        "country_a_code": a[0], "country_b_code": b[0], "valid_date": quarter,
        "confidence_tier": a[1], "window_id": a[2],
        "compute_gap_ratio_basis": weakest(*bases),
        "break_b_date": day_of(theirs.break_year[0]) if has_break else None,
        "trend_a_flop": rounded(10 ** ours.level[0]), "trend_b_flop": rounded(10 ** theirs.level[0]),
        "last_release_a_date": used[0]["release_date"][-1],
        "last_release_b_date": used[1]["release_date"][-1],
        "data_through_date": min(sides.points[key].known_through for key in (a, b)),
        "point_a_count": counts[0], "point_b_count": counts[1], "input_row_count": sum(counts),
    } | measures(ours, theirs, sides.points[a].window.years_until(quarter))


def measures(ours: Shape, theirs: Shape, reach_years: float = np.inf) -> dict[str, object]:
    """Gap, lags and growth with their intervals; the first of each fit is of the points as they are.

    A lag longer than the trends are known for is none that they tell.
    """
    gap = ours.level - theirs.level
    drawn = {
        "compute_gap_ratio": 10**gap,
        "lag_forward_years": _years(gap, theirs.slope),
        "lag_backward_years": _years(gap, ours.slope),
        "growth_a_per_year_ratio": 10**ours.slope,
        "growth_b_per_year_ratio": 10**theirs.slope,
    }
    is_sound = np.isfinite(gap[1:])
    count = int(is_sound.sum())
    is_enough = count >= FEWEST_REPLICATES_SHARE * len(is_sound)
    reason = None if is_enough else "too_few_replicates"
    found = np.stack([values[1:][is_sound] for values in drawn.values()])
    ends = _ends(found) if is_enough else [(None, None)] * len(drawn)
    row: dict[str, float | None] = {}
    for (name, values), (low, high) in zip(drawn.items(), ends, strict=True):
        row |= {f"{name}_low": low, name: _finite(values[0]), f"{name}_high": high}
    beyond = [name for name, value in row.items()
              if name.startswith("lag_") and abs(value or 0) > reach_years]
    row |= dict.fromkeys(beyond)
    if {"lag_forward_years", "lag_backward_years"} & set(beyond):
        reason = "lag_beyond_the_window"
    return {**row, "replicate_count": count, "interval_kind": "ci90" if is_enough else None,
            "reason_code": reason if theirs.slope[0] > 0 else "follower_does_not_grow"}


def _years(gap: Vector, slope: Vector) -> Vector:
    """Years in which a slope covers a gap; infinite where it never does."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(slope > 0, gap / slope, np.sign(gap) * np.inf)


def _ends(drawn: Vector) -> list[tuple[float | None, float | None]]:
    """Ends of the 90 % intervals of rows of draws, each a drawn value; None where infinite."""
    ordered = np.sort(drawn, axis=1)
    low, high = (math.ceil(tail * drawn.shape[1]) - 1 for tail in TAILS["ci90"])
    return [(_finite(row[low]), _finite(row[high])) for row in ordered]


def _finite(value: float) -> float | None:
    return rounded(float(value)) if np.isfinite(value) else None

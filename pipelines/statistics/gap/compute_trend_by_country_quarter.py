"""metric.compute_trend_by_country_quarter: trends of every area that has enough models.

Intervals of growth are those of least squares; intervals of gaps between two areas stand in compute_gap.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import polars as pl
import scipy

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.gap.trend_points import (
    DRAWN_ON,
    SEGMENT_SPAN,
    Points,
    points_of,
    quarter_ends,
)
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.coverage import known_through
from pipelines.statistics.kit.draws import rounded
from pipelines.statistics.kit.published import marked, weakest
from pipelines.statistics.kit.trend_shapes import (
    STEEPEST,
    Least,
    Moments,
    Shape,
    day_of,
    line,
    one_break,
    year_of,
)
from schemas import base
from schemas.gap.compute_trend_by_country_quarter import ComputeTrendByCountryQuarter

COVERAGE = 0.90


@recipe(
    ComputeTrendByCountryQuarter,
    reads=["core.trend_window", "step.compute_trend_point"], constants=[DRAWN_ON, SEGMENT_SPAN, STEEPEST],
    is_covered=True,
)
def compute_trend_fit(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Both shapes of each area's trend at each quarter end, on the releases up to then."""
    through = known_through(frames, "training_compute")
    assumed, quarters = Assumptions.of(frames[CONSTANTS]), quarter_ends(through)
    areas = points_of(frames["step.compute_trend_point"], frames["core.trend_window"], assumed)
    rows = [
        dict(zip(("country_code", "confidence_tier", "window_id"), key, strict=True)) | row
        | {"data_through_date": min(through, points.known_through)}
        for key, points in areas
        for row in _fits(points, quarters, assumed.value(DRAWN_ON))
    ]
    schema = {c.name: c.dtype for c in base.columns(ComputeTrendByCountryQuarter)}
    return marked(ComputeTrendByCountryQuarter, pl.DataFrame(rows, schema=schema), assumed)


def _fits(points: Points, quarters: list[date], years: float) -> Iterator[dict[str, object]]:
    moments, least = points.moments(), points.window.least
    for quarter in quarters:
        count = points.released_until(quarter, is_selected=True)
        if count >= least.points and not points.is_drawn_too_far(quarter, years):
            yield from _shapes(moments, points.selected.head(count), quarter, least)


def _shapes(
    moments: Moments, used: pl.DataFrame, quarter: date, least: Least
) -> Iterator[dict[str, object]]:
    year = year_of(quarter)
    shapes = {"line": line(moments, used.height, year, least),
              "one_break": one_break(moments, used.height, year, least)}
    sound = {name: shape for name, shape in shapes.items() if np.isfinite(shape.bic[0])}
    best = min(sound, key=lambda name: float(sound[name].bic[0]), default=None)
    about = {
        "valid_date": quarter, "first_date": used["release_date"][0],
        "last_date": used["release_date"][-1], "input_row_count": used.height,
        "compute_flop_basis": weakest(*used["compute_flop_basis"]),
    }
    for name, shape in sound.items():
        yield about | {"trend_shape": name, "is_chosen": name == best} | _values(shape) | _ends(shape, used)


def _values(shape: Shape) -> dict[str, object]:
    has_break = bool(np.isfinite(shape.break_year[0]))
    return {
        "trend_flop": rounded(10 ** shape.level[0]),
        "growth_per_year_ratio": rounded(10 ** shape.slope[0]),
        "growth_before_break_per_year_ratio": rounded(10 ** shape.slope_before[0]) if has_break else None,
        "break_date": day_of(shape.break_year[0]) if has_break else None,
        "bic": rounded(shape.bic[0]),
    }


def _ends(shape: Shape, used: pl.DataFrame) -> dict[str, object]:
    """The 90 % interval of the growth by Student's t, the break taken as given."""
    years = np.array([year_of(day) for day in used["release_date"]])
    logs = np.log10(used["compute_flop"].to_numpy())
    parts = [np.ones_like(years), years]
    if np.isfinite(shape.break_year[0]):
        parts.append(np.maximum(years - shape.break_year[0], 0))
    design, slope = np.stack(parts, axis=1), np.array([0.0, 1.0, 1.0][:len(parts)])
    inverse, free = np.linalg.inv(design.T @ design), len(years) - len(parts)
    left = logs - design @ (inverse @ (design.T @ logs))
    error = np.sqrt(left @ left / free * (slope @ inverse @ slope))
    half = float(scipy.special.stdtrit(free, (1 + COVERAGE) / 2)) * float(error)
    centre = float(shape.slope[0])
    return {"growth_per_year_ratio_low": rounded(10 ** (centre - half)),
            "growth_per_year_ratio_high": rounded(10 ** (centre + half))}

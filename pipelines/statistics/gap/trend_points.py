"""Points of the compute trends of each area, as they are and resampled.

A resample draws every model anew, a Poisson count of its own, and finds the top again: a model drawn
twice takes two places of it. How lines are fitted stands in statistics/kit/trend_shapes.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.draws import generator
from pipelines.statistics.kit.intervals import Vector
from pipelines.statistics.kit.published import DAYS_PER_YEAR
from pipelines.statistics.kit.trend_shapes import STEEPEST, Least, Moments, year_of

RESAMPLES = 1000
DRAWS_OF = "compute_trend"
DRAWN_ON = "trend_drawn_on_years"
"""The constant that says over how long a pause between two models a trend is drawn on."""
SEGMENT_SPAN = "trend_segment_span_years"
"""The constant that says over how long a time a line must have points, and each side of a break."""
FIRST_QUARTER = date(2018, 3, 31)


@dataclass(frozen=True)
class Window:
    """From when models count, how many of them make the top, and what a line needs."""

    start: date
    top_count: int
    least: Least

    def years_until(self, day: date) -> float:
        """How long the models of a trend lie back at most: no trend is known over a longer time."""
        return (day - self.start).days / DAYS_PER_YEAR


class Resampling:
    """How often each model is drawn, the same on every side, tier and day it counts for."""

    def __init__(self) -> None:
        self._held: dict[str, Vector] = {}

    def of(self, model_ids: list[str]) -> Vector:
        """One row per resample, one column per model."""
        for model_id in model_ids:
            if model_id not in self._held:
                drawn = generator(DRAWS_OF, model_id).poisson(1, RESAMPLES)
                self._held[model_id] = drawn.astype(np.float64)
        return np.stack([self._held[model_id] for model_id in model_ids], axis=1)


@dataclass(frozen=True)
class Points:
    """Models of one area, tier and window, in order of release."""

    frame: pl.DataFrame
    window: Window

    @cached_property
    def selected(self) -> pl.DataFrame:
        """The points of the fit."""
        return self.frame.filter(pl.col("is_selected"))

    @cached_property
    def possible(self) -> pl.DataFrame:
        """The points of the fit, and models that may become points in a resample."""
        return self.frame.filter(pl.col("is_in_window"))

    @cached_property
    def _days(self) -> dict[bool, NDArray[np.datetime64]]:
        return {is_selected: frame["release_date"].to_numpy()
                for is_selected, frame in ((False, self.possible), (True, self.selected))}

    @cached_property
    def known_through(self) -> date:
        """End of the quarter of the last point: beyond it a ratio would move by the line alone."""
        last = self.selected["release_date"].tail(1).dt.truncate("1q")
        end: date = last.dt.offset_by("3mo").dt.offset_by("-1d").item()
        return end

    def is_drawn_too_far(self, quarter: date, years: float) -> bool:
        """Whether no point follows, or the last one before lies too far back for the line to tell."""
        count = self.released_until(quarter, is_selected=True)
        last = self.selected["release_date"][count - 1] if count else date.min
        return quarter > self.known_through or (quarter - last).days > years * DAYS_PER_YEAR

    def moments(self) -> Moments:
        """Of the points as they are, in one weighting."""
        return _moments(self.selected, np.ones((1, self.selected.height)))

    def resampled(self, resampling: Resampling) -> Moments:
        """Of the points as they are, and then of every resample."""
        drawn = resampling.of(self.frame["model_id"].to_list())
        is_possible = self.frame["is_in_window"].to_numpy()
        larger = drawn @ self._is_larger()[:, is_possible].astype(np.float64)
        weights = drawn[:, is_possible] * (larger < self.window.top_count)
        as_is = self.possible["is_selected"].to_numpy().astype(np.float64)
        return _moments(self.possible, np.vstack([as_is, weights]))

    def _is_larger(self) -> NDArray[np.bool_]:
        """Whether the run of a row is larger than that of a column and not released after it."""
        compute, released = (self.frame[name].to_numpy() for name in ("compute_flop", "release_date"))
        found: NDArray[np.bool_] = (compute[:, None] > compute) & (released[:, None] <= released)
        return found

    def released_until(self, day: date, *, is_selected: bool = False) -> int:
        """How many points, or models that may become points, were released by a day."""
        return int(np.searchsorted(self._days[is_selected], np.datetime64(day), side="right"))


def _moments(frame: pl.DataFrame, weights: Vector) -> Moments:
    years = np.array([year_of(day) for day in frame["release_date"]])
    return Moments(years, np.log10(frame["compute_flop"].to_numpy()), weights)


def points_of(
    frame: pl.DataFrame, windows: pl.DataFrame, assumed: Assumptions
) -> Iterator[tuple[tuple[str, str, str], Points]]:
    """The points of every area, tier and window that has any in a fit."""
    span, steepest = assumed.value(SEGMENT_SPAN), math.log10(assumed.value(STEEPEST))
    known = {row["window_id"]: Window(row["window_start_date"], row["top_count"],
                                      Least(row["segment_point_count"], span, steepest))
             for row in windows.iter_rows(named=True)}
    ordered = frame.sort("country_code", "confidence_tier", "window_id", "release_date", "model_id")
    groups = ordered.group_by("country_code", "confidence_tier", "window_id", maintain_order=True)
    for (area, tier, window), models in groups:
        if models["is_selected"].any():
            yield (str(area), str(tier), str(window)), Points(models, known[str(window)])


def quarter_ends(until: date) -> list[date]:
    """Ends of quarters that are over by a day."""
    found = pl.date_range(FIRST_QUARTER, until, "3mo", eager=True).dt.month_end()
    return [day for day in found.to_list() if day <= until]

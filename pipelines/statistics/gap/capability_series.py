"""Scores of an area on a scale in order of time, drawn with their errors, and who was there first.

Which areas and scales are compared stands in capability_lag.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.statistics.kit.draws import generator
from pipelines.statistics.kit.intervals import TAILS, Vector, Z

DRAWS = 1000
DRAWS_OF = "benchmark_score"
NEVER = np.inf


@dataclass(frozen=True)
class Series:
    """Scores of one area on one scale, by release; rows of `drawn` are the values, then each draw."""

    versions: list[str]
    days: NDArray[np.int64]
    drawn: Vector

    @cached_property
    def best(self) -> Vector:
        """The best score up to each release."""
        found: Vector = np.maximum.accumulate(self.drawn, axis=1)
        return found

    @property
    def records(self) -> list[int]:
        """Positions of scores above all before them."""
        best = self.best[0]
        return [k for k in range(len(best)) if k == 0 or best[k] > best[k - 1]]


class ScoreDraws:
    """Draws of each score's error, made once: the same on both sides and in every pair."""

    def __init__(self, scores: pl.DataFrame) -> None:
        self._has_errors = {
            scale for (scale, error) in scores.select("scale_id", "error").iter_rows() if error
        }
        self._held: dict[tuple[str, str], Vector] = {}

    def series(self, scale: str, scores: pl.DataFrame) -> Series:
        """The scores of one area, in order of release, the best of a day first."""
        ordered = scores.sort(
            "release_date", "score", "model_version", descending=[False, True, False])
        rows = ordered.select("model_version", "score", "error").rows()
        columns = [self._column(scale, *row) for row in rows]
        days = ordered["release_date"].to_physical().cast(pl.Int64).to_numpy()
        return Series(ordered["model_version"].to_list(), days, np.stack(columns, axis=1))

    def _column(self, scale: str, version: str, score: float, error: float | None) -> Vector:
        if scale not in self._has_errors:
            return np.array([score])
        if (scale, version) not in self._held:
            normals = generator(DRAWS_OF, f"{scale}|{version}").standard_normal(DRAWS)
            self._held[scale, version] = np.concatenate([[0.0], normals])
        return score + self._held[scale, version] * (error or 0.0)


def first_days(leader: Series, follower: Series) -> Vector:
    """For each draw and release of the follower: the leader's first day at or above its best score."""
    reached, wanted = leader.best, follower.best
    counts = np.stack(
        [(reached < wanted[:, [k]]).sum(axis=1) for k in range(wanted.shape[1])], axis=1)
    days = np.append(leader.days.astype(np.float64), NEVER)
    found: Vector = days[counts]
    return found


def ends_of(days: Vector) -> tuple[Vector, Vector]:
    """Early and late end of the 90 % interval of drawn days, each a drawn day, by release."""
    early, late = np.quantile(days, TAILS["ci90"], axis=0, method="inverted_cdf")
    return early, late


def with_error(scores: pl.DataFrame) -> pl.DataFrame:
    """Believed and dated scores, with the standard error the source states or implies."""
    implied = (pl.col("score_high") - pl.col("score_low")) / (2 * Z["ci90"])
    return scores.filter(pl.col("release_date").is_not_null(), pl.col("is_chosen")).with_columns(
        error=pl.coalesce("score_standard_error", implied))


def members(areas: pl.DataFrame, code: str) -> Callable[[str], bool]:
    """Whether a country belongs to an area: to a country, a union, or the world but some."""
    rollup = areas.filter(pl.col("rollup_code") == code)
    if rollup.is_empty():
        return lambda country: country == code
    named = set(rollup["country_code"])
    is_union = bool(rollup["is_member"].all())
    return lambda country: (country in named) == is_union


def day(number: float) -> date:
    """The date of a day counted from 1970."""
    return date.fromordinal(date(1970, 1, 1).toordinal() + int(number))

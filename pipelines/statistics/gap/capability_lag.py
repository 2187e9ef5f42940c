"""How far followers are behind leaders on a scale of capability, by day and by record (M09).

Only the first developer's country counts, by headquarters and by ultimate parent. How scores are
drawn and compared stands in capability_series.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.gap.capability_series import (
    NEVER,
    ScoreDraws,
    Series,
    day,
    ends_of,
    first_days,
    members,
    with_error,
)
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.coverage import known_through
from pipelines.statistics.kit.draws import rounded
from pipelines.statistics.kit.intervals import Vector
from pipelines.statistics.kit.published import DAYS_PER_MONTH, marked, nine_digits
from schemas import base
from schemas.gap.capability_lag_by_day import CapabilityLagByDay
from schemas.gap.capability_match_by_record import CapabilityMatchByRecord

READS = ["core.benchmark_score", "core.country_pair", "core.country_rollup"]
Frames = Mapping[str, pl.DataFrame]
Days = NDArray[np.signedinteger]


@dataclass(frozen=True)
class Duel:
    """Two areas on one scale, up to the last release that the scale knows."""

    about: Mapping[str, str]
    leader: Series
    follower: Series
    last_day: int
    through: date

    def count_until(self, days: Any) -> Any:
        """Scores of both released by some days."""
        both = (self.leader, self.follower)
        return sum(np.searchsorted(series.days, days, side="right") for series in both)


@recipe(CapabilityLagByDay, reads=READS, is_covered=True)
def capability_lag(frames: Frames) -> pl.DataFrame:
    """Every listed pair on every scale, from the follower's first score on."""
    types = [pl.col(c.name).cast(c.dtype) for c in base.columns(CapabilityLagByDay)]
    assumed = Assumptions.of(frames[CONSTANTS])
    found = [marked(CapabilityLagByDay, _daily(duel), assumed).select(types) for duel in _duels(frames)]
    return pl.concat([base.empty_frame(CapabilityLagByDay), *found])


@recipe(CapabilityMatchByRecord, reads=READS, is_covered=True)
def capability_match(frames: Frames) -> pl.DataFrame:
    """Every record of every leader, and who matched it."""
    rows = [row for duel in _duels(frames) for row in _matches(duel)]
    schema = {c.name: c.dtype for c in base.columns(CapabilityMatchByRecord)}
    return pl.DataFrame(rows, schema=schema)


def _duels(frames: Frames) -> Iterator[Duel]:
    """Every pair on every scale on which both have scores."""
    scores = _placed(frames)
    draws = ScoreDraws(scores)
    pairs = frames["core.country_pair"].select("country_a_code", "country_b_code").rows()
    codes = sorted({code for pair in pairs for code in pair})
    belongs = {code: members(frames["core.country_rollup"], code) for code in codes}
    groups = scores.group_by("scale_id", "country_basis", maintain_order=True)
    for (scale, basis), known in groups:
        sides = dict(_sides(draws, str(scale), known, belongs))
        through = known_through(frames, f"benchmark_score/{scale}")
        last = (through - date(1970, 1, 1)).days
        for a, b in pairs:
            if a in sides and b in sides:
                about = {"leader_country_code": a, "follower_country_code": b,
                         "scale_id": str(scale), "country_basis": str(basis)}
                yield Duel(about, sides[a], sides[b], last, through)


def _placed(frames: Frames) -> pl.DataFrame:
    """Scores with the country of the first developer, once per way to tell it."""
    scores = with_error(frames["core.benchmark_score"])
    return pl.concat([
        scores.with_columns(country_basis=pl.lit("org_hq"), area="country_code"),
        scores.with_columns(country_basis=pl.lit("ultimate_parent"), area="parent_country_code"),
    ]).filter(pl.col("area").is_not_null()).sort("scale_id", "country_basis", "model_version")


def _sides(
    draws: ScoreDraws, scale: str, known: pl.DataFrame, belongs: Mapping[str, Callable[[str], bool]]
) -> Iterator[tuple[str, Series]]:
    for code, is_of in belongs.items():
        own = known.filter(pl.Series([is_of(area) for area in known["area"]], dtype=pl.Boolean))
        if own.height:
            yield code, draws.series(scale, own)


def _daily(duel: Duel) -> pl.DataFrame:
    """One row per day: which releases stood on it, and since when the leader had their score."""
    leader, follower = duel.leader, duel.follower
    days = np.arange(follower.days[0], duel.last_day + 1)
    latest = np.searchsorted(follower.days, days, side="right") - 1
    reached = first_days(leader, follower)
    since = reached[0][latest]
    is_behind = since <= days
    holder = np.array([np.argmax(follower.best[0] >= best) for best in follower.best[0]])[latest]
    found = {
        "valid_date": days, "lag_months": _lag(days, since),
        "follower_score": follower.best[0][latest],
        "follower_model_version": [follower.versions[k] for k in holder],
        "leader_model_version": _names(leader, reached[0], follower.best[0], latest, is_behind),
        "leader_date": np.where(is_behind, since, np.nan),
        "input_row_count": duel.count_until(days),
    } | _interval(days, reached, latest)
    return pl.DataFrame({name: pl.Series(values, nan_to_null=True) for name, values in found.items()}
                        ).with_columns(
        *(pl.lit(value).alias(name) for name, value in duel.about.items()),
        pl.lit(duel.through).alias("data_through_date"),
        pl.col("valid_date").cast(pl.Int32).cast(pl.Date),
        pl.col("leader_date").cast(pl.Int32).cast(pl.Date),
        *(nine_digits(pl.col(f"lag_months{end}")) for end in ("", "_low", "_high")),
        lag_months_basis=pl.lit("reported"),
        interval_kind=pl.lit("ci90" if len(reached) > 1 else None, dtype=pl.String),
        reason_code=pl.when(pl.col("lag_months").is_null()).then(pl.lit("follower_ahead")),
    )


def _lag(days: Days, since: Vector) -> Vector:
    """Months since a day, NaN where that is yet to come."""
    return np.where(since <= days, (days - since) / DAYS_PER_MONTH, np.nan)


def _interval(days: Days, reached: Vector, latest: Days) -> dict[str, Vector]:
    if len(reached) == 1:
        nothing = np.full(len(days), np.nan)
        return {"lag_months_low": nothing, "lag_months_high": nothing}
    early, late = ends_of(reached[1:])
    return {"lag_months_low": _lag(days, late[latest]), "lag_months_high": _lag(days, early[latest])}


def _names(
    leader: Series, reached: Vector, wanted: Vector, latest: Days, is_behind: NDArray[np.bool_]
) -> list[str | None]:
    """The leader's first model at or above each best score of the follower, day by day."""
    first = [leader.versions[int(np.argmax(leader.best[0] >= best))] if since < NEVER else None
             for best, since in zip(wanted, reached, strict=True)]
    return [first[k] if is_known else None for k, is_known in zip(latest, is_behind, strict=True)]


def _matches(duel: Duel) -> Iterator[dict[str, object]]:
    best = duel.follower.best[0]
    for k in duel.leader.records:
        score, released = float(duel.leader.drawn[0, k]), int(duel.leader.days[k])
        is_matched = bool(best[-1] >= score)
        first = int(np.argmax(best >= score))
        matched = int(duel.follower.days[first]) if is_matched else None
        months = ((matched or duel.last_day) - released) / DAYS_PER_MONTH
        yield dict(duel.about) | {
            "leader_model_version": duel.leader.versions[k], "record_date": day(released),
            "record_score": score, "matched_date": day(matched) if matched else None,
            "follower_model_version": duel.follower.versions[first] if is_matched else None,
            "follower_score": float(best[first]) if is_matched else None,
            "matched_after_months": rounded(months) if is_matched else None,
            "waited_months": rounded(months), "is_unmatched": not is_matched,
            "input_row_count": int(duel.count_until(duel.last_day)),
        }

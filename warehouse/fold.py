"""Folding sightings of a register into versions of its records, one sighting at a time.

A state is a frame of record versions: the record's columns, the power of ten of each number's last
printed digit, where the version was first seen, and from when to when it was believed. Storage,
parsing and the order of sightings do not belong here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from schemas.base import UTC_TIMESTAMP
from warehouse.records import LAST_DIGIT

KNOWN_FROM = "known_from_at"
KNOWN_TO = "known_to_at"
LOCATOR = "source_locator"
SNAPSHOT = "first_snapshot_id"
TRAVELLING = (LOCATOR, SNAPSHOT, KNOWN_FROM, KNOWN_TO)


@dataclass(frozen=True)
class Register:
    """How a register's records are told apart and what a missing one means.

    `coverage` names the columns whose values say what a snapshot speaks of: a key that shares none
    of them with any record of the snapshot is not covered, and not removed. Empty covers all keys.
    `published_column` holds each record's own publication date, for sources known as published.
    """

    key: tuple[str, ...]
    coverage: tuple[str, ...] = ()
    max_removed_share: float = 0.2
    published_column: str | None = None


@dataclass(frozen=True)
class Step:
    """What one sighting did to the belief."""

    state: pl.DataFrame
    is_held: bool
    added: int = 0
    changed: int = 0
    removed: int = 0
    covered: int = 0


def empty_state(parsed: pl.DataFrame) -> pl.DataFrame:
    """No versions yet, with the columns that folding this kind of record gives."""
    return _versions(parsed, "", datetime.min).clear()


def believed(state: pl.DataFrame) -> pl.DataFrame:
    """The versions that hold at the end of a state."""
    return state.filter(pl.col(KNOWN_TO).is_null())


def fold(
    state: pl.DataFrame,
    parsed: pl.DataFrame,
    rule: Register,
    snapshot_id: str,
    known_at: datetime,
    *,
    is_vouched_for: bool = False,
    held_before: pl.DataFrame | None = None,
) -> Step:
    """Fold one snapshot's records into the state.

    A snapshot that drops too large a share of what it covers is held and changes nothing, unless a
    person vouches for it or the snapshot held just before it (`held_before`) drops the same keys.
    """
    incoming = _versions(parsed, snapshot_id, known_at, rule.published_column)
    current = believed(state)
    covered = _covered(current, incoming, rule)
    gone = covered.join(incoming, on=rule.key, how="anti", nulls_equal=True)
    if not (is_vouched_for or _is_plausible(gone, covered, rule, held_before)):
        return Step(state, is_held=True, removed=gone.height, covered=covered.height)
    both = current.join(incoming, on=rule.key, how="inner", suffix="__new", nulls_equal=True)
    same = both.filter(_says_the_same(current, rule.key))
    changed = both.filter(~_says_the_same(current, rule.key))
    added = incoming.join(current, on=rule.key, how="anti", nulls_equal=True)
    replaced = pl.concat([changed.select(rule.key), gone.select(rule.key)])
    closed_at = changed.select(*rule.key, pl.col(KNOWN_FROM + "__new").alias("closed_at"))
    closed = (
        current.join(replaced, on=rule.key, how="semi", nulls_equal=True)
        .join(closed_at, on=rule.key, how="left", nulls_equal=True)
        .with_columns(pl.coalesce("closed_at", pl.lit(known_at)).cast(UTC_TIMESTAMP).alias(KNOWN_TO))
        .select(state.columns)
        .filter(pl.col(KNOWN_FROM) < pl.col(KNOWN_TO))
    )
    untouched = current.join(both, on=rule.key, how="anti", nulls_equal=True).join(
        gone, on=rule.key, how="anti", nulls_equal=True
    )
    renewed = incoming.join(changed, on=rule.key, how="semi", nulls_equal=True)
    past = state.filter(pl.col(KNOWN_TO).is_not_null())
    parts = [past, closed, untouched, _with_longer_numbers(same, current), renewed, added]
    whole = pl.concat([part.select(state.columns) for part in parts])
    return Step(whole.sort(*rule.key, KNOWN_FROM), False, added.height, changed.height,
                gone.height, covered.height)


def _versions(
    parsed: pl.DataFrame, snapshot_id: str, known_at: datetime, published: str | None = None
) -> pl.DataFrame:
    """Parsed records as versions that begin with this sighting, or with their own publication."""
    known_from = pl.lit(known_at) if published is None else (
        pl.col(published).cast(pl.Datetime("us")).dt.offset_by("23h59m59s").dt.replace_time_zone("UTC")
    )
    return parsed.drop("row_number").with_columns(
        pl.format("row {}", parsed["row_number"]).alias(LOCATOR),
        pl.lit(snapshot_id).alias(SNAPSHOT),
        known_from.cast(UTC_TIMESTAMP).alias(KNOWN_FROM),
        pl.lit(None, UTC_TIMESTAMP).alias(KNOWN_TO),
    )


def _covered(current: pl.DataFrame, incoming: pl.DataFrame, rule: Register) -> pl.DataFrame:
    if not rule.coverage:
        return current
    return current.join(incoming, on=rule.coverage, how="semi", nulls_equal=True)


def _is_plausible(
    gone: pl.DataFrame, covered: pl.DataFrame, rule: Register, held_before: pl.DataFrame | None
) -> bool:
    """Few keys are gone, or the last held snapshot says that the same ones are."""
    allowed = rule.max_removed_share * covered.height
    if gone.height <= allowed:
        return True
    if held_before is None:
        return False
    unconfirmed = gone.join(held_before, on=rule.key, how="semi", nulls_equal=True)
    return unconfirmed.height <= allowed


def _values(frame: pl.DataFrame, key: tuple[str, ...]) -> list[str]:
    skipped = {*key, *TRAVELLING}
    return [c for c in frame.columns if c not in skipped and not c.endswith(LAST_DIGIT)]


def _says_the_same(current: pl.DataFrame, key: tuple[str, ...]) -> pl.Expr:
    """Every value of the new record is the old one, up to the digits that were printed."""
    same = [
        _same_number(name) if name + LAST_DIGIT in current.columns
        else pl.col(name).eq_missing(pl.col(f"{name}__new"))
        for name in _values(current, key)
    ]
    return pl.all_horizontal(same) if same else pl.lit(True)


def _same_number(name: str) -> pl.Expr:
    """Equal, or printed to different digits and equal when rounded to the coarser of the two."""
    old, new = pl.col(name), pl.col(f"{name}__new")
    old_digit, new_digit = pl.col(name + LAST_DIGIT), pl.col(name + LAST_DIGIT + "__new")
    half = 0.5 * pl.lit(10.0).pow(pl.max_horizontal(old_digit, new_digit).cast(pl.Float64))
    agrees = (old_digit != new_digit) & ((old - new).abs() <= half * (1 + 1e-9))
    return old.eq_missing(new) | agrees.fill_null(value=False)


def _with_longer_numbers(same: pl.DataFrame, current: pl.DataFrame) -> pl.DataFrame:
    """Records that were restated keep their version, and each number its longer printed form."""
    numbers = [c.removesuffix(LAST_DIGIT) for c in current.columns if c.endswith(LAST_DIGIT)]
    is_longer = {n: pl.col(f"{n}{LAST_DIGIT}__new") < pl.col(f"{n}{LAST_DIGIT}") for n in numbers}
    chosen = [
        pl.when(is_longer[n]).then(pl.col(f"{column}__new")).otherwise(pl.col(column)).alias(column)
        for n in numbers
        for column in (n, n + LAST_DIGIT)
    ]
    return same.with_columns(chosen).select(current.columns)

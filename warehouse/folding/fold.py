"""Folding sightings of a register into versions of its records, one sighting at a time.

A state is a frame of record versions: the record's columns, how much one step of each number's last
printed digit is, where the version was first seen, and from when to when it was believed. Storage,
parsing and the order of sightings do not belong here.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

import polars as pl

from schemas.base import UTC_TIMESTAMP
from warehouse.folding.cell_holds import Kept, held_back
from warehouse.folding.limits import AT_ONCE, HALF_YEAR, Limits, Losses
from warehouse.folding.plausible import objections
from warehouse.folding.thinning import Passages, spoken_of, thinned
from warehouse.folding.wording import respelled
from warehouse.rows.digits import keeping_digits, with_longer_numbers
from warehouse.rows.sides import NEW, RESOLUTION, Sides, same_value, without

KNOWN_FROM = "known_from_at"
KNOWN_TO = "known_to_at"
LOCATOR = "source_locator"
SNAPSHOT = "first_snapshot_id"
ENDS = "__ends_at"
TRAVELLING = (LOCATOR, SNAPSHOT, KNOWN_FROM, KNOWN_TO)


@dataclass(frozen=True)
class Register:
    """How a register's records are told apart and what a missing one means.

    `coverage` names the columns whose values say what a snapshot speaks of: a key whose values
    there no record of the snapshot shares is not covered, and not removed. Empty covers all keys.
    `published_column` holds each record's own publication date, for sources known as published.
    `prose` names columns of remarks, which not every snapshot keeps: that one comes or goes is no
    revision, only another wording is.
    `max_removed_share` and `limits` say what a snapshot may do before it is held; a share that big goes
    in `churn_days`, and the less the sooner a file comes after the last. `compared_by` replaces the
    key in that question where the key is a place, as of the paragraphs of a text.
    `copy_column` marks records of a copy in another form: what that lacks is not missing.
    `passages` says that the records are passages of texts, which no publisher only shortens.
    """

    key: tuple[str, ...]
    coverage: tuple[str, ...] = ()
    max_removed_share: float = 0.2
    churn_days: float = HALF_YEAR
    compared_by: tuple[str, ...] = ()
    limits: Limits = field(default=Limits())
    published_column: str | None = None
    prose: tuple[str, ...] = ()
    copy_column: str | None = None
    passages: Passages | None = None

    def losses(self, days: float) -> Losses:
        """What a file may drop so many days after the last: of a day a tenth of what may go at all."""
        part = min(1.0, AT_ONCE + (1 - AT_ONCE) * days / self.churn_days) if self.churn_days else 1.0
        return Losses(self.max_removed_share, part * self.max_removed_share)


@dataclass(frozen=True)
class Step:
    """What one sighting did to the belief."""

    state: pl.DataFrame
    is_held: bool
    added: int = 0
    changed: int = 0
    removed: int = 0
    objections: tuple[str, ...] = ()
    cells: tuple[Mapping[str, Any], ...] = ()
    """Cells that stay as they are believed, since the snapshot moves them too far."""


def empty_state(parsed: pl.DataFrame) -> pl.DataFrame:
    """No versions yet, with the columns that folding this kind of record gives."""
    return _versions(parsed, "", datetime.min).clear()


def believed(state: pl.DataFrame) -> pl.DataFrame:
    """The versions that hold at the end of a state."""
    return state.filter(pl.col(KNOWN_TO).is_null())


def believed_at(state: pl.DataFrame, known_by: datetime | None, rule: Register) -> pl.DataFrame:
    """The versions that hold at a knowledge time."""
    if rule.published_column is None or known_by is None:
        return believed(state)
    begun = pl.col(KNOWN_FROM) <= known_by
    not_ended = pl.col(KNOWN_TO).is_null() | (pl.col(KNOWN_TO) > known_by)
    return state.filter(begun & not_ended)


def fold(
    state: pl.DataFrame,
    parsed: pl.DataFrame,
    rule: Register,
    snapshot_id: str,
    known_at: datetime,
    *,
    days: float = math.inf,
    is_vouched_for: bool = False,
    held_before: pl.DataFrame | None = None,
    accepted: Collection[str] = (),
) -> Step:
    """Fold one snapshot's records into the state, so many `days` after the last that counted.

    A snapshot to which there are objections is held and changes nothing, unless a person vouches
    for it or the snapshot held just before it (`held_before`) says the same; a cell that moves too
    far stays as believed, unless it is `accepted`.
    """
    current = believed(state)
    incoming = _versions(parsed, snapshot_id, known_at, rule.published_column)
    sides = Sides(current, incoming, rule.key, rule.coverage)
    gone = sides.gone
    against = () if is_vouched_for else against_it(sides, rule, days, held_before)
    if against:
        return Step(state, is_held=True, removed=gone.height, objections=against)
    kept = Kept(parsed) if is_vouched_for else held_back(
        Sides(current, parsed, rule.key, rule.coverage), rule.limits, held_before, accepted)
    incoming = _versions(kept.frame, snapshot_id, known_at, rule.published_column)
    restated, changed_count = _restated(current, incoming, rule)
    new = keeping_digits(without(incoming, restated, rule.key), current, rule.key)
    standing = pl.concat([
        state.filter(pl.col(KNOWN_TO).is_not_null()),
        without(current, restated, rule.key),
        _with_prose(with_longer_numbers(restated, [*state.columns, *_news(rule.prose)]), rule.prose),
    ])
    ended = _ended(standing, _ends(new, gone, rule.key, known_at), rule.key)
    whole = pl.concat([ended, new.select(state.columns)]).sort(*rule.key, KNOWN_FROM)
    return Step(whole, False, new.height - changed_count, changed_count, gone.height,
                cells=tuple(asdict(cell) for cell in kept.cells))


def look(
    before: pl.DataFrame | None, seen: pl.DataFrame, rule: Register, days: float,
    held_before: pl.DataFrame | None, *, is_vouched_for: bool,
) -> tuple[tuple[str, ...], dict[str, int]]:
    """What there is against one observation, and how many rows differ from the last that counted."""
    if before is None:
        return (), {}
    key = tuple(name for name in rule.key if name in seen.columns)
    sides = Sides(before, seen, key, rule.coverage)
    both, names = sides.both, _values(before, key)
    same = [same_value(name, before.columns) for name in names] or [pl.lit(True)]
    return () if is_vouched_for else against_it(sides, rule, days, held_before), {
        "added": without(seen, before, key).height, "removed": sides.gone.height,
        "changed": both.filter(~pl.all_horizontal(same)).height,
    }


def against_it(
    sides: Sides, rule: Register, days: float, held_before: pl.DataFrame | None
) -> tuple[str, ...]:
    """What keeps a snapshot from being believed, by the source's own limits."""
    values = [] if rule.compared_by else _values(sides.current, sides.key)
    names = [n for n in values if n not in rule.prose]
    sides = replace(sides.in_own_form(rule.copy_column), key=rule.compared_by or sides.key)
    new_words = () if held_before is not None else respelled(sides, rule.limits.words)
    shorter: Iterable[str] = ()
    if rule.passages:
        shorter = thinned(sides.current, sides.incoming, held_before, rule.passages)
        sides = replace(sides, current=spoken_of(sides.current, sides.incoming, rule.passages))
    found = objections(sides, rule.losses(days), rule.limits, names, held_before)
    return (*found, *new_words, *shorter)


def _versions(
    parsed: pl.DataFrame, snapshot_id: str, known_at: datetime, published: str | None = None
) -> pl.DataFrame:
    """Parsed records as versions that begin with this sighting, or with their own publication."""
    known_from: pl.Expr = pl.lit(known_at)
    if published is not None:
        end_of_day = pl.col(published).cast(pl.Datetime("us")).dt.offset_by("23h59m59s")
        known_from = pl.coalesce(end_of_day.dt.replace_time_zone("UTC"), known_from)
    return parsed.drop("row_number").with_columns(
        pl.format("row {}", parsed["row_number"]).alias(LOCATOR),
        pl.lit(snapshot_id).alias(SNAPSHOT),
        known_from.cast(UTC_TIMESTAMP).alias(KNOWN_FROM),
        pl.lit(None, UTC_TIMESTAMP).alias(KNOWN_TO),
    )


def _restated(
    current: pl.DataFrame, incoming: pl.DataFrame, rule: Register
) -> tuple[pl.DataFrame, int]:
    """Believed records that the snapshot says again, beside its own form; how many it changes."""
    both = current.join(incoming, on=rule.key, how="inner", suffix=NEW, nulls_equal=True)
    same = both.filter(_says_the_same(current, rule))
    return same, both.height - same.height


def _ends(
    new: pl.DataFrame, gone: pl.DataFrame, key: tuple[str, ...], known_at: datetime
) -> pl.DataFrame:
    """When earlier versions of a key end: as its new version begins, or as it is found gone."""
    found_gone = pl.lit(known_at).cast(UTC_TIMESTAMP)
    return pl.concat([
        new.select(*key, pl.col(KNOWN_FROM).alias(ENDS)),
        gone.select(*key, found_gone.alias(ENDS)),
    ])


def _ended(standing: pl.DataFrame, ends: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """Versions cut off where they end; one that would end before it began never held.

    Closed versions are cut too: a record published with an earlier date overrules them.
    """
    cut = standing.join(ends, on=key, how="left", nulls_equal=True).with_columns(
        pl.min_horizontal(KNOWN_TO, ENDS).alias(KNOWN_TO)
    )
    held = pl.col(KNOWN_TO).is_null() | (pl.col(KNOWN_FROM) < pl.col(KNOWN_TO))
    return cut.filter(held).select(standing.columns)


def _values(frame: pl.DataFrame, key: tuple[str, ...]) -> list[str]:
    skipped = {*key, *TRAVELLING, "row_number"}
    return [c for c in frame.columns if c not in skipped and not c.endswith(RESOLUTION)]


def _says_the_same(current: pl.DataFrame, rule: Register) -> pl.Expr:
    """Every value of the new record is the old one, up to printed digits and prose not kept."""
    same = [
        (pl.col(name) == pl.col(name + NEW)).fill_null(value=True) if name in rule.prose
        else same_value(name, current.columns)
        for name in _values(current, rule.key)
    ]
    return pl.all_horizontal(same) if same else pl.lit(True)


def _news(prose: tuple[str, ...]) -> list[str]:
    return [name + NEW for name in prose]


def _with_prose(both: pl.DataFrame, prose: tuple[str, ...]) -> pl.DataFrame:
    """Records with the remarks that one of the two snapshots kept."""
    kept = [pl.coalesce(name, name + NEW).alias(name) for name in prose]
    return both.with_columns(kept).drop(_news(prose))

"""From the sightings of a source to its belief at a knowledge time, reusing every earlier step.

What a fold means stands in fold.py; which tables read the belief does not belong here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import polars as pl

from schemas import base
from warehouse import built as records
from warehouse import fold
from warehouse.built import Built, Part
from warehouse.fingerprint import digest, engines, modules_hash
from warehouse.models import RawSource
from warehouse.records import Parsed, Rejected, Unreadable
from warehouse.snapshots import Sighting, Snapshots
from warehouse.store import Store, get_frame, put_frame


@dataclass(frozen=True)
class Outcome:
    """What one sighting came to: folded, held, refused, or nothing new."""

    sighting: Sighting
    status: str
    message: str
    row_count: int = 0
    rejected_row_count: int = 0
    rejected_hash: str | None = None
    unread_columns: tuple[str, ...] = ()
    added: int = 0
    changed: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Belief:
    """The parts of a raw table, and how its sightings led to them."""

    parts: tuple[Part, ...]
    outcomes: tuple[Outcome, ...]
    versions_hash: str | None


def effective(sightings: Sequence[Sighting], accepted: set[str]) -> list[Sighting]:
    """Sightings that can matter: of the same bytes in a row, the first two.

    The second may confirm a held first one; after that, and once a person has accepted the bytes,
    seeing them again changes nothing.
    """
    kept: list[Sighting] = []
    for sighting in sightings:
        repeats = [s for s in kept[-2:] if s.sha256 == sighting.sha256]
        is_settled = len(repeats) == 2 or (repeats and sighting.sha256 in accepted)
        if not (is_settled and kept[-1].sha256 == sighting.sha256):
            kept.append(sighting)
    return kept


class Folder:
    """Parses and folds the snapshots of one source, each once."""

    def __init__(self, store: Store, snapshots: Snapshots, source: RawSource) -> None:
        """Bind a source to where its bytes and its built steps lie."""
        self.store, self.snapshots, self.source = store, snapshots, source
        self.code = digest([
            modules_hash(source.parse.__module__), modules_hash(fold.__name__),
            base.validating_hash(source.table), engines(),
            asdict(source.register), source.max_rejected_share,
        ])

    def components(self, known_by: datetime | None) -> dict[str, str]:
        """What the belief depends on, by name: the code, and each sighting with its acceptance."""
        accepted = self.snapshots.accepted(self.source.source_id)
        parts = {"recipe": self.code}
        for s in self.sightings(known_by):
            verdict = "accepted" if s.sha256 in accepted else "seen"
            parts[f"snapshot {s.known_at:%Y-%m-%d %H:%M:%S} {s.snapshot_id}"] = verdict
        if self.source.register.published_column and known_by:
            parts["known by"] = known_by.isoformat()
        return parts

    def sightings(self, known_by: datetime | None) -> list[Sighting]:
        """The sightings that can matter for a knowledge time."""
        is_dated_inside = self.source.register.published_column is not None
        seen = self.snapshots.sightings(self.source.source_id, None if is_dated_inside else known_by)
        return effective(seen, self.snapshots.accepted(self.source.source_id))

    def belief(self, known_by: datetime | None) -> Belief:
        """The belief at a knowledge time."""
        if self.source.kind == "observations":
            return self._observed(self.sightings(known_by))
        return self._folded(self.sightings(known_by), known_by)

    def parsed(self, sighting: Sighting) -> Built:
        """The typed records of a snapshot; a file that cannot be used is recorded as refused."""
        fingerprint = digest(["parse", self.code, sighting.sha256])
        known = records.load(self.store, fingerprint)
        if known:
            return known
        name = f"parse {self.source.source_id}"
        try:
            result = self.source.parse(self.snapshots.read(sighting.sha256))
        except Unreadable as fault:
            return self._refused(name, fingerprint, str(fault))
        except Exception as fault:  # one publisher's surprise must not stop the others
            return self._refused(name, fingerprint, f"the parser failed: {fault!r}")
        notes = {
            "refused": self._reason_to_refuse(result),
            "rejected_row_count": result.rejected_row_count,
            "rejected_hash": put_frame(self.store, _rejected_frame(result.rejected)),
            "unread_columns": result.unread_columns,
        }
        part = Part(put_frame(self.store, result.frame), result.frame.height)
        return records.save(self.store, Built(name, fingerprint, {}, (part,), notes=notes))

    def _refused(self, name: str, fingerprint: str, reason: str) -> Built:
        return records.save(self.store, Built(name, fingerprint, {}, notes={"refused": reason}))

    def _reason_to_refuse(self, result: Parsed) -> str | None:
        rejected, kept = result.rejected_row_count, result.frame.height
        if kept == 0:
            return "no row fits the table; see the rejected rows, or the file is not what it was"
        share = rejected / (rejected + kept)
        if share <= self.source.max_rejected_share:
            return None
        first = result.rejected[0]
        return (
            f"{rejected} of {rejected + kept} rows do not fit (allowed share "
            f"{self.source.max_rejected_share:.0%}); first: row {first.row_number}, column "
            f"{first.column_name}, {first.value!r} fails {first.check_name}"
        )

    def _folded(self, sightings: Sequence[Sighting], known_by: datetime | None) -> Belief:
        accepted = self.snapshots.accepted(self.source.source_id)
        outcomes: list[Outcome] = []
        state_hash: str | None = None
        held_hash: str | None = None
        chain = ""
        for sighting in sightings:
            parsed = self.parsed(sighting)
            if parsed.notes["refused"]:
                outcomes.append(_outcome(sighting, parsed, "refused", parsed.notes["refused"]))
                continue
            step = self._step(chain, state_hash, held_hash, sighting, parsed,
                              sighting.sha256 in accepted)
            chain, notes = step.fingerprint, step.notes
            state_hash = step.parts[0].content_hash
            is_repeat = bool(outcomes) and outcomes[-1].sighting.sha256 == sighting.sha256
            status = "held" if notes["is_held"] else "repeated" if is_repeat else "folded"
            outcomes.append(_outcome(sighting, parsed, status, _held_message(notes), notes))
            held_hash = parsed.parts[0].content_hash if notes["is_held"] else None
        if state_hash is None:
            frame = base.empty_frame(self.source.table)
        else:
            frame = self._as_table(_open_at(get_frame(self.store, state_hash), known_by,
                                            self.source.register))
        part = Part(put_frame(self.store, frame), frame.height)
        return Belief((part,), tuple(outcomes), state_hash)

    def _step(
        self, chain: str, state_hash: str | None, held_hash: str | None, sighting: Sighting,
        parsed: Built, is_accepted: bool,
    ) -> Built:
        fingerprint = digest(["fold", self.code, chain, parsed.content_hash, sighting.snapshot_id,
                              sighting.known_at.isoformat(), is_accepted])
        known = records.load(self.store, fingerprint)
        if known:
            return known
        incoming = get_frame(self.store, parsed.parts[0].content_hash)
        state = get_frame(self.store, state_hash) if state_hash else fold.empty_state(incoming)
        result = fold.fold(
            state, incoming, self.source.register, sighting.snapshot_id, sighting.known_at,
            is_vouched_for=is_accepted,
            held_before=get_frame(self.store, held_hash) if held_hash else None,
        )
        notes = {k: getattr(result, k) for k in ("is_held", "added", "changed", "removed", "covered")}
        part = Part(put_frame(self.store, result.state), result.state.height)
        name = f"fold {self.source.source_id}"
        return records.save(self.store, Built(name, fingerprint, {}, (part,), notes=notes))

    def _observed(self, sightings: Sequence[Sighting]) -> Belief:
        """One part per day seen; a later file of the same day replaces the earlier one."""
        by_day: dict[Any, Part] = {}
        outcomes = []
        for sighting in sightings:
            parsed = self.parsed(sighting)
            refused = parsed.notes["refused"]
            outcomes.append(_outcome(sighting, parsed, "refused" if refused else "folded", refused or ""))
            if refused:
                continue
            day = sighting.known_at.astimezone(UTC).date()
            frame = get_frame(self.store, parsed.parts[0].content_hash).with_columns(
                pl.lit(day).alias("observed_date"),
                pl.lit(sighting.snapshot_id).alias(fold.SNAPSHOT),
                pl.format("row {}", "row_number").alias(fold.LOCATOR),
            )
            by_day[day] = Part(put_frame(self.store, self._as_table(frame)), frame.height)
        empty = base.empty_frame(self.source.table)
        parts = [by_day[day] for day in sorted(by_day)] or [Part(put_frame(self.store, empty), 0)]
        return Belief(tuple(parts), tuple(outcomes), None)

    def _as_table(self, frame: pl.DataFrame) -> pl.DataFrame:
        table = self.source.table
        named = frame.with_columns(pl.lit(self.source.source_id).alias("source_id"))
        return named.select(c.name for c in base.columns(table)).sort(base.info(table).key)


def _open_at(
    state: pl.DataFrame, known_by: datetime | None, rule: fold.Register
) -> pl.DataFrame:
    """The versions that hold at a knowledge time."""
    if rule.published_column is None or known_by is None:
        return fold.believed(state)
    begun = pl.col(fold.KNOWN_FROM) <= known_by
    not_ended = pl.col(fold.KNOWN_TO).is_null() | (pl.col(fold.KNOWN_TO) > known_by)
    return state.filter(begun & not_ended)


def _outcome(
    sighting: Sighting, parsed: Built, status: str, message: str, counts: Any = None
) -> Outcome:
    notes = parsed.notes
    numbers = {k: (counts or {}).get(k, 0) for k in ("added", "changed", "removed")}
    return Outcome(
        sighting, status, message or "", parsed.row_count, notes.get("rejected_row_count", 0),
        notes.get("rejected_hash"), tuple(notes.get("unread_columns", ())), **numbers,
    )


def _held_message(notes: Any) -> str:
    if not notes["is_held"]:
        return ""
    return (
        f"drops {notes['removed']} of {notes['covered']} records; folded when the next file "
        "agrees, or after `chipledger accept`"
    )


def _rejected_frame(rejected: Sequence[Rejected]) -> pl.DataFrame:
    schema = {"row_number": pl.Int64, "column_name": pl.String, "value": pl.String,
              "check_name": pl.String}
    return pl.DataFrame([asdict(cell) for cell in rejected], schema=schema)

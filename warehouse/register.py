"""From the sightings of a source to its belief at a knowledge time, reusing every earlier step.

What a fold means stands in fold.py; which tables read the belief does not belong here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from schemas import base
from warehouse import built as records
from warehouse import fold
from warehouse.built import Built, Part
from warehouse.bundled import BASIS, Bundle
from warehouse.fingerprint import digest, engines
from warehouse.loaded import modules_hash
from warehouse.parsing import parse_once, unpack_once
from warehouse.raw_source import RawSource
from warehouse.snapshots import Sighting, Snapshots
from warehouse.store import Store, get_frame, put_frame


@dataclass(frozen=True)
class Outcome:
    """What one sighting came to: folded, held or refused."""

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


@dataclass(frozen=True)
class Walk:
    """The sightings that mattered, in order, and the state they led to."""

    outcomes: tuple[Outcome, ...]
    state_hash: str | None


class Folder:
    """Parses and folds the snapshots of one source, each once."""

    def __init__(
        self, store: Store, snapshots: Snapshots, source: RawSource, bundle: Path | None = None
    ) -> None:
        """Bind a source to where its bytes, its bundled snapshots and its built steps lie."""
        self.store, self.snapshots, self.source = store, snapshots, source
        self.bundle = Bundle(bundle, source) if bundle else None
        self.code = digest([
            modules_hash(source.parse.__module__), modules_hash(__name__),
            base.validating_hash(source.table), engines(),
            asdict(source.register), source.max_rejected_share,
        ])
        self._walks: dict[tuple[tuple[Sighting, ...], frozenset[str]], Walk] = {}

    def components(self, known_by: datetime | None) -> dict[str, str]:
        """What the belief depends on, by name: the code, and each sighting with its acceptance."""
        accepted = self.snapshots.accepted(self.source.source_id)
        parts = {"recipe": self.code}
        at_once: Counter[datetime] = Counter()
        for s in self.sightings(known_by):
            at_once[s.known_at] += 1
            place = f" #{at_once[s.known_at]}" if at_once[s.known_at] > 1 else ""
            verdict = "accepted" if s.sha256 in accepted else "seen"
            parts[f"snapshot {s.known_at.isoformat(' ')} {s.snapshot_id}{place}"] = verdict
        if self.bundle:
            parts["bundled snapshots"] = self.bundle.content_hash
        if self.source.register.published_column and known_by:
            parts["known by"] = known_by.isoformat()
        return parts

    def sightings(self, known_by: datetime | None) -> list[Sighting]:
        """The sightings that can matter for a knowledge time.

        Bytes seen again change nothing, unless the second sighting confirms a held first one;
        whether it was held, only the fold can say. An observation counts once a day.
        """
        is_dated_inside = self.source.register.published_column is not None
        until = None if is_dated_inside else known_by
        received = self.snapshots.sightings(self.source.source_id, until)
        seen = self.bundle.joined(received, until) if self.bundle else received
        if self.source.kind == "observations":
            before = [None, *((s.sha256, _day(s)) for s in seen)]
            return [s for s, last in zip(seen, before, strict=False) if last != (s.sha256, _day(s))]
        if all(earlier.sha256 != later.sha256 for earlier, later in pairwise(seen)):
            return seen
        return [outcome.sighting for outcome in self._walked(seen).outcomes]

    def belief(self, known_by: datetime | None) -> Belief:
        """The belief at a knowledge time."""
        sightings = self.sightings(known_by)
        if self.source.kind == "observations":
            return self._observed(sightings)
        walk = self._walked(sightings)
        if walk.state_hash is None:
            frame = base.empty_frame(self.source.table)
        else:
            state = get_frame(self.store, walk.state_hash)
            frame = self._as_table(fold.believed_at(state, known_by, self.source.register))
        part = Part(put_frame(self.store, frame), frame.height)
        return Belief((part,), walk.outcomes, walk.state_hash)

    def parsed(self, sighting: Sighting) -> Built:
        """The typed records of a snapshot, or the reason to refuse it."""
        bundle = self.bundle if sighting.known_basis == BASIS else None
        made_from = bundle.content_hash if bundle else ""
        fingerprint = digest(["parse", self.code, sighting.sha256, made_from])
        known = records.load(self.store, fingerprint)
        if known:
            return known
        if bundle:
            return unpack_once(self.store, bundle, fingerprint, sighting)
        data = self.snapshots.read(sighting.sha256)
        return parse_once(self.store, self.source, fingerprint, data)

    def _walked(self, sightings: Sequence[Sighting]) -> Walk:
        accepted = self.snapshots.accepted(self.source.source_id)
        asked = (tuple(sightings), frozenset(accepted))
        if asked not in self._walks:
            self._walks[asked] = self._walk(sightings, accepted)
        return self._walks[asked]

    def _walk(self, sightings: Sequence[Sighting], accepted: set[str]) -> Walk:
        outcomes: list[Outcome] = []
        last: Built | None = None
        held_hash: str | None = None
        for sighting in sightings:
            if _is_settled(outcomes, sighting):
                continue
            parsed = self.parsed(sighting)
            if parsed.notes["refused"]:
                outcomes.append(_outcome(sighting, parsed, "refused", parsed.notes["refused"]))
                continue
            last = self._step(last, held_hash, sighting, parsed, sighting.sha256 in accepted)
            is_held, message = last.notes["is_held"], _held_message(last.notes)
            status = "held" if is_held else "folded"
            outcomes.append(_outcome(sighting, parsed, status, message, last.notes))
            held_hash = parsed.parts[0].content_hash if is_held else None
        return Walk(tuple(outcomes), last.parts[0].content_hash if last else None)

    def _step(
        self, last: Built | None, held_hash: str | None, sighting: Sighting, parsed: Built,
        is_accepted: bool,
    ) -> Built:
        chain = last.fingerprint if last else ""
        fingerprint = digest(["fold", self.code, chain, parsed.content_hash, sighting.snapshot_id,
                              sighting.known_at.isoformat(), is_accepted])
        known = records.load(self.store, fingerprint)
        if known:
            return known
        incoming = get_frame(self.store, parsed.parts[0].content_hash)
        state = self._state(last) if last else fold.empty_state(incoming)
        result = fold.fold(
            state, incoming, self.source.register, sighting.snapshot_id, sighting.known_at,
            is_vouched_for=is_accepted,
            held_before=get_frame(self.store, held_hash) if held_hash else None,
        )
        notes = {name: value for name, value in vars(result).items() if name != "state"}
        part = Part(put_frame(self.store, result.state), result.state.height)
        name = f"fold {self.source.source_id}"
        return records.save(self.store, Built(name, fingerprint, {}, (part,), notes=notes))

    def _state(self, step: Built) -> pl.DataFrame:
        return get_frame(self.store, step.parts[0].content_hash)

    def _observed(self, sightings: Sequence[Sighting]) -> Belief:
        """One part per sighting: what a file said on its day stays said."""
        parts: list[Part] = []
        outcomes = []
        for sighting in sightings:
            parsed = self.parsed(sighting)
            refused = parsed.notes["refused"]
            status = "refused" if refused else "folded"
            outcomes.append(_outcome(sighting, parsed, status, refused or ""))
            if not refused:
                frame = get_frame(self.store, parsed.parts[0].content_hash).with_columns(
                    pl.lit(_day(sighting)).alias("observed_date"),
                    pl.lit(sighting.snapshot_id).alias(fold.SNAPSHOT),
                    pl.format("row {}", "row_number").alias(fold.LOCATOR),
                )
                parts.append(Part(put_frame(self.store, self._as_table(frame)), frame.height))
        empty = base.empty_frame(self.source.table)
        return Belief(tuple(parts) or (Part(put_frame(self.store, empty), 0),), tuple(outcomes), None)

    def _as_table(self, frame: pl.DataFrame) -> pl.DataFrame:
        table = self.source.table
        named = frame.with_columns(pl.lit(self.source.source_id).alias("source_id"))
        return named.select(c.name for c in base.columns(table)).sort(base.info(table).key)


def _day(sighting: Sighting) -> date:
    return sighting.known_at.astimezone(UTC).date()


def _is_settled(outcomes: Sequence[Outcome], sighting: Sighting) -> bool:
    """Whether these bytes were the last to be judged, and not held."""
    if not outcomes or outcomes[-1].sighting.sha256 != sighting.sha256:
        return False
    return outcomes[-1].status != "held"


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


"""From the sightings of a source to its belief at a knowledge time, reusing every earlier step.

What a fold means stands in fold.py; which tables read the belief does not belong here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from schemas import base
from schemas.base.faults import Failure
from warehouse.code.loaded import modules_hash
from warehouse.folding import asides, fold
from warehouse.folding.bundled import BASIS, Bundle
from warehouse.folding.judging import Judge, day_of
from warehouse.folding.observing import observe
from warehouse.folding.outcomes import (
    HELD,
    Belief,
    Outcome,
    held_message,
    is_settled,
    outcome_of,
    status_of,
)
from warehouse.folding.raw_source import RawSource
from warehouse.folding.slips import with_believed
from warehouse.folding.walking import Walk, Walker
from warehouse.storage.built import Part, frame_of
from warehouse.storage.fingerprint import digest, engines
from warehouse.storage.snapshots import Sighting, Snapshots
from warehouse.storage.store import Store, get_frame, put_frame


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
            source.kind, asdict(source.register), source.max_rejected_share,
        ])
        self.judge = Judge(store, snapshots, source, self.bundle, self.code)
        self.walker = Walker(
            self.judge, self._fold if source.kind == "register" else partial(observe, self.judge))

    def components(self, known_by: datetime | None) -> dict[str, str]:
        """What the belief depends on, by name: the code, and each sighting with its acceptance."""
        accepted = self.snapshots.accepted(self.source.source_id)
        rejected, held = self.judge.rejected(), self.judge.held()
        parts = {"recipe": self.code}
        at_once: Counter[datetime] = Counter()
        for s in self.sightings(known_by):
            at_once[s.known_at] += 1
            place = f" #{at_once[s.known_at]}" if at_once[s.known_at] > 1 else ""
            verdict = BASIS if s.known_basis == BASIS else "seen"  # its bytes say more
            verdict = "held" if s.sha256 in held else verdict
            verdict = "accepted" if s.sha256 in accepted else verdict
            verdict = "rejected" if s.sha256 in rejected else verdict
            parts[f"snapshot {s.known_at.isoformat(' ')} {s.snapshot_id}{place}"] = verdict
        for s in self._seen_again(known_by):
            parts[f"seen again {s.known_at.isoformat(' ')}"] = s.snapshot_id
        if self.bundle:
            parts["bundled snapshots"] = self.bundle.content_hash
        if self.judge.set_aside():
            parts["set aside"] = digest([(v.subject, v.content) for v in self.judge.set_aside()])
        if self.judge.accepted_cells():
            parts["accepted cells"] = digest(self.judge.accepted_cells())
        if self.source.register.published_column and known_by:
            parts["known by"] = known_by.isoformat()
        return parts

    def sightings(self, known_by: datetime | None) -> list[Sighting]:
        """The sightings that can matter for a knowledge time.

        Bytes seen again change nothing by themselves, unless the second sighting confirms a held first
        one; whether it was held, only the fold can say. An observation counts once a day.
        """
        seen = self._seen(known_by)
        if self.source.kind == "observations" or not _repeat(seen):
            return seen
        return [outcome.sighting for outcome in self.walker.walked(seen).told]

    def _seen_again(self, known_by: datetime | None) -> list[Sighting]:
        """Last sightings of bytes before others came: how long those came after decides what they may do."""
        seen = self._seen(known_by)
        if self.source.kind == "observations" or not _repeat(seen):
            return []
        outcomes = self.walker.walked(seen).outcomes
        return [s for s, (one, after) in zip(seen, pairwise(outcomes), strict=False)
                if one is None and after is not None]

    def _seen(self, known_by: datetime | None) -> list[Sighting]:
        is_dated_inside = self.source.register.published_column is not None
        until = None if is_dated_inside else known_by
        received = self.snapshots.sightings(self.source.source_id, until)
        seen = self.bundle.joined(received, until) if self.bundle else received
        if self.source.kind == "register":
            return seen
        before = [None, *((s.sha256, day_of(s)) for s in seen)]
        return [s for s, last in zip(seen, before, strict=False) if last != (s.sha256, day_of(s))]

    def outcomes(self, known_by: datetime | None) -> tuple[Outcome, ...]:
        """What became of each sighting, without making the rows that are believed for it."""
        return self.walker.walked(self._seen(known_by)).told

    def belief(self, known_by: datetime | None) -> Belief:
        """The belief at a knowledge time."""
        walk, set_aside = self.walker.walked(self._seen(known_by)), self.judge.set_aside()
        if walk.days and not set_aside:
            return Belief(walk.days, walk.told, None, failures=walk.failures)
        parts: list[Part] = []
        told: list[Mapping[str, Any]] = []
        failures: list[Failure] = []
        for frame in self._believed(walk, known_by):
            kept, gone = asides.without_asides(self.source.table, frame, set_aside)
            parts.append(Part(put_frame(self.store, kept), kept.height))
            told += gone
            failures += self.judge.failures(kept)
        versions = walk.state if self.source.kind == "register" else None
        versions_hash = versions.content_hash if versions else None
        return Belief(tuple(parts), walk.told, versions_hash, tuple(told), tuple(failures))

    def _believed(self, walk: Walk, known_by: datetime | None) -> Iterator[pl.DataFrame]:
        """The frames of the raw table before a person sets records aside."""
        if walk.days:
            yield from (get_frame(self.store, day.content_hash) for day in walk.days)
        elif walk.state:
            state = get_frame(self.store, walk.state.content_hash)
            yield self.judge.as_table(fold.believed_at(state, known_by, self.source.register))
        else:
            yield base.empty_frame(self.source.table)

    def _fold(self, walk: Walk, sighting: Sighting) -> Walk:
        """A walk with one more sighting of a register."""
        if is_settled(walk.told, sighting):
            return walk.again(sighting)
        parsed, kept_out = self.judge.kept_out(sighting)
        if kept_out:
            return walk.then(kept_out)
        incoming = get_frame(self.store, parsed.parts[0].content_hash)
        known = frame_of(self.store, walk.state)
        state = fold.empty_state(incoming) if known is None else known
        spoiled, emptied = (
            get_frame(self.store, parsed.notes[name]) for name in ("spoiled_hash", "set_aside_hash"))
        rule = self.source.register
        result = fold.fold(
            state, with_believed(incoming, spoiled, emptied, fold.believed(state), rule.key),
            rule, sighting.snapshot_id, sighting.known_at, days=walk.days_until(sighting),
            is_vouched_for=self.judge.is_accepted(sighting),
            held_before=frame_of(self.store, walk.held), accepted=self.judge.accepted_cells(),
        )
        status, message = status_of(result.objections), held_message(result.objections)
        return walk.then(
            outcome_of(sighting, parsed, status, message, vars(result)),
            state=Part(put_frame(self.store, result.state), result.state.height),
            held=parsed.parts[0] if status == HELD else None,
        )


def _repeat(sightings: list[Sighting]) -> bool:
    """Whether some bytes were seen twice in a row."""
    return any(earlier.sha256 == later.sha256 for earlier, later in pairwise(sightings))

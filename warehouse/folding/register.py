"""From the sightings of a source to its belief at a knowledge time, reusing every earlier step.

What a fold means stands in fold.py; which tables read the belief does not belong here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from schemas import base
from warehouse.code.loaded import modules_hash
from warehouse.folding import asides, fold
from warehouse.folding.bundled import Bundle
from warehouse.folding.judging import Judge, day_of
from warehouse.folding.observing import observed
from warehouse.folding.outcomes import (
    HELD,
    Belief,
    Outcome,
    Walk,
    held_message,
    is_settled,
    outcome_of,
    status_of,
)
from warehouse.folding.raw_source import RawSource
from warehouse.storage import built as records
from warehouse.storage.built import Built, Part
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
            asdict(source.register), source.max_rejected_share,
        ])
        self.judge = Judge(store, snapshots, source, self.bundle, self.code)
        self._walks: dict[Any, Walk] = {}

    def components(self, known_by: datetime | None) -> dict[str, str]:
        """What the belief depends on, by name: the code, and each sighting with its acceptance."""
        accepted = self.snapshots.accepted(self.source.source_id)
        rejected, held = self.judge.rejected(), self.judge.held()
        parts = {"recipe": self.code}
        at_once: Counter[datetime] = Counter()
        for s in self.sightings(known_by):
            at_once[s.known_at] += 1
            place = f" #{at_once[s.known_at]}" if at_once[s.known_at] > 1 else ""
            verdict = "held" if s.sha256 in held else "seen"
            verdict = "accepted" if s.sha256 in accepted else verdict
            verdict = "rejected" if s.sha256 in rejected else verdict
            parts[f"snapshot {s.known_at.isoformat(' ')} {s.snapshot_id}{place}"] = verdict
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

        Bytes seen again change nothing, unless the second sighting confirms a held first one;
        whether it was held, only the fold can say. An observation counts once a day.
        """
        is_dated_inside = self.source.register.published_column is not None
        until = None if is_dated_inside else known_by
        received = self.snapshots.sightings(self.source.source_id, until)
        seen = self.bundle.joined(received, until) if self.bundle else received
        if self.source.kind == "observations":
            before = [None, *((s.sha256, day_of(s)) for s in seen)]
            return [s for s, last in zip(seen, before, strict=False) if last != (s.sha256, day_of(s))]
        if all(earlier.sha256 != later.sha256 for earlier, later in pairwise(seen)):
            return seen
        walk = self._walked(seen)
        settled = [outcome.sighting for outcome in walk.outcomes]
        self._walks[self._question(settled)] = walk  # it passed over the others
        return settled

    def belief(self, known_by: datetime | None) -> Belief:
        """The belief at a knowledge time."""
        sightings = self.sightings(known_by)
        if self.source.kind == "observations":
            return observed(self.judge, sightings)
        walk = self._walked(sightings)
        if walk.state_hash is None:
            frame = base.empty_frame(self.source.table)
        else:
            state = get_frame(self.store, walk.state_hash)
            frame = self.judge.as_table(fold.believed_at(state, known_by, self.source.register))
        kept, aside = asides.without_asides(self.source.table, frame, self.judge.set_aside())
        part = Part(put_frame(self.store, kept), kept.height)
        return Belief((part,), walk.outcomes, walk.state_hash, tuple(aside))

    def parsed(self, sighting: Sighting) -> Built:
        """The typed records of a snapshot, or the reason to refuse it."""
        return self.judge.parsed(sighting)

    def _walked(self, sightings: Sequence[Sighting]) -> Walk:
        asked = self._question(sightings)
        if asked not in self._walks:
            self._walks[asked] = self._walk(sightings)
        return self._walks[asked]

    def _question(self, sightings: Sequence[Sighting]) -> tuple[Any, ...]:
        """All that a walk depends on besides the code."""
        accepted = self.snapshots.accepted(self.source.source_id)
        kept_out = (*sorted(self.judge.rejected().items()), *sorted(self.judge.held().items()))
        return tuple(sightings), frozenset(accepted), kept_out, tuple(self.judge.accepted_cells())

    def _walk(self, sightings: Sequence[Sighting]) -> Walk:
        outcomes: list[Outcome] = []
        last: Built | None = None
        held_hash: str | None = None
        for sighting in sightings:
            if is_settled(outcomes, sighting):
                continue
            parsed, kept_out = self.judge.kept_out(sighting)
            if kept_out:
                outcomes.append(kept_out)
                continue
            last = self._step(last, held_hash, sighting, parsed, self.judge.is_accepted(sighting))
            message = held_message(last.notes["objections"])
            status = status_of(last.notes["objections"])
            outcomes.append(outcome_of(sighting, parsed, status, message, last.notes))
            held_hash = parsed.parts[0].content_hash if status == HELD else None
        return Walk(tuple(outcomes), last.parts[0].content_hash if last else None)

    def _step(
        self, last: Built | None, held_hash: str | None, sighting: Sighting, parsed: Built,
        is_accepted: bool,
    ) -> Built:
        chain = last.fingerprint if last else ""
        accepted = self.judge.accepted_cells()
        fingerprint = digest(["fold", self.code, chain, parsed.content_hash, sighting.snapshot_id,
                              sighting.known_at.isoformat(), is_accepted, held_hash, accepted])
        known = records.load(self.store, fingerprint)
        if known:
            return known
        incoming = get_frame(self.store, parsed.parts[0].content_hash)
        state = self._state(last) if last else fold.empty_state(incoming)
        result = fold.fold(
            state, incoming, self.source.register, sighting.snapshot_id, sighting.known_at,
            is_vouched_for=is_accepted,
            held_before=get_frame(self.store, held_hash) if held_hash else None, accepted=accepted,
        )
        notes = {name: value for name, value in vars(result).items() if name != "state"}
        part = Part(put_frame(self.store, result.state), result.state.height)
        name = f"fold {self.source.source_id}"
        return records.save(self.store, Built(name, fingerprint, {}, (part,), notes=notes))

    def _state(self, step: Built) -> pl.DataFrame:
        return get_frame(self.store, step.parts[0].content_hash)


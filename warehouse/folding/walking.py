"""Going through the sightings of a source in order, from where the longest known walk ended.

A walk is kept under the hash of all that led to it, so that another sighting, another word on one
or other code never finds it. What a sighting does to a belief stands in register.py and observing.py.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from schemas.base.faults import Failure
from warehouse.folding.bundled import BASIS
from warehouse.folding.judging import Judge
from warehouse.folding.outcomes import FOLDED, Outcome
from warehouse.storage import built as records
from warehouse.storage.built import Built, Part
from warehouse.storage.fingerprint import digest
from warehouse.storage.snapshots import Sighting


@dataclass(frozen=True)
class Walk:
    """What some sightings came to, in order; one that said nothing new has no outcome."""

    outcomes: tuple[Outcome | None, ...] = ()
    state: Part | None = None
    """Versions of a register's records; of observations, what was last said of everything."""
    held: Part | None = None
    """The records of the last snapshot that counts, if it waits for the next to confirm it."""
    days: tuple[Part, ...] = ()
    """Of observations, what each file said on its day."""
    failures: tuple[Failure, ...] = ()
    """What the class of the table finds in these days."""
    seen_again_at: datetime | None = None
    """When the last file that counted was last seen to say the same."""

    @property
    def told(self) -> tuple[Outcome, ...]:
        """The outcomes of the sightings that mattered."""
        return tuple(outcome for outcome in self.outcomes if outcome is not None)

    def days_until(self, sighting: Sighting) -> float:
        """How many days after the last file that counted was last seen a sighting comes."""
        counted = (one.sighting.known_at for one in reversed(self.outcomes) if one and one.status == FOLDED)
        last = next(counted, None)
        if last is None:
            return math.inf
        return (sighting.known_at - max(last, self.seen_again_at or last)) / timedelta(days=1)

    def again(self, sighting: Sighting) -> Walk:
        """The walk with a sighting that says what the last one said."""
        is_counted = self.told[-1].status == FOLDED
        return self.then(None, seen_again_at=sighting.known_at if is_counted else self.seen_again_at)

    def then(self, outcome: Outcome | None, **changed: Any) -> Walk:
        """The walk with one more sighting, and what it changed."""
        return replace(self, outcomes=(*self.outcomes, outcome), **changed)


Step = Callable[[Walk, Sighting], Walk]


class Walker:
    """Walks through sightings of one source; each beginning of a walk is gone once."""

    def __init__(self, judge: Judge, step: Step) -> None:
        """Bind what is said of the sightings to what one more of them does to a walk."""
        self.judge, self.step = judge, step
        self._walks: dict[str, Walk] = {}

    def walked(self, sightings: Sequence[Sighting]) -> Walk:
        """The walk through some sightings."""
        names = list(self._names(sightings))
        asked = names[-1] if names else ""
        if asked not in self._walks:
            self._walks[asked] = self._walked(names, sightings)
        return self._walks[asked]

    def _walked(self, names: Sequence[str], sightings: Sequence[Sighting]) -> Walk:
        walk = self._longest_known(names, sightings)
        for place in range(len(walk.outcomes), len(sightings)):
            walk = self.step(walk, sightings[place])
            if walk.outcomes[-1] is not None:
                self._keep(names[place], walk)
        return walk

    def _names(self, sightings: Sequence[Sighting]) -> Iterator[str]:
        """Of each beginning of the sightings, the hash of all that decides where it leads."""
        judge = self.judge
        rejected, held = judge.rejected(), judge.held()
        bundle = judge.bundle.content_hash if judge.bundle else None
        running = hashlib.sha256(digest([judge.code, bundle, judge.accepted_cells()]).encode())
        for sighting in sightings:
            content = sighting.sha256
            about = (content, sighting.known_at.isoformat(), sighting.known_basis == BASIS,
                     rejected.get(content), held.get(content), judge.is_accepted(sighting))
            running.update(repr(about).encode())
            yield running.hexdigest()

    def _longest_known(self, names: Sequence[str], sightings: Sequence[Sighting]) -> Walk:
        for count in range(len(names), 0, -1):
            known = records.load(self.judge.store, names[count - 1])
            if known:
                return _walk_of(known, sightings[:count])
        return Walk()

    def _keep(self, name: str, walk: Walk) -> None:
        parts = tuple(part for part in (walk.state, walk.held, *walk.days) if part)
        records.save(self.judge.store, Built(
            f"walk {self.judge.source.source_id}", name, {}, parts, notes={
                "outcomes": [_said(outcome) if outcome else None for outcome in walk.outcomes],
                "has_state": walk.state is not None, "has_held": walk.held is not None,
                "failures": [asdict(failure) for failure in walk.failures],
                "seen_again_at": walk.seen_again_at and walk.seen_again_at.isoformat(),
            }))


def _said(outcome: Outcome) -> Mapping[str, Any]:
    """What an outcome says of its sighting, as far as it says anything."""
    return {name: value for name, value in vars(outcome).items() if value and name != "sighting"}


def _walk_of(known: Built, sightings: Sequence[Sighting]) -> Walk:
    parts, notes = iter(known.parts), known.notes
    return Walk(
        tuple(said and _outcome(sighting, said)
              for sighting, said in zip(sightings, notes["outcomes"], strict=True)),
        next(parts) if notes["has_state"] else None,
        next(parts) if notes["has_held"] else None,
        tuple(parts),
        tuple(Failure(**failure) for failure in notes["failures"]),
        notes["seen_again_at"] and datetime.fromisoformat(notes["seen_again_at"]),
    )


def _outcome(sighting: Sighting, said: Mapping[str, Any]) -> Outcome:
    lists = {name: tuple(said.get(name, ())) for name in ("covers", "cells")}
    return Outcome(sighting, **{**said, **lists})

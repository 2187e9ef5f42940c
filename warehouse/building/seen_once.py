"""Snapshots as one build sees them: none comes between a fingerprint and its table."""

from __future__ import annotations

from datetime import datetime

from warehouse.storage.snapshots import Sighting, Snapshots, by_then
from warehouse.storage.verdicts import VerdictsOnce


class SeenOnce(Snapshots):
    """Looks at every source and verdict when it is first asked for, and never again."""

    def __init__(self, snapshots: Snapshots) -> None:
        """Look through some snapshots, and at each of their sources once."""
        super().__init__(snapshots.root)
        self._snapshots = snapshots
        self._held: dict[str, list[Sighting]] = {}
        self._vouched: dict[str, set[str]] = {}
        self.verdicts = VerdictsOnce(snapshots.verdicts)

    def sightings(self, source_id: str, known_by: datetime | None = None) -> list[Sighting]:
        """Sightings of a source, as they stood when they were first asked for."""
        if source_id not in self._held:
            self._held[source_id] = self._snapshots.sightings(source_id)
        return by_then(self._held[source_id], known_by)

    def accepted(self, source_id: str) -> set[str]:
        """Accepted snapshots of a source, as they stood when they were first asked for."""
        if source_id not in self._vouched:
            self._vouched[source_id] = self._snapshots.accepted(source_id)
        return self._vouched[source_id]

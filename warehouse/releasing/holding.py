"""Holding a register's snapshot of which the checks of rows name too many: it counts for nothing.

Rows that are named alone are set aside in row_checks.py; files of observations lose their rows there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from warehouse.building.build import Builder
from warehouse.folding.register import Folder
from warehouse.storage.snapshots import Sighting

KIND: Final = "hold"


def hold(builder: Builder) -> list[str]:
    """Hold each such snapshot from the next build on; a line for each that was not held before.

    What a person vouches for, by accepting it or by bundling it with the code, is not held.
    """
    said = builder.bindings.snapshots.verdicts
    lines = []
    for source_id, snapshot_id, reason in builder.bindings.too_many():
        for folder, sighting in _sightings(builder, source_id, snapshot_id):
            if not folder.judge.is_accepted(sighting) and sighting.sha256 not in folder.judge.held():
                said.say(KIND, source_id, sighting.sha256, "", reason)
                lines.append(f"{source_id}: held {snapshot_id}: {reason}; the next refresh builds without it")
    return list(dict.fromkeys(lines))


def _sightings(
    builder: Builder, source_id: str, snapshot_id: str
) -> Iterator[tuple[Folder, Sighting]]:
    for folder in builder.folders.values():
        if folder.source.source_id == source_id:
            for sighting in folder.sightings(builder.clock.known_by):
                if sighting.snapshot_id == snapshot_id:
                    yield folder, sighting

"""Holding a snapshot that is at fault: of which row checks name too many, or that a check of the whole names.

It counts for nothing from then on, so that one file stops none of the others.

Rows that are named alone are set aside in row_checks.py; files of observations lose their rows there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from warehouse.building.build import Builder
from warehouse.building.checks import CheckResult
from warehouse.folding.register import Folder
from warehouse.storage.snapshots import Sighting

KIND: Final = "hold"
HOLDS = "holds"
"""Header of a check that names snapshots at fault: the column that says why."""


def hold(builder: Builder, results: Iterable[CheckResult] = ()) -> list[str]:
    """Hold each such snapshot from the next build on; a line for each that was not held before.

    What a person vouches for, by accepting it or by bundling it with the code, is not held.
    """
    said = builder.bindings.snapshots.verdicts
    lines = []
    for source_id, snapshot_id, reason in (*builder.bindings.too_many(), *_named(builder, results)):
        for folder, sighting in _sightings(builder, source_id, snapshot_id):
            if not folder.judge.is_accepted(sighting) and sighting.sha256 not in folder.judge.held():
                said.say(KIND, source_id, sighting.sha256, "", reason)
                lines.append(f"{source_id}: held {snapshot_id}: {reason}; the next refresh builds without it")
    return list(dict.fromkeys(lines))


def _named(builder: Builder, results: Iterable[CheckResult]) -> Iterator[tuple[str, str, str]]:
    """Source, snapshot and reason of each that a check of the whole names, of those shown."""
    for result in results:
        column = builder.project.checks[result.name].header.get(HOLDS)
        if column and result.is_stopping:
            for row in result.rows:
                said = dict(zip(result.columns, row, strict=True))
                yield said["source_id"], said["first_snapshot_id"], f"{said[column]} ({result.name})"


def _sightings(
    builder: Builder, source_id: str, snapshot_id: str
) -> Iterator[tuple[Folder, Sighting]]:
    for folder in builder.folders.values():
        if folder.source.source_id == source_id:
            for sighting in folder.sightings(builder.clock.known_by):
                if sighting.snapshot_id == snapshot_id:
                    yield folder, sighting

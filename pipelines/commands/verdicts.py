"""What a person says of a snapshot: that it counts for nothing, or counts again.

How builds heed it stands in warehouse/judging.py.
"""

from __future__ import annotations

from pipelines.project import sources
from pipelines.workspace import Workspace
from warehouse.errors import ChipledgerError


def reject(workspace: Workspace, snapshot_id: str, reason: str, *, is_withdrawn: bool) -> str:
    """Keep a snapshot out of every belief, or take that back; raises ChipledgerError if unknown."""
    found = {
        (source.source_id, seen.sha256)
        for source in sources().values()
        for seen in workspace.snapshots.sightings(source.source_id)
        if seen.snapshot_id == snapshot_id
    }
    if not found:
        raise ChipledgerError(f"no snapshot {snapshot_id} was received; see meta.snapshot")
    for source_id, sha256 in sorted(found):
        workspace.snapshots.verdicts.say(
            "reject", source_id, sha256, "", reason, is_withdrawn=is_withdrawn)
    names = ", ".join(source_id for source_id, _ in sorted(found))
    what = "counts again" if is_withdrawn else "counts for nothing"
    return f"{names}: {snapshot_id} {what} from the next refresh"

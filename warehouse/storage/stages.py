"""Named moments at which a crash would hurt most, so that tests can stop a process exactly there.

What happens at a moment does not belong here: nobody listens unless a test says so.
"""

from __future__ import annotations

from collections.abc import Callable

STAGES = (
    "snapshot.bytes_stored",
    "snapshot.sighting_recorded",
    "store.temporary_written",
    "store.renamed",
    "build.recorded",
    "check.recorded",
    "release.manifest_written",
    "publish.tables_created",
    "publish.database_closed",
    "publish.folder_renamed",
    "publish.link_prepared",
    "publish.link_swapped",
    "gc.entry_removed",
)

listeners: list[Callable[[str], None]] = []


def reached(stage: str) -> None:
    """Tell the listeners that a stage was reached."""
    if stage not in STAGES:
        raise ValueError(f"{stage} is not one of {STAGES}")
    for listen in listeners:
        listen(stage)

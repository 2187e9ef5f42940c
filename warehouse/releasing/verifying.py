"""Whether every byte of a warehouse is still what it was when it was written; nothing is changed.

How damage is put right stands where the damaged thing is made: in store.py, publish.py, snapshots.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from warehouse.building.checks import CHECKED
from warehouse.releasing.publish import Publisher
from warehouse.storage.built import BUILT
from warehouse.storage.entry import decoded, is_whole
from warehouse.storage.manifest import RELEASE, manifests
from warehouse.storage.snapshots import Snapshots
from warehouse.storage.store import CONTENT, Store

REMAKE = "`chipledger refresh` makes it again if today's release needs it"
AGAIN = "put it back from a backup, or take the publisher's file in again with `chipledger ingest`"


def noticed(store: Store, snapshots: Snapshots, publisher: Publisher) -> list[str]:
    """Damage that times and sizes give away, and what was met on the way here; takes a moment."""
    found = [f"{path} is damaged; {REMAKE}" for path in dict.fromkeys(store.damaged)]
    current = publisher.current()
    if current and not publisher.is_sound(current):
        found.append(f"{publisher.home.published} is damaged; `chipledger refresh` writes it again")
    return found + lost_snapshots(snapshots)


def lost_snapshots(snapshots: Snapshots) -> list[str]:
    """Publishers' bytes that are lost or were edited: no refresh can make them again."""
    return [
        f"{s.source_id}: the bytes of {s.snapshot_id} ({s.url}, known by {s.known_at:%Y-%m-%d}) are "
        f"lost or were edited; {AGAIN}"
        for s in snapshots.damaged()
    ]


def verified(store: Store, snapshots: Snapshots, publisher: Publisher) -> Iterator[str]:
    """All damage there is, found by reading everything."""
    for path in _entries(store, CONTENT):
        if not is_whole(path, path.stem, is_thorough=True):
            yield f"{path} is damaged; {REMAKE}"
    for kind in (BUILT, CHECKED, RELEASE):
        for path in _entries(store, kind):
            if not _is_record(path):
                yield f"{path} is damaged; {REMAKE}"
    for path in sorted(snapshots.bytes_folder.glob("*")):
        if not path.suffix and not is_whole(path, path.name, is_thorough=True):
            yield f"{path} is damaged; {AGAIN}"
    yield from lost_snapshots(snapshots)
    for manifest in manifests(store):
        path = publisher.home.releases / manifest.release_id
        if path.exists() and not publisher.is_sound(manifest, is_thorough=True):
            yield f"{path} is damaged; `chipledger refresh` or `chipledger rollback` writes it again"


def _entries(store: Store, kind: str) -> Iterator[Path]:
    yield from (store.path(kind, name) for name in store.list(kind))


def _is_record(path: Path) -> bool:
    try:
        decoded(path.read_bytes())
    except (OSError, ValueError):
        return False
    return True

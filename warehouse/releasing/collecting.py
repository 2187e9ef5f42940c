"""Removing what nothing needs any more: old releases, and what only they and older code referred to.

Publishers' bytes and the journals beside them are never touched, nor what persons decided: earlier
beliefs are made again from them. Of a source's steps the last walk stays, since it is read. Which
releases are kept is said here; what a release holds stands in manifest.py.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from pathlib import Path

from warehouse.building import row_checks
from warehouse.building.build import Builder
from warehouse.building.checks import CHECKED
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.releasing.gate import run_checks
from warehouse.storage import built as records
from warehouse.storage import memory, pins, stages
from warehouse.storage.built import BUILT
from warehouse.storage.manifest import RELEASE, Manifest, manifests
from warehouse.storage.store import CONTENT, Store
from warehouse.telling import chronicle, vintage

COLLECTED = (RELEASE, BUILT, CHECKED, CONTENT)
"""Kinds of entries, those first that refer to others: a crash leaves none that refers to nothing."""
HASH = re.compile(r"[0-9a-f]{64}")
Named = set[tuple[str, str]]


class Noting(Store):
    """A store that notes which of its entries were looked at."""

    def __init__(self, root: Path) -> None:
        """Open the store in a folder."""
        super().__init__(root)
        self.seen: Named = set()

    def path(self, kind: str, name: str) -> Path:
        """Where an entry lies, noted."""
        self.seen.add((kind, name))
        return super().path(kind, name)


@dataclass(frozen=True)
class Collected:
    """What was removed, or would be, and what stays."""

    kept: tuple[str, ...]
    removed: tuple[str, ...]
    entry_count: int
    byte_count: int


def kept_releases(
    store: Store, current: Manifest, keep: int, *, is_monthly: bool, pinned: Set[str] = frozenset()
) -> list[Manifest]:
    """The published release, the newest so many, pinned ones, and where asked the last of each month."""
    newest = manifests(store)[::-1]
    last_of_month = {manifest.created_at[:7]: manifest for manifest in reversed(newest)}
    kept = [current, *newest[:keep], *(last_of_month.values() if is_monthly else ())]
    kept += [manifest for manifest in newest if manifest.release_id in pinned]
    return list({manifest.release_id: manifest for manifest in kept}.values())


def collect(
    home: Home, make: Callable[[Store], Builder], current: Manifest, keep: int, *,
    is_monthly: bool = False, is_trial: bool = False,
) -> Collected:
    """Remove what neither a kept release nor today's build refers to; call it under the locks.

    Raises ChipledgerError while today's tables are not built: what they reuse is not known then.
    """
    store = Noting(home.store)
    kept = kept_releases(store, current, keep, is_monthly=is_monthly, pinned=pins.pinned(home))
    names = {manifest.release_id for manifest in kept}
    gone = [m.release_id for m in manifests(store) if m.release_id not in names]
    store.seen = set()
    _look(make(store), current)
    needed = store.seen | _of_releases(kept) | _of_vintages(store)
    needed |= {(CONTENT, f"{content}.parquet") for content in _named_in(store, needed)}
    paths = [home.store / kind / name for kind in COLLECTED for name in store.list(kind)
             if (kind, name) not in needed]
    size = sum(path.stat().st_size for path in paths)
    if not is_trial:
        for path in paths:
            path.unlink()
            stages.reached("gc.entry_removed")
        for name in gone:
            shutil.rmtree(home.opened / name, ignore_errors=True)
        memory.forget(home)
    return Collected(tuple(sorted(names)), tuple(gone), len(paths), size)


def _look(builder: Builder, current: Manifest) -> None:
    """Read all that a build of today would read."""
    for name in builder.project.models:
        found = builder.find(name)
        if found is None:
            raise ChipledgerError(f"{name} is not built for today's inputs; `chipledger refresh` first")
        records.load(builder.store, row_checks.before_checks(found).fingerprint)
    for folder in builder.folders.values():
        folder.belief(builder.clock.known_by)
    run_checks(builder, current)
    chronicle.contents(builder, current.release_id, current.meta)


def _of_releases(kept: Iterable[Manifest]) -> Named:
    found: Named = set()
    for manifest in kept:
        found.add((RELEASE, f"{manifest.release_id}.json"))
        contents = [*manifest.meta.values(), *(p for t in manifest.tables.values() for p in t.parts)]
        found |= {(CONTENT, f"{content}.parquet") for content in contents}
    return found


def _of_vintages(store: Store) -> Named:
    """The answers of earlier beliefs, which later releases go on to show."""
    records = (store.get_record(shown.kind, name)
               for shown in vintage.ALL for name in store.list(shown.kind))
    return {(CONTENT, f"{part}.parquet") for record in records if record for part in record["parts"]}


def _named_in(store: Store, needed: Named) -> set[str]:
    """Contents that needed records name anywhere: rows set aside, versions, files that wait."""
    found: set[str] = set()
    for kind, name in needed:
        if kind == BUILT and store.has(kind, name):
            found |= set(HASH.findall(store.get(kind, name).decode()))
    return found

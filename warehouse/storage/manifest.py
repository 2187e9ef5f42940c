"""The record of a release: which content of which table it holds, kept in the store and read again.

How a release comes about stands in release.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from warehouse.errors import ChipledgerError
from warehouse.storage.store import Store, holds

RELEASE = "release"


@dataclass(frozen=True)
class TableVersion:
    """Which content of a table a release holds, and what decided it."""

    content_hash: str
    parts: tuple[str, ...]
    row_count: int
    components: Mapping[str, str]


@dataclass(frozen=True)
class Manifest:
    """Everything a release file is made from; the file can be assembled again from it alone."""

    release_id: str
    fingerprint: str
    created_at: str
    as_of_date: str
    known_by: str | None
    tables: Mapping[str, TableVersion]
    published: tuple[str, ...]
    meta: Mapping[str, str]
    comments: Mapping[str, Any]
    macros: tuple[Mapping[str, Any], ...]
    checks: tuple[Mapping[str, Any], ...]

    def record(self) -> dict[str, object]:
        """What is kept of it; `find_manifest` reads it again."""
        return vars(self) | {"tables": {name: vars(version) for name, version in self.tables.items()}}

    @property
    def components(self) -> dict[str, Mapping[str, str]]:
        """What decided each table."""
        return {name: version.components for name, version in self.tables.items()}


def load_manifest(store: Store, release_id: str) -> Manifest:
    """A release by its id; raises ChipledgerError when there is none."""
    found = find_manifest(store, release_id)
    if found is None:
        is_damaged = store.has(RELEASE, f"{release_id}.json")
        raise ChipledgerError(
            f"the record of release {release_id} is damaged; `chipledger refresh` makes today's again"
            if is_damaged else f"there is no release {release_id}; see `chipledger releases`"
        )
    return found


def find_manifest(store: Store, release_id: str) -> Manifest | None:
    """A release by its id; none if there is none, or if its record is damaged."""
    record = store.get_record(RELEASE, f"{release_id}.json")
    if record is None:
        return None
    versions = {
        table: TableVersion(**{**version, "parts": tuple(version["parts"])})
        for table, version in record["tables"].items()
    }
    lists = {name: tuple(record[name]) for name in ("published", "macros", "checks")}
    return Manifest(**{**record, **lists, "tables": versions})


def manifests(store: Store) -> list[Manifest]:
    """All releases ever made, oldest first."""
    found = (find_manifest(store, name.removesuffix(".json")) for name in store.list(RELEASE))
    return sorted((m for m in found if m is not None), key=lambda m: m.created_at)


def lost(store: Store, manifest: Manifest) -> list[str]:
    """Tables of a release whose content is no longer in the store, or damaged."""
    parts = {name: version.parts for name, version in manifest.tables.items()}
    parts |= {name: (content_hash,) for name, content_hash in manifest.meta.items()}
    return [name for name, hashes in parts.items() if not all(holds(store, h) for h in hashes)]

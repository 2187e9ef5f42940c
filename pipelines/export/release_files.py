"""The store's own files of a release, table by table, for formats that refer to them as they are.

No such format is known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from warehouse.storage.manifest import Manifest
from warehouse.storage.store import Store, content_path


@dataclass(frozen=True)
class Content:
    """One table of a release: where its files lie, and what says that it is the same as another."""

    name: str
    content: str
    row_count: int
    files: tuple[str, ...]

    @property
    def identifier(self) -> tuple[str, str]:
        """Its schema, and its name there."""
        schema, _, table = self.name.partition(".")
        return schema, table


def contents_of(store: Store, manifest: Manifest) -> Iterator[Content]:
    """Every published table of a release, and what the release says of itself."""
    for name in sorted(manifest.published):
        version = manifest.tables[name]
        files = tuple(str(content_path(store, part)) for part in version.parts)
        yield Content(name, version.content_hash, version.row_count, files)
    for name, content_hash in sorted(manifest.meta.items()):
        path = content_path(store, content_hash)
        row_count = pl.scan_parquet(path, glob=False).select(pl.len()).collect().item()
        yield Content(name, content_hash, row_count, (str(path),))

"""A built table as one model sees it: all of it, or the columns that its query names.

Which columns those are is told by project/seen_columns.py; which rows, by slices.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.project import engine
from warehouse.storage.built import Built
from warehouse.storage.fingerprint import digest
from warehouse.storage.store import Store

SHORT = 32
CHUNKS = """
    select
        split_part(path_in_schema, ', ', 1) as name,
        least(dictionary_page_offset, data_page_offset) as first_byte,
        first_byte + total_compressed_size as end_byte
    from parquet_metadata(?)
    order by first_byte
"""


@dataclass(frozen=True)
class Seen:
    """An input, of which a model can see only some columns where they are named."""

    found: Built
    columns: tuple[str, ...] | None
    store: Store
    among: tuple[str, frozenset[Any]] | None = None
    """A column and the values of it whose rows are seen, where not all are."""

    @cached_property
    def content_hash(self) -> str:
        """Hash of what the model sees: it stays while other columns change."""
        if self.columns is None:
            return self.found.content_hash
        held = self.found.columns or column_hashes(self.store, self.found)
        return digest({name: held.get(name) for name in self.columns})

    @property
    def paths(self) -> list[Path]:
        """The files that hold it, with the other columns too."""
        return self.found.paths(self.store)

    @property
    def where(self) -> str:
        """The rows that are seen, as a condition."""
        if self.among is None:
            return "true"
        column, values = self.among
        said = ", ".join(sorted(engine.quoted(str(value)) for value in values))
        return f'"{column}" in ({said})'

    def frame(self) -> pl.DataFrame:
        """The rows that are seen, of all columns."""
        frame = self.found.frame(self.store)
        return frame.filter(pl.col(self.among[0]).is_in(list(self.among[1]))) if self.among else frame


def of_keys(
    keyed: Mapping[str, str], inputs: Mapping[str, Seen], keys: Collection[Any]
) -> dict[str, Seen]:
    """Inputs, those with a key with the rows of some keys alone."""
    return {read: replace(seen, among=(keyed[read], frozenset(keys))) if read in keyed else seen
            for read, seen in inputs.items()}


def with_hashes(store: Store, built: Built) -> Built:
    """A built table with the hash of each of its columns, so that its readers need not ask again."""
    return replace(built, columns=column_hashes(store, built))


def column_hashes(store: Store, built: Built) -> dict[str, str]:
    """A hash of each column over the parts of a table: of the bytes in which Parquet keeps it.

    A column's bytes follow from its values alone, since all content has one writer; without rows
    there are none.
    """
    found: dict[str, list[str]] = {}
    for path in built.paths(store):
        for name, said in _of_file(path).items():
            found.setdefault(name, []).append(said)
    return {name: digest(said)[:SHORT] for name, said in found.items()}


def _of_file(path: Path) -> Mapping[str, str]:
    """The hashes of a file's columns: of their pages alone, since what follows these tells places."""
    held = memoryview(path.read_bytes())
    with engine.session() as con:
        chunks = con.execute(CHUNKS, [str(path)]).fetchall()
    places: dict[str, list[tuple[int, int]]] = {}
    for name, first, end in chunks:
        places.setdefault(name, []).append((first, end))
    return {name: _sha256(held[first:end] for first, end in pages) for name, pages in places.items()}


def _sha256(pages: Iterable[memoryview]) -> str:
    found = hashlib.sha256()
    for page in pages:
        found.update(page)
    return found.hexdigest()

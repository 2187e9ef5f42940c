"""The record of one built thing: which parts it has, whether it passed, what was set aside.

How things are built does not belong here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from schemas.base.faults import Failure
from warehouse.storage import stages
from warehouse.storage.fingerprint import digest
from warehouse.storage.store import Store, content_path, get_frame, holds, put_frame

BUILT = "built"
SHOWN_FAILURES = 100


@dataclass(frozen=True)
class Part:
    """One immutable Parquet file of a table."""

    content_hash: str
    row_count: int


@dataclass(frozen=True)
class Built:
    """What the building of one fingerprint gave, kept for every later build that needs the same."""

    name: str
    fingerprint: str
    components: Mapping[str, str]
    parts: tuple[Part, ...] = ()
    failures: tuple[Failure, ...] = ()
    failure_count: int = 0
    notes: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    """A hash of each column, where it was kept."""
    built_at: str = ""
    seconds: float = 0.0

    @property
    def content_hash(self) -> str:
        """Hash of the list of parts: what downstream fingerprints see."""
        return digest([part.content_hash for part in self.parts])

    @property
    def row_count(self) -> int:
        """Rows over all parts."""
        return sum(part.row_count for part in self.parts)

    @property
    def contents(self) -> set[str]:
        """Everything in the store that it refers to: its parts, and what its notes name."""
        return {part.content_hash for part in self.parts} | set(_named(self.notes))

    @property
    def is_sound(self) -> bool:
        """Whether the content passed its class."""
        return self.failure_count == 0

    def paths(self, store: Store) -> list[Path]:
        """The Parquet files of the parts."""
        return [content_path(store, part.content_hash) for part in self.parts]

    def frame(self, store: Store) -> pl.DataFrame:
        """The rows of all parts."""
        return pl.concat([get_frame(store, part.content_hash) for part in self.parts])

    def first_failure(self) -> str:
        """The first failure in one line."""
        failure = self.failures[0]
        place = "" if failure.row is None else f", row {failure.row}"
        value = "" if failure.value is None else f": {failure.value!r}"
        return f"column {failure.column}{place}{value} fails {failure.check}"


def fingerprint_of(name: str, components: Mapping[str, str]) -> str:
    """Hash of all that decides a table."""
    return digest([name, components])


def frame_of(store: Store, part: Part | None) -> pl.DataFrame | None:
    """The rows of a part, where there is one."""
    return get_frame(store, part.content_hash) if part else None


def load(store: Store, fingerprint: str) -> Built | None:
    """The record of a fingerprint, if it was built and all that it refers to is there, undamaged."""
    record = store.get_record(BUILT, f"{fingerprint}.json")
    if record is None:
        return None
    record["parts"] = tuple(Part(**part) for part in record["parts"])
    record["failures"] = tuple(Failure(**failure) for failure in record["failures"])
    built = Built(**record)
    return built if all(holds(store, content) for content in built.contents) else None


def _named(notes: object) -> Iterator[str]:
    """Contents that notes name, however deep: rows that were set aside, versions of records."""
    if isinstance(notes, Mapping):
        for name, value in notes.items():
            if isinstance(value, str) and name.endswith("_hash"):
                yield value
            else:
                yield from _named(value)
    elif isinstance(notes, list | tuple):
        for one in notes:
            yield from _named(one)


def save(store: Store, built: Built) -> Built:
    """Keep a record; its parts must be stored already."""
    told = {name: [vars(one) for one in getattr(built, name)] for name in ("parts", "failures")}
    store.put_record(BUILT, f"{built.fingerprint}.json", vars(built) | told)
    stages.reached("build.recorded")
    return built


def derived(
    store: Store, verb: str, found: Built, about: list[Any],
    make: Callable[[pl.DataFrame], tuple[pl.DataFrame, Mapping[str, Any]]],
) -> Built:
    """A table made of a built one, as an input of others; made once for all that decides it.

    `about` is what decides it besides the table; `make` gives its rows, and notes on them.
    """
    fingerprint = digest([verb, about, found.content_hash])
    known = load(store, fingerprint)
    if known:
        return known
    frame, notes = make(found.frame(store))
    part = Part(put_frame(store, frame), frame.height)
    return save(store, Built(f"{verb} {found.name}", fingerprint, {}, (part,), notes=notes))


def failures_shown(failures: Iterable[Failure]) -> tuple[tuple[Failure, ...], int]:
    """The first failures, and how many there are in all."""
    found = tuple(failures)
    return found[:SHOWN_FAILURES], len(found)

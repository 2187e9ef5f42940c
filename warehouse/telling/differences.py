"""What differs between two releases: counts by table, and the numbers that moved most.

Told from the contents the two manifests name, whether or not a file of either is there. How it is
printed does not belong here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from schemas import base
from warehouse.errors import ChipledgerError
from warehouse.storage.manifest import Manifest
from warehouse.storage.store import Store, get_frame, holds

LAYERS = ("metric", "core")
"""Answers come before the facts they are made of."""
MOST, MOST_OF_A_TABLE = 20, 3
KEY = "__key"


@dataclass(frozen=True)
class Difference:
    """How the rows of one table differ, told apart by their key."""

    table: str
    added: int
    removed: int
    changed: int


@dataclass(frozen=True)
class Moved:
    """A number of one row that stands in both releases."""

    table: str
    key: str
    column: str
    before: float
    now: float

    @property
    def share(self) -> float:
        """By how much of the larger of the two it moved."""
        return abs(self.now - self.before) / max(abs(self.now), abs(self.before))


def differing(before: Manifest, now: Manifest, only: str | None = None) -> list[str]:
    """The tables that do not have the same content in both, answers first.

    Raises ChipledgerError for a table of neither.
    """
    tables = {**before.tables, **now.tables}
    if only is not None and only not in tables:
        raise ChipledgerError(f"neither release has a table {only}; see `chipledger tables`")
    names = [only] if only else [name for name in tables if name.partition(".")[0] in LAYERS]
    found = [name for name in names if _hash(before, name) != _hash(now, name)]
    return sorted(found, key=_place)


def _place(name: str) -> int:
    """Answers, then facts, then what they are made of."""
    layer = name.partition(".")[0]
    return LAYERS.index(layer) if layer in LAYERS else len(LAYERS)


def _hash(manifest: Manifest, name: str) -> str | None:
    version = manifest.tables.get(name)
    return version.content_hash if version else None


def compared(store: Store, before: Manifest, now: Manifest, name: str) -> tuple[Difference, list[Moved]]:
    """How one table differs, and its numbers that moved most, largest first."""
    old, new = _rows(store, before, name), _rows(store, now, name)
    if old is None or new is None:
        there = new if old is None else old
        count = there.height if there is not None else 0
        return Difference(name, count if old is None else 0, count if new is None else 0, 0), []
    shared = [c for c in new.columns if c in old.columns]
    both = old.select(shared).join(new.select(shared), on=KEY, suffix="__now", how="inner")
    values = [c for c in shared if c != KEY]
    same = [pl.col(c).eq_missing(pl.col(f"{c}__now")) for c in values if old.schema[c] == new.schema[c]]
    changed = both.filter(~pl.all_horizontal(same)) if same else both.clear()
    numbers = [c for c in values if old.schema[c].is_numeric() and new.schema[c].is_numeric()]
    moved = sorted(_moved(name, changed, numbers), key=lambda one: -one.share)
    difference = Difference(name, new.height - both.height, old.height - both.height, changed.height)
    return difference, moved[:MOST_OF_A_TABLE]


def most(moved: Sequence[Moved]) -> list[Moved]:
    """The numbers that moved most over all tables, of answers before facts."""
    return sorted(moved, key=lambda one: (_place(one.table), -one.share))[:MOST]


def _rows(store: Store, manifest: Manifest, name: str) -> pl.DataFrame | None:
    """A release's rows of a table with their key as text; raises ChipledgerError if they are lost."""
    version = manifest.tables.get(name)
    if version is None:
        return None
    if not all(holds(store, part) for part in version.parts):
        raise ChipledgerError(f"{manifest.release_id} has lost the content of {name}; compare others")
    frame = pl.concat([get_frame(store, part) for part in version.parts])
    table = base.registered().get(name)
    key = [c for c in (base.info(table).key if table else frame.columns) if c in frame.columns]
    text = [pl.col(c).cast(pl.String).fill_null("") for c in key]
    return frame.with_columns(pl.concat_str(text, separator=", ").alias(KEY)).drop(key)


def _moved(name: str, changed: pl.DataFrame, numbers: Sequence[str]) -> Iterator[Moved]:
    """For each row the number that moved most."""
    for row in changed.iter_rows(named=True):
        found = [Moved(name, row[KEY], c, float(row[c]), float(row[f"{c}__now"])) for c in numbers
                 if row[c] is not None and row[f"{c}__now"] is not None and row[c] != row[f"{c}__now"]]
        if found:
            yield max(found, key=lambda one: one.share)

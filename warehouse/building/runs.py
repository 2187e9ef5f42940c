"""A large table in parts: runs of consecutive keys, each ended by a key whose own hash says so.

Where a run ends follows from the rows alone, however they came about, and a row that changes leaves all
runs as they were but its own and, if its key ended it, the next. Which rows changed does not belong here.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import polars as pl

from warehouse.storage.built import Part
from warehouse.storage.store import ROW_GROUP_SIZE, Store, content_path

LARGE = ROW_GROUP_SIZE
"""A table of more rows is kept in runs, where its rows stand alone by a column."""
KEYS_PER_RUN = 16


def cut(frame: pl.DataFrame, by: str) -> Iterator[pl.DataFrame]:
    """The runs of a frame that is in the order of a column.

    Each is a copy: the bytes of lists, written from a slice, would follow from the frame around it.
    """
    start = end = 0
    for length, key in frame[by].rle().struct.unnest().iter_rows():
        end += length
        if _is_last(key) or end == frame.height:
            yield frame.slice(start, end - start).select(pl.all().gather(pl.int_range(pl.len())))
            start = end


def _is_last(key: Any) -> bool:
    return hashlib.sha256(str(key).encode()).digest()[0] % KEYS_PER_RUN == 0


def touched(store: Store, parts: Sequence[Part], by: str, keys: Collection[Any]) -> set[Part]:
    """The runs in which rows of these keys stand or would stand; with a key that ended one, the next."""
    lasts = [_last(store, part, by) for part in parts[:-1]]
    found: set[Part] = set()
    for key in keys:
        place = bisect_left(lasts, key)
        found.update(parts[place:place + 1 + (key in lasts)])
    return found


def _last(store: Store, part: Part, by: str) -> Any:
    path = content_path(store, part.content_hash)
    return pl.scan_parquet(path, glob=False).select(pl.col(by).max()).collect().item()


def key_count(store: Store, parts: Sequence[Part], by: str) -> int:
    """How many keys a table has."""
    paths = [content_path(store, part.content_hash) for part in parts]
    return int(pl.scan_parquet(paths, glob=False).select(pl.col(by).n_unique()).collect().item())


def in_order(store: Store, parts: Sequence[Part], by: str) -> tuple[Part, ...]:
    """Runs in the order of their keys."""
    return tuple(sorted(parts, key=lambda part: _last(store, part, by)))

"""A table too large to be held at once, made piece by piece where its rows stand alone by a column.

What comes of it is what one run of its query gives, to the byte: the runs in which such a table is kept
end where their rows say. Making an earlier build's table new stands in renewing.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from schemas import base
from schemas.base import faults
from warehouse.building import running, runs
from warehouse.building.seeing import Seen, of_keys, with_hashes
from warehouse.project import engine
from warehouse.project.models import Model, SqlRecipe
from warehouse.storage.built import Built, Part
from warehouse.storage.store import Store, get_frame, put_frame

LARGE = 10 * runs.LARGE
"""Of a table whose inputs have more rows than this, so many input rows are one piece."""
COUNTED = 'select "{column}" as key, count(*) as row_count from {table} where key is not null group by key'


def made(store: Store, model: Model, built: Built, inputs: Mapping[str, Seen]) -> Built | None:
    """The table of its inputs; None where they are small, or a row is amiss, which the whole tells."""
    if not isinstance(model.recipe, SqlRecipe):
        return None
    counts = _row_counts(model, inputs)
    if sum(counts.values()) <= LARGE:
        return None
    parts: list[Part] = []
    for run in _runs(model, inputs, counts):
        if run is None:
            return None
        parts.append(Part(put_frame(store, run), run.height))
    count = sum(part.row_count for part in parts)
    if count > base.info(model.table).row_limit:
        return None
    if count <= runs.LARGE:
        whole = pl.concat([get_frame(store, part.content_hash) for part in parts])
        return running.stored(store, model.table, built, whole)
    return with_hashes(store, replace(built, parts=tuple(parts)))


def _runs(
    model: Model, inputs: Mapping[str, Seen], counts: Mapping[Any, int]
) -> Iterator[pl.DataFrame | None]:
    """The runs of a table in their order, each held against its class; None in the place of a fault."""
    by, key = str(model.by), list(base.info(model.table).key)
    open_run = base.empty_frame(model.table)
    for keys, since, until in _batches(counts):
        found = running.rows(model, of_keys(model.keyed, inputs, keys))
        fresh = _between(found, by, since, until).sort(key)
        if fresh.height and faults.failures(model.table, fresh):
            yield None
        *ended, open_run = [*runs.cut(pl.concat([open_run, fresh]), by)] or [open_run]
        yield from ended
    yield open_run


def _between(rows: pl.DataFrame, by: str, since: Any, until: Any) -> pl.DataFrame:
    """The rows of a piece: of an input that is seen whole come those of other pieces too."""
    later = rows if since is None else rows.filter(pl.col(by) > since)
    return later if until is None else later.filter(pl.col(by) <= until)


def _batches(counts: Mapping[Any, int]) -> Iterator[tuple[list[Any], Any, Any]]:
    """Consecutive keys of a piece, with the key before them and their last; both ends are open."""
    keys: list[Any] = []
    since, row_count, names = None, 0, sorted(counts)
    for key in names:
        keys.append(key)
        row_count += counts[key]
        if row_count >= LARGE and key != names[-1]:
            yield keys, since, key
            keys, since, row_count = [], key, 0
    yield keys, since, None


def _row_counts(model: Model, inputs: Mapping[str, Seen]) -> dict[Any, int]:
    """How many rows of the inputs each key has."""
    found: dict[Any, int] = {}
    with engine.session() as con:
        for read, column in model.keyed.items():
            engine.create_view(con, read, inputs[read].paths)
            for key, row_count in con.execute(COUNTED.format(column=column, table=read)).fetchall():
                found[key] = found.get(key, 0) + row_count
    return found

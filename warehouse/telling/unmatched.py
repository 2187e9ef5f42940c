"""When each name that matches nothing was first seen, from all versions of the records that say it.

Which names those are is a table of the same build, made by the project's own query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from schemas import base
from warehouse.building.build import Builder
from warehouse.folding.fold import KNOWN_FROM
from warehouse.folding.unread import FOLDED
from warehouse.project.models import RawRecipe
from warehouse.telling.history import versions

NAMES = "core.unmatched_name"
BETWEEN = ","
"""What stands between several names in a cell that is no list."""


def names(builder: Builder) -> Iterator[tuple[Any, ...]]:
    """Rows of meta.unmatched_name: each name with the day it came, and whether that was the last file's."""
    if NAMES not in builder.project.models:
        return
    raw = {model.recipe.source.source_id: name for name, model in builder.project.models.items()
           if isinstance(model.recipe, RawRecipe)}
    wanted = [c.name for c in base.columns(base.registered()["meta.unmatched_name"])]
    found = builder.get(NAMES).frame(builder.store)
    for (source_id,), rows in found.group_by("source_id", maintain_order=True):
        table = raw.get(str(source_id))
        came = _came(builder, table, rows["said_column_name"].unique().sort()) if table else {}
        days = _days(builder, table) if table else set()
        for row in rows.iter_rows(named=True):
            first = came.get((row["said_column_name"], row["said_name"]))
            told = row | {"first_seen_date": first,
                          "is_new": len(days) > 1 and first == max(days)}
            yield tuple(told[name] for name in wanted)


def _days(builder: Builder, table: str) -> set[date]:
    """Days of the files of a source that are believed."""
    return {datetime.fromisoformat(outcome["known_at"]).date()
            for outcome in builder.get(table).notes["outcomes"] if outcome["status"] == FOLDED}


def _came(builder: Builder, table: str, columns: Iterable[str]) -> dict[tuple[str, str], date]:
    """The first day of every name that some columns of a raw table ever held."""
    held = versions(builder, table).read()
    return {(column, name): moment.astimezone(UTC).date()
            for column in columns for name, moment in first_said(held, column).iter_rows()}


def first_said(held: pl.DataFrame, column: str) -> pl.DataFrame:
    """Each name of a column, as a whole or as one of several in a cell, and when it was first known."""
    whole = held.select(pl.col(column).alias("name"), KNOWN_FROM)
    if held.schema[column] == base.TEXT_LIST:
        said = whole.explode("name")
    else:
        parts = whole.with_columns(pl.col("name").str.split(BETWEEN)).explode("name")
        said = pl.concat([whole, parts.with_columns(pl.col("name").str.strip_chars())])
    return said.drop_nulls().group_by("name").agg(pl.col(KNOWN_FROM).min()).sort("name")

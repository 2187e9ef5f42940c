"""Rows of a table as far as they matter for a cell, and the documents that they name themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from pipelines.trace.lineage import IDS, Lineage

MOST_SHOWN = 5
ASKED = re.compile(
    r"select .*?(?P<column>\w+) as value,.* from (?P<table>\S+) where (?P<where>.*)", re.DOTALL)
"""A query of one number of one table."""
Shared = Mapping[str, Any]
"""Values by column name that rows of several tables have in common."""


@dataclass(frozen=True)
class Rows:
    """Rows of one table that share some values, counted, with the first of them."""

    table: str
    count: int
    first: Mapping[str, Any]
    filter_sql: str
    values: list[Any] = field(default_factory=list)
    shared: Shared = field(default_factory=dict)


def chosen(con: duckdb.DuckDBPyConnection, table: str, where: str) -> Rows:
    """The rows that a condition in SQL chooses."""
    return _rows(con, table, f"from {table} where {where}" if where else f"from {table}", [])


def stated(con: duckdb.DuckDBPyConnection, rows: Rows) -> tuple[Rows, str] | None:
    """The row and the column that a number comes from, where its own row says by which query."""
    if rows.count != 1 or not {"query", "value"} <= set(rows.first):
        return None
    found = ASKED.fullmatch(str(rows.first["query"]))
    return (chosen(con, found["table"], found["where"]), found["column"]) if found else None


def sharing(con: duckdb.DuckDBPyConnection, lineage: Lineage, table: str, shared: Shared) -> Rows:
    """The rows that have the same values under the same names; all of them if none has."""
    names = set(lineage.names(table))
    common = {name: value for name, value in shared.items() if name in names and value is not None}
    condition = " and ".join(f'"{name}" is not distinct from ?' for name in common)
    if condition:
        found = _rows(con, table, f"from {table} where {condition}", list(common.values()), common)
        if found.count:
            return found
    return _rows(con, table, f"from {table}", [])


def _rows(
    con: duckdb.DuckDBPyConnection, table: str, filter_sql: str, values: list[Any],
    shared: Shared | None = None,
) -> Rows:
    [(count,)] = con.execute(f"select count(*) from ({filter_sql})", values).fetchall()
    cursor = con.execute(f"from ({filter_sql}) limit 1", values)
    names = [str(column[0]) for column in cursor.description or []]
    row = cursor.fetchone() or [None] * len(names)
    return Rows(table, count, dict(zip(names, row, strict=True)), filter_sql, values, shared or {})


def select(
    con: duckdb.DuckDBPyConnection, rows: Rows, what: str, more: str = "true"
) -> list[tuple[Any, ...]]:
    """Different values of some expressions over these rows, in order."""
    return con.execute(f"select distinct {what} from ({rows.filter_sql}) where {more} order by all",
                       rows.values).fetchall()


def names_shared(lineage: Lineage, rows: Rows, inherited: Shared) -> dict[str, object]:
    """What rows further down must share: the keys and ids of a single row, else what led here."""
    if rows.count != 1:
        return {**inherited, **rows.shared}
    ids = {name: value for name, value in rows.first.items()
           if name in lineage.key(rows.table) or name.endswith(IDS)}
    return {**inherited, **{name: value for name, value in ids.items() if not isinstance(value, list)}}


def renamed(lineage: Lineage, rows: Rows, read: str) -> Shared:
    """What rows of a table read must share with a single row that has their keys under other names."""
    if rows.count != 1 or read not in lineage.columns:
        return {}
    return {there: rows.first[here] for here, there in lineage.renamed(rows.table, read).items()}


def told(values: Sequence[str], what: str = "more") -> list[str]:
    """The first few of some lines, and how many there are besides."""
    rest = len(values) - MOST_SHOWN
    return [*values[:MOST_SHOWN], *([f"and {rest:,} {what}"] if rest > 0 else [])]

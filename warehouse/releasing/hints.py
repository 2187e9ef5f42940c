"""What is said of a query that finds nothing: no rows must not read as nothing there.

Names of tables that do not exist are an error, and stand in reading.py.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import duckdb

from warehouse.showing.near import near
from warehouse.showing.shown import harmless

if TYPE_CHECKING:
    from warehouse.project.demands import Demand

PARSER = "warehouse.project.demands"
"""Imported by name: only a query that finds nothing is parsed."""
MOST_VALUES = 5_000
"""A column of more texts is one of names or prose; the first of them are compared."""
FEW = 12
MOST_SHOWN = 5
HELD = "select 1 from {0} where cast({1} as varchar) = $value limit 1"
VALUES = """select distinct cast({0} as varchar) from {1} where {0} is not null
    order by all limit {2}"""


def unheld(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[str]:
    """A line for each value that a query demands of a column which has no such value, with near ones."""
    for demand in importlib.import_module(PARSER).demands(query):
        try:
            if _holds(con, demand, demand.column):
                continue
            other = next((name for name in _texts(con, demand) if _holds(con, demand, name)), None)
            known = [str(row[0]) for row in con.execute(
                VALUES.format(demand.column, demand.source, MOST_VALUES)).fetchall()]
        except duckdb.Error:
            continue
        shown = _shown(demand.value, known)
        told = f"; it holds {', '.join(shown)}" if shown else ""
        told += f"; {other} is" if other else ""
        yield harmless(f"no rows: {demand.column} of {demand.source} is never '{demand.value}'{told}")


def _holds(con: duckdb.DuckDBPyConnection, demand: Demand, column: str) -> bool:
    return bool(con.execute(HELD.format(demand.source, column), {"value": demand.value}).fetchall())


def _texts(con: duckdb.DuckDBPyConnection, demand: Demand) -> list[str]:
    """The columns of text beside the one that was asked."""
    described = con.execute(f"from {demand.source} limit 0").description or []
    return [f'"{name}"' if not str(name).isidentifier() else str(name)
            for name, kind, *_ in described if str(kind) == "VARCHAR" and name != demand.column]


def _shown(value: str, known: list[str]) -> list[str]:
    """All values of a column of few, else those that look like what was asked."""
    if len(known) <= FEW:
        return known
    by_lower = {name.lower(): name for name in known}
    return [by_lower[word] for word in near(value.lower(), by_lower, cutoff=0.5)][:MOST_SHOWN]

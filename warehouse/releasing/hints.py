"""What is said of a query that finds nothing: no rows must not read as nothing there.

Errors of a query are told in reading.py with the names that `suggestion` finds.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import duckdb

from warehouse.showing.near import near
from warehouse.showing.shown import harmless
from warehouse.showing.text import cell

if TYPE_CHECKING:
    from warehouse.project.demands import Condition, Demand

PARSER = "warehouse.project.demands"
"""Imported by name: only a query that finds nothing is parsed."""
MOST_VALUES = 5_000
"""A column of more texts is one of names or prose; the first of them are compared."""
FEW = 12
MOST_SHOWN = 5
MOST_COLUMNS = 40
HELD = "select 1 from {0} where cast({1} as varchar) = $value limit 1"
VALUES = """select distinct cast({0} as varchar) from {1} where {0} is not null
    order by all limit {2}"""
ALIKE = "select distinct cast({0} as varchar) from {1} where {0} ilike $pattern order by all limit {2}"
ENDS = "select min({0}), max({0}) from {1}"
NAMES = """
select case schema_name when 'main' then '' else schema_name || '.' end || table_name
from duckdb_tables()
union all
select view_name from duckdb_views() where schema_name = 'main' and not internal
union all
select function_name from duckdb_functions()
where not internal and function_type = 'table_macro'
"""
FIND = "from find('{0}') tells by which name it stands where"
EXAMPLE = "select example_query from meta.macro where macro_name = $name"


def unheld(con: duckdb.DuckDBPyConnection, query: str, *, is_counted: bool = False) -> Iterator[str]:
    """A line for each part of a query that no row fulfils; else that none fulfils all of them.

    `is_counted`: the query summed or counted nothing, which may well be its answer.
    """
    parser = importlib.import_module(PARSER)
    values = [said for demand in parser.demands(query) if (said := _never(con, demand))]
    asked = parser.conditions(query)
    parts = [said for condition in asked if (said := _unmet(con, condition))
             if not any(column in line for column in condition.columns for line in values)]
    found = [*values, *parts]
    if not found and not is_counted:
        read = parser.sources(query)
        joined = f"what it joins has none together: {', '.join(read)}" if read[1:] else "the query finds none"
        found = list(_apart(asked)) or [joined]
    yield from (harmless(f"no rows: {said}") for said in found)


def _never(con: duckdb.DuckDBPyConnection, demand: Demand) -> str:
    """That a column never holds a value, with what it holds instead."""
    try:
        if _holds(con, demand, demand.column):
            return ""
        other = next((name for name in _texts(con, demand) if _holds(con, demand, name)), None)
        known = [str(row[0]) for row in con.execute(
            VALUES.format(demand.column, demand.source, MOST_VALUES)).fetchall()]
    except duckdb.Error:
        return ""
    shown = _shown(demand.value, known)
    told = f"; it holds {', '.join(shown)}" if shown else ""
    told += f"; {other} is" if other else "" if shown else f"; {FIND.format(demand.value)}"
    return f"{demand.column} of {demand.source} is never '{demand.value}'{told}"


def _unmet(con: duckdb.DuckDBPyConnection, condition: Condition) -> str:
    """That no row fulfils a part of a query, with what is like it or where the column ends."""
    source, columns = condition.source, condition.columns
    try:
        if con.execute(f"select 1 from {source} where {condition.words} limit 1").fetchall():
            return ""
        if condition.pattern:
            alike = [row[0] for row in con.execute(
                ALIKE.format(columns[0], source, MOST_SHOWN), {"pattern": condition.pattern}).fetchall()]
            told = f"; in other letters it is: {', '.join(alike)}" if alike else ""
            return f"{columns[0]} of {source} is never like '{condition.pattern}'{told}"
        ends = con.execute(ENDS.format(columns[0], source)).fetchone() or (None, None)
    except duckdb.Error:
        return ""
    told = "" if ends[0] is None else f"; it goes from {cell(ends[0])} to {cell(ends[1])}"
    return f"no row of {source} fulfils: {condition.words}" + (told if len(columns) == 1 else "")


def _apart(asked: Sequence[Condition]) -> Iterator[str]:
    """Parts that are fulfilled one by one, and by no row together."""
    by_source: dict[str, list[str]] = {}
    for condition in asked:
        by_source.setdefault(condition.source, []).append(condition.words)
    yield from (f"rows of {source} fulfil each of these, none fulfils all: {'; '.join(words)}"
                for source, words in by_source.items() if len(words) > 1)


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


def suggestion(con: duckdb.DuckDBPyConnection, error: str, query: str = "") -> str:
    """What helps against an error: near names, the columns that there are, how a macro is called."""
    if "operations are disabled by configuration" in error:
        return "\nFiles and network are closed to queries; --open opens them"
    if re.search(r"Referenced column .* not found|does not have a column named", error):
        return "".join(_columns(con, query))
    if called := re.search(r"Macro (\w+)\(\) does not support", error):
        example = con.execute(EXAMPLE, {"name": called[1]}).fetchone()
        return f"\nFor example: {example[0]}" if example else ""
    missing = re.search(r"(?:Table|Function) with name \"?([\w.]+)\"? does not exist", error)
    if not missing:
        return ""
    names = [str(row[0]) for row in con.execute(NAMES).fetchall()]
    alike = near_names(missing[1], names)
    return f"\nNear it: {', '.join(alike)}" if alike else "\nchipledger tables lists what there is"


def _columns(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[str]:
    """The columns of each thing that a query reads."""
    for source in importlib.import_module(PARSER).sources(query):
        try:
            names = [str(name) for name, *_ in con.execute(f"from {source} limit 0").description or []]
        except duckdb.Error:
            continue
        more = f" and {len(names) - MOST_COLUMNS} more" if names[MOST_COLUMNS:] else ""
        yield f"\n{source} has {', '.join(names[:MOST_COLUMNS])}{more}"


def near_names(asked: str, names: Sequence[str]) -> list[str]:
    """Names like the one asked, with or without schema: those that begin so first, plain ones before."""
    last = asked.rpartition(".")[2].lower()
    by_last: dict[str, list[str]] = {}
    for name in names:
        by_last.setdefault(name.rpartition(".")[2].lower(), []).append(name)
    found = [name for word in near(last, by_last) for name in by_last[word]]
    return sorted(found, key=lambda name: (not name.rpartition(".")[2].startswith(last), "." in name))[:6]

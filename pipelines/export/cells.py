"""Columns as SQL that gives what CSV and SQLite can hold: lists as JSON, times as ISO 8601 in UTC.

Texts that a spreadsheet would run are made harmless here as warehouse/showing/shown.py does it for queries.
"""

from __future__ import annotations

from pipelines.export.contents import Column, Exported
from warehouse.showing.shown import FORMULA, NUMBER


def select_for_csv(table: Exported) -> str:
    """The rows of a table, in key order, of which no cell is a formula."""
    return _select(table, [harmless_text(quoted(c.name)) if c.duckdb_type == "VARCHAR" else _plain(c)
                           for c in table.columns])


def select_for_sqlite(table: Exported) -> str:
    """The rows of a table in SQLite's types; true is 1."""
    return _select(table, [f"cast({quoted(c.name)} as tinyint)" if c.duckdb_type == "BOOLEAN"
                           else _plain(c) for c in table.columns])


def _select(table: Exported, cells: list[str]) -> str:
    shown = ", ".join(f"{cell} as {quoted(column.name)}"
                      for cell, column in zip(cells, table.columns, strict=True))
    order = f" order by {', '.join(map(quoted, table.key))}" if table.key else ""
    return f"select {shown} from {table.name}{order}"


def _plain(column: Column) -> str:
    name = quoted(column.name)
    if column.duckdb_type == "DATE":
        return f"cast({name} as varchar)"
    if column.duckdb_type.startswith("TIMESTAMP"):
        return f"strftime({name}, '%Y-%m-%dT%H:%M:%SZ')"
    return f"cast(to_json({name}) as varchar)" if column.duckdb_type.endswith("[]") else name


def harmless_text(value: str) -> str:
    """SQL for plain_text of a text: what looks like a formula gets a quote in front."""
    starts = " or ".join(f"starts_with({value}, chr({ord(sign)}))" for sign in FORMULA)
    is_number = f"regexp_full_match({value}, '{NUMBER}')"
    return f"case when ({starts}) and not {is_number} then '''' || {value} else {value} end"


def quoted(name: str) -> str:
    """A name as SQL and SQLite take it."""
    return f'"{name}"'

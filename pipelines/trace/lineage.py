"""What the published file says of how its tables are made: columns from columns, tables from tables.

Which rows of them matter for a cell stands in rows.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import duckdb

from warehouse.project.marking import CONSTANTS

Place = tuple[str, str]
"""A table and a column of it."""
IDS = ("_id", "_code")
"""How columns end that name a thing, and say the same of it under the same name in every table."""


@dataclass(frozen=True)
class Described:
    """A column of a published table, as its dictionary has it."""

    name: str
    is_key: bool
    unit: str | None


@dataclass(frozen=True)
class Lineage:
    """Published tables with their columns, and what each table of the release is made from."""

    columns: Mapping[str, list[Described]]
    by_column: Mapping[Place, list[Place]]
    by_table: Mapping[str, list[str]]
    sources: Mapping[str, str]
    """By raw table: its source, in a line."""
    constants: Mapping[str, list[str]] = field(default_factory=dict)
    """By table: the constants that it was made from."""
    made_by_functions: frozenset[str] = frozenset()
    """Tables of whose columns it is not traced what they come from: any table read may matter."""

    def names(self, table: str) -> list[str]:
        """The columns of a published table; none for one that stays in the store."""
        return [column.name for column in self.columns.get(table, [])]

    def key(self, table: str) -> list[str]:
        """The columns of its key; the ids of a view, which states none, or all columns of one without."""
        names = self.names(table)
        return ([c.name for c in self.columns[table] if c.is_key]
                or [name for name in names if name.endswith(IDS)] or names)

    def renamed(self, table: str, read: str) -> dict[str, str]:
        """Keys of a table read, under the names that they have in the key of a table or in a view."""
        asked = self.names(table) if table.startswith("main.") else self.key(table)
        keys = {(read, column.name) for column in self.columns[read] if column.is_key}
        origins = {name: self.by_column.get((table, name), []) for name in asked}
        return {name: found[0][1] for name, found in origins.items() if len(found) == 1 and found[0] in keys}

    def inputs(self, table: str, columns: Iterable[str]) -> dict[str, list[str]]:
        """What these columns come from, but for constants where it is known which: they are told by name."""
        found = self._read(table, columns)
        if self.constants.get(table) or "constant_ids" in self.names(table):
            found.pop(CONSTANTS, None)
        return found

    def constants_of(self, table: str, columns: Iterable[str]) -> list[str]:
        """The constants that its recipe read, if these columns may come from any."""
        return self.constants.get(table, []) if CONSTANTS in self._read(table, columns) else []

    def _read(self, table: str, columns: Iterable[str]) -> dict[str, list[str]]:
        """By table read: the columns that these come from; none where only the table is known."""
        is_traced = table not in self.made_by_functions
        found: dict[str, list[str]] = {} if is_traced else {read: [] for read in self.by_table.get(table, [])}
        for column in columns:
            for read, name in self.by_column.get((table, column), []):
                found.setdefault(read, []).append(name)
        if found:
            return {read: list(dict.fromkeys(names)) for read, names in found.items()}
        return {read: [] for read in self.by_table.get(table, [])}


def read(con: duckdb.DuckDBPyConnection) -> Lineage:
    """The lineage of a release, from its own tables."""
    columns: dict[str, list[Described]] = {}
    for table, *said in con.execute("select table_name, column_name, is_key, unit from meta.column "
                                    "order by table_name, position").fetchall():
        columns.setdefault(table, []).append(Described(*said))
    by_column: dict[Place, list[Place]] = {}
    made: set[str] = set()
    for table, column, read_table, read_column, basis in con.execute(
            "from meta.column_lineage order by all").fetchall():
        by_column.setdefault((table, column), []).append((read_table, read_column))
        made |= {table} if basis == "possible" else set()
    by_table = dict(con.execute("select table_name, inputs from meta.table_version").fetchall())
    tells_constants = any(c.name == "constant_ids" for c in columns["meta.table_version"])
    constants = dict(con.execute("select table_name, constant_ids from meta.table_version").fetchall()
                     if tells_constants else [])  # a release of before does not
    sources = dict(con.execute(
        "select table_name, title || ', ' || publisher || ' (' || licence || '), ' || snapshot_count || "
        "' snapshots' from meta.source where snapshot_count > 0").fetchall())
    return Lineage(columns, by_column, by_table, sources, constants, frozenset(made))

"""The tree below a cell: the rows that it comes from, down to documents, records and assumptions.

Rows are told by the values that they share with the row above under the same names; where a table
is made by a function, its inputs are known by table and not by column. How a tree is drawn stands
in text.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from pipelines.trace import rows as rowing
from pipelines.trace.lineage import Lineage
from pipelines.trace.rows import Rows, Shared
from warehouse.errors import ChipledgerError
from warehouse.showing.text import cell

ROWS, FACT, DOCUMENT, EVIDENCE, ASSUMPTION, SOURCE, CURATED, KEPT, SEEN, EMPTY = (
    "rows", "fact", "document", "evidence", "assumption", "source", "curated", "kept", "seen", "empty")
SAID = (FACT, DOCUMENT, EVIDENCE, SOURCE)
"""Somebody's words or record."""
ENDS = (*SAID, ASSUMPTION, CURATED, KEPT, SEEN, EMPTY)
"""Where a branch may end: there too at an assumption, which cites its document, and at a bundled
table, whose rows cite theirs; at what the warehouse kept of its own earlier answers; at a branch that
is told above; and where nothing is held."""


@dataclass
class Node:
    """A line of the tree."""

    kind: str
    text: str
    children: list[Node] = field(default_factory=list)

    def leaves(self) -> list[Node]:
        """The lines below which there is nothing."""
        return [leaf for child in self.children for leaf in child.leaves()] or [self]


class Tracer:
    """Follows cells; within a tree a table that was followed for the same rows is not followed again."""

    def __init__(self, con: duckdb.DuckDBPyConnection, lineage: Lineage) -> None:
        """Bind to an open release."""
        self.con, self.lineage = con, lineage
        self._seen: set[tuple[str, str, str]] = set()

    def cell(self, table: str, where: str, columns: Sequence[str]) -> Node:
        """The tree below some columns of the rows that a condition chooses; all columns if none is named.

        Raises ChipledgerError if there is no such row or column.
        """
        self._seen.clear()
        known = self.lineage.names(table)
        for column in columns:
            if column not in known:
                raise ChipledgerError(f"{table} has no column {column}; it has {', '.join(known)}")
        rows = rowing.chosen(self.con, table, where)
        if not rows.count:
            raise ChipledgerError(f"no row of {table} is so: {where}")
        wanted = list(columns) or [name for name in known if name not in self.lineage.key(table)] or known
        return self._below(rows, wanted, {})

    def _below(self, rows: Rows, columns: Sequence[str], inherited: Shared) -> Node:
        node = Node(ROWS if rows.count else EMPTY, self._said(rows, columns))
        if not rows.count:
            return node
        mark = (rows.table, repr(rows.shared) + rows.filter_sql, ",".join(sorted(columns)))
        if mark in self._seen:
            return Node(SEEN, f"{node.text}: see above")
        self._seen.add(mark)
        node.children += self._evidence(rows, columns) + self._assumptions(rows, columns)
        node.children += self._documents(rows) or self._records(rows)
        if asked := rowing.stated(self.con, rows):
            source, column = asked
            return Node(node.kind, node.text, [*node.children, self._below(source, [column], {})])
        shared = rowing.names_shared(self.lineage, rows, inherited)
        is_told = bool(node.children)
        for table, names in self._inputs(rows, columns).items():
            alike = rowing.renamed(self.lineage, rows, table)
            node.children += self._input(table, names, {**shared, **alike}, columns, is_told=is_told)
        if not node.children and rows.table.startswith("meta."):
            return Node(KEPT, f"{node.text}: kept by the warehouse of its releases")
        return node

    def _inputs(self, rows: Rows, columns: Sequence[str]) -> dict[str, list[str]]:
        """What these columns come from; of rows that say from which tables they come, these alone."""
        found = self.lineage.inputs(rows.table, columns)
        if "source_tables" not in rows.first:
            return found
        own = {table for (table,) in rowing.select(self.con, rows, "unnest(source_tables) as source_table")}
        return {table: names for table, names in found.items() if table in own}

    def _said(self, rows: Rows, columns: Sequence[str]) -> str:
        if rows.count == 1:
            units = {c.name: c.unit for c in self.lineage.columns[rows.table]}
            key = [name for name in self.lineage.key(rows.table) if name not in columns][:8]
            where = ", ".join(f"{name} = {cell(rows.first[name])}" for name in key)
            said = [f"{name} = {cell(rows.first[name])}" + (f" {units[name]}" if units[name] else "")
                    for name in columns if rows.first.get(name) is not None][:rowing.MOST_SHOWN]
            return f"{rows.table} ({where}): {'; '.join(said) or 'NULL'}"
        shared = ", ".join(f"{name} = {cell(value)}" for name, value in rows.shared.items())
        return f"{rows.table}: {rows.count:,} rows" + (f" with {shared}" if shared else "")

    def _input(
        self, table: str, names: Sequence[str], shared: Shared, columns: Sequence[str], *, is_told: bool
    ) -> list[Node]:
        """What a table that was read adds: its rows if it is published, else whose data it is."""
        if table in self.lineage.columns:
            if {"attribute", "is_chosen"} <= set(self.lineage.names(table)):
                return self._facts(table, shared, columns)
            rows = rowing.sharing(self.con, self.lineage, table, shared)
            return [self._below(rows, names or self.lineage.names(table), shared)]
        if table in self.lineage.sources:
            return [Node(SOURCE, f"{table}: {self.lineage.sources[table]}")]
        if table.startswith(("seed.", "raw.")):
            return [] if is_told or table.startswith("raw.") else [
                Node(CURATED, f"{table}: bundled table, dbt_like_sql/seed/{table[5:]}.csv")]
        node = Node(ROWS, f"{table}: a step that stays in the store",
                    self._assumed(self.lineage.constants_of(table, names)))
        if (table, "", "") in self._seen:
            return [Node(SEEN, f"{table}: see above")]
        self._seen.add((table, "", ""))
        for read, below in self.lineage.inputs(table, names).items():
            node.children += self._input(read, below, shared, columns, is_told=False)
        return [node]

    def _facts(self, table: str, shared: Shared, columns: Sequence[str]) -> list[Node]:
        """Believed statements on these columns: whose, where in its file, or which document."""
        rows = rowing.sharing(self.con, self.lineage, table, shared)
        names = ", ".join(f"'{name}'" for name in columns)
        what = ("attribute, coalesce(value, 'unknown: ' || reason_code), source_id, source_locator, "
                "coalesce(first_snapshot_id, ''), coalesce(citation, '')")
        about = f"is_chosen and attribute in ({names})"
        found = (rowing.select(self.con, rows, what, about)
                 or rowing.select(self.con, rows, what, "is_chosen"))
        lines = [f"{attribute} = {value}: {source}, {place}" + (f", snapshot {snapshot}" if snapshot else "")
                 + (f"; {citation}" if citation else "")
                 for attribute, value, source, place, snapshot, citation in found]
        node = Node(ROWS, f"{table}: {len(lines):,} believed statements",
                    [Node(FACT, line) for line in rowing.told(lines)])
        return [node] if lines else []

    def _evidence(self, rows: Rows, columns: Sequence[str]) -> list[Node]:
        """Where the cells themselves were read."""
        if rows.count != 1 or rows.table == "core.evidence":
            return []
        key = "/".join(cell(rows.first[name]) for name in self.lineage.key(rows.table))
        found = self.con.execute(
            "select column_name, value_as_printed, document_title, publisher, place, document_url from "
            "core.evidence where table_name = ? and row_key = ? and list_contains(?, column_name) "
            "order by all", [rows.table, key, list(columns)]).fetchall()
        return [Node(EVIDENCE, line) for line in rowing.told([
            f"{column} printed as {printed}: {title} ({publisher}), {place}" + (f" <{url}>" if url else "")
            for column, printed, title, publisher, place, url in found])]

    def _assumptions(self, rows: Rows, columns: Sequence[str]) -> list[Node]:
        """The constants that the rows name, or else those that their table was made from."""
        if "constant_ids" not in rows.first:
            return self._assumed(self.lineage.constants_of(rows.table, columns))
        return self._assumed([name for (name,) in rowing.select(
            self.con, rows, "unnest(constant_ids) as id")])

    def _assumed(self, ids: Sequence[str]) -> list[Node]:
        found = self.con.execute(
            "select constant_id, value_low, value, value_high, unit, citation from core.model_constant "
            "where list_contains(?, constant_id) order by all", [list(ids)]).fetchall()
        return [Node(ASSUMPTION, f"assumes {name} = {cell(value)} {unit}"
                     + (f" ({cell(low)} to {cell(high)})" if low is not None else "") + f": {citation}")
                for name, low, value, high, unit, citation in found]

    def _documents(self, rows: Rows) -> list[Node]:
        """The documents that the rows cite."""
        if "citation" not in rows.first:
            return []
        url = "citation_url" if "citation_url" in rows.first else "null"
        found = rowing.select(self.con, rows, f"citation, {url}", "citation is not null")
        lines = [f"{citation}" + (f" <{address}>" if address else "") for citation, address in found]
        return [Node(DOCUMENT, line) for line in rowing.told(lines, "documents")]

    def _records(self, rows: Rows) -> list[Node]:
        """The records of publishers that the rows are, by file and place."""
        places = [name for name in ("source_locator", "record_key") if name in rows.first]
        if not places or "source_id" not in rows.first:
            return []
        snapshot = "first_snapshot_id" if "first_snapshot_id" in rows.first else "null"
        found: list[tuple[Any, ...]] = rowing.select(
            self.con, rows, f"source_id, {places[0]}, {snapshot}", "source_id is not null")
        return [Node(SOURCE, line) for line in rowing.told([
            f"{source}, {place}" + (f", snapshot {seen}" if seen else "") for source, place, seen in found],
            "records")]

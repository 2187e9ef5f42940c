"""What the published file holds, as its own dictionary says: tables, columns, whose data they are.

How a table is written in a form stands in the module of that form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

OWN = "seed"
"""What meta.column calls rows curated here; in an export they are a source like any other."""
OWN_SOURCE = (
    OWN, "chipledger, bundled tables", "chipledger contributors", None, "CC BY 4.0",
    "chipledger, bundled tables, release {release_id}; each row cites the document it was read in",
)
COLUMNS = """
select table_name, column_name, duckdb_type, unit, is_key, is_nullable, description
from meta.column order by table_name, position
"""
ABOUT = """
select schema_name || '.' || table_name, comment from duckdb_tables()
union all
select 'main.' || view_name, comment from duckdb_views() where schema_name = 'main' and not internal
"""
SOURCES = """
select source_id, title, publisher, url, licence, citation from meta.source
where snapshot_count > 0 order by source_id
"""
"""A source of which nothing entered this release has given no row to any table."""


@dataclass(frozen=True)
class Column:
    """A column as the dictionary has it."""

    name: str
    duckdb_type: str
    unit: str | None
    is_key: bool
    is_nullable: bool
    description: str

    @property
    def meaning(self) -> str:
        """What it says, with its unit."""
        return f"{self.description} [{self.unit}]" if self.unit else self.description


@dataclass(frozen=True)
class Exported:
    """A table or view, with the sources that gave rows to it."""

    name: str
    about: str
    columns: tuple[Column, ...]
    source_ids: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """Its name where a dot would mean something else; views keep their short one."""
        return self.name.removeprefix("main.").replace(".", "_")

    @property
    def key(self) -> list[str]:
        """The columns of its primary key."""
        return [column.name for column in self.columns if column.is_key]


@dataclass(frozen=True)
class SourceNote:
    """Whom to credit, and how."""

    source_id: str
    title: str
    publisher: str
    url: str | None
    licence: str
    citation: str


@dataclass(frozen=True)
class Contents:
    """All that an export speaks of."""

    release_id: str
    as_of_date: str
    tables: Sequence[Exported]
    sources: Sequence[SourceNote]

    def sources_of(self, table: Exported) -> list[SourceNote]:
        """Whom to credit for a table; what a release says of itself is our own."""
        ids = table.source_ids or (OWN,)
        return [source for source in self.sources if source.source_id in ids]


def read(con: duckdb.DuckDBPyConnection, only: Sequence[str] = ()) -> Contents:
    """The tables and views whose names hold one of these words, or all; with those whom to credit."""
    release_id, as_of_date = map(str, con.execute(
        "select any_value(release_id), any_value(as_of_date) from meta.release").fetchall()[0])
    about = dict(con.execute(ABOUT).fetchall())
    ids = dict(con.execute("select table_name, any_value(source_ids) from meta.column group by all")
               .fetchall())
    columns: dict[str, list[Column]] = {}
    for name, *said in con.execute(COLUMNS).fetchall():
        columns.setdefault(name, []).append(Column(*said))
    tables = [
        Exported(name, (about.get(name) or "").splitlines()[0], tuple(found), tuple(ids[name]))
        for name, found in columns.items() if not only or any(word in name for word in only)
    ]
    own = (*OWN_SOURCE[:-1], OWN_SOURCE[-1].format(release_id=release_id))
    sources = [SourceNote(*row) for row in [own, *con.execute(SOURCES).fetchall()]]
    used = {source_id for table in tables for source_id in table.source_ids or (OWN,)}
    return Contents(release_id, as_of_date, tables, [s for s in sources if s.source_id in used])

"""Tables as files: Parquet for all, CSV for what people come for, one SQLite database.

What is said of them beside the rows stands in catalogues.py, croissant.py and citations.py.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from pipelines.export import cells
from pipelines.export.contents import Exported

BATCH_ROWS = 20_000
LARGE_ROWS = 100_000
"""A CSV file of more rows is compressed: no spreadsheet is of use for it."""
SQLITE_FILE = "chipledger.sqlite"
SQLITE_TYPES = {"DOUBLE": "REAL", "BIGINT": "INTEGER", "BOOLEAN": "INTEGER"}


def has_csv(table: Exported) -> bool:
    """Metrics and the views in plain words are what people open in a spreadsheet."""
    return table.name.startswith(("metric.", "main."))


def write_parquet(con: duckdb.DuckDBPyConnection, table: Exported, folder: Path) -> Path:
    """One table with its types."""
    path = folder / f"{table.file_name}.parquet"
    order = f" order by {', '.join(map(cells.quoted, table.key))}" if table.key else ""
    con.execute(f"copy (from {table.name}{order}) to '{_text(path)}' (format parquet, compression zstd)")
    return path


def write_csv(con: duckdb.DuckDBPyConnection, table: Exported, folder: Path) -> Path:
    """One table that a spreadsheet may open; NULL is an empty cell."""
    [(count,)] = con.execute(f"select count(*) from {table.name}").fetchall()
    is_large = count > LARGE_ROWS
    path = folder / f"{table.file_name}.csv{'.gz' if is_large else ''}"
    con.execute(f"copy ({cells.select_for_csv(table)}) to '{_text(path)}' "
                f"(format csv, header true, compression {'gzip' if is_large else 'none'})")
    return path


def write_sqlite(
    con: duckdb.DuckDBPyConnection, tables: Sequence[Exported], folder: Path
) -> Path:
    """All tables in one database, under their names with `_` for the dot."""
    path = folder / SQLITE_FILE
    lite = sqlite3.connect(path)
    try:
        lite.execute("pragma journal_mode = off")
        lite.execute("pragma synchronous = off")
        for table in tables:
            lite.execute(_created(table))
            places = ", ".join("?" * len(table.columns))
            for batch in _batches(con, cells.select_for_sqlite(table)):
                lite.executemany(f"insert into {cells.quoted(table.file_name)} values ({places})", batch)
        lite.commit()
    finally:
        lite.close()
    return path


def _created(table: Exported) -> str:
    lines = [f"{cells.quoted(c.name)} {SQLITE_TYPES.get(c.duckdb_type, 'TEXT')}"
             f"{'' if c.is_nullable else ' not null'}" for c in table.columns]
    lines += [f"primary key ({', '.join(map(cells.quoted, table.key))})"] if table.key else []
    return f"create table {cells.quoted(table.file_name)} ({', '.join(lines)})"


def _batches(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[list[tuple[object, ...]]]:
    cursor = con.execute(query)
    while batch := cursor.fetchmany(BATCH_ROWS):
        yield batch


def _text(path: Path) -> str:
    return str(path).replace("'", "''")

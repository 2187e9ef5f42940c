"""Engines in memory: tables bound to them as views, and the rows of a query as a frame.

What stands in the SQL files, and what they read, is told by sql.py; recipes run in running.py.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from schemas import base
from schemas.base import Table
from warehouse.errors import QUERY_INTERRUPTED
from warehouse.project import functions
from warehouse.project.sql import PREVIOUS, bare


def create_empty(con: duckdb.DuckDBPyConnection, name: str, table: type[Table]) -> None:
    """An empty table with the types of a class, to compile against."""
    columns = ", ".join(f'"{c.name}" {c.duckdb_type}' for c in base.columns(table))
    con.execute(f"create schema if not exists {name.rpartition('.')[0]}")
    con.execute(f"create table {name} ({columns})")


def create_view(
    con: duckdb.DuckDBPyConnection, name: str, parts: Iterable[Path], columns: Sequence[str] = (),
    where: str = "true",
) -> None:
    """A view over the Parquet parts of a table, of these columns where some are named."""
    files = ", ".join(quoted(str(path)) for path in parts)
    con.execute(f"create schema if not exists {name.rpartition('.')[0]}")
    shown = ", ".join(f'"{column}"' for column in columns) or "*"
    con.execute(f"create view {name} as select {shown} from read_parquet([{files}]) where {where}")


def quoted(text: str) -> str:
    """A text as a query writes it."""
    return f"'{text.replace(chr(39), chr(39) * 2)}'"


def create_earlier_view(
    con: duckdb.DuckDBPyConnection, name: str, parts: Iterable[Path], table: type[Table]
) -> None:
    """A view over a table as an earlier release stored it, in the columns it has today.

    What it did not have yet is NULL; what it has no longer is not seen.
    """
    create_view(con, f"{name}_stored", parts)
    held = {str(row[0]) for row in con.execute(f"describe {name}_stored").fetchall()}
    shown = ", ".join(f'cast({c.name if c.name in held else "null"} as {c.duckdb_type}) as {c.name}'
                      for c in base.columns(table))
    con.execute(f"create view {name} as select {shown} from {name}_stored")


def query(con: duckdb.DuckDBPyConnection, text: str) -> pl.DataFrame:
    """A query's rows as a frame; they travel through a Parquet file, which keeps every type."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        con.execute(f"copy ({bare(text)}\n) to '{path}' (format parquet)").fetchall()
        return pl.read_parquet(path, glob=False)


_IDLE: list[duckdb.DuckDBPyConnection] = []


@contextmanager
def session() -> Iterator[duckdb.DuckDBPyConnection]:
    """An engine for one query over tables bound as views; it serves the next when this one is done.

    Making an engine takes longer than most of our queries. One that saw an error is not used again.
    DuckDB tells a Ctrl-C as an error like others, which would make it a fault of the query at hand.
    """
    con = _IDLE.pop() if _IDLE else connect()
    try:
        yield con
    except BaseException as error:
        con.close()
        if QUERY_INTERRUPTED in str(error):
            raise KeyboardInterrupt from error
        raise
    _forget(con)
    _IDLE.append(con)


@contextmanager
def tried() -> Iterator[duckdb.DuckDBPyConnection]:
    """An engine on which whatever is made, macros too, is undone."""
    with session() as con:
        con.execute("begin")
        yield con
        con.execute("rollback")


def _forget(con: duckdb.DuckDBPyConnection) -> None:
    """Drop every table and view that a query was bound to."""
    made = con.execute("select database_name, schema_name from duckdb_schemas() "
                       "where not internal and schema_name <> 'main'").fetchall()
    for database, schema in made:
        con.execute(f"drop schema {database}.{schema} cascade")


def connect() -> duckdb.DuckDBPyConnection:
    """An engine in memory, in UTC, on one thread: in what order rows come must not matter."""
    con = duckdb.connect(":memory:", config={"threads": 1})
    con.execute("set TimeZone = 'UTC'")
    con.execute("set enable_progress_bar = false")
    con.execute(f"attach ':memory:' as {PREVIOUS}")
    functions.create_in(con)
    return con

"""Frames as tables of an engine, through Parquet: the lock holds no Arrow library for a shorter way."""

import tempfile
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from schemas import base
from schemas.base import Table


def create_table(con: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """A table with the rows and types of a frame."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        frame.write_parquet(path)
        con.execute(f"create table {name} as select * from read_parquet('{path}')")


def table(of: type[Table], *rows: dict[str, Any]) -> pl.DataFrame:
    """Rows of a class that state only what a test is about; the other cells are NULL."""
    schema = {c.name: c.dtype for c in base.columns(of)}
    return pl.DataFrame([{**dict.fromkeys(schema), **row} for row in rows], schema=schema)

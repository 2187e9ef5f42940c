"""Frames as tables of an engine, through Parquet: the lock holds no Arrow library for a shorter way."""

import tempfile
from pathlib import Path

import duckdb
import polars as pl


def create_table(con: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """A table with the rows and types of a frame."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        frame.write_parquet(path)
        con.execute(f"create table {name} as select * from read_parquet('{path}')")

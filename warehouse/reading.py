"""Reading the published file, and nothing but reading: no engine of ours is imported here."""

from __future__ import annotations

import csv
import json
from typing import TextIO

import duckdb

from warehouse.errors import ChipledgerError
from warehouse.paths import Home

SHOWN_ROWS = 1000


def open_published(home: Home) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published file; raises ChipledgerError if there is none yet."""
    if not home.published.exists():
        raise ChipledgerError(f"there is no warehouse at {home.published} yet; run `chipledger refresh`")
    con = duckdb.connect(str(home.published), read_only=True)
    con.execute("set TimeZone = 'UTC'")
    return con


def run_query(home: Home, query: str, form: str, out: TextIO) -> None:
    """Write a query's rows as a table, as CSV or as a JSON list of objects."""
    with open_published(home) as con:
        try:
            if form == "table":
                _write_table(con, query, out)
                return
            cursor = con.execute(query)
            names = [str(column[0]) for column in cursor.description or ()]
            rows = cursor.fetchall()
        except duckdb.Error as error:
            raise ChipledgerError(str(error)) from None
    if form == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows([names, *rows])
    else:
        json.dump([dict(zip(names, row, strict=True)) for row in rows], out, default=str, indent=1)
        out.write("\n")


def _write_table(con: duckdb.DuckDBPyConnection, query: str, out: TextIO) -> None:
    relation = con.sql(query)
    if relation is None:
        out.write("done, no rows\n")
        return
    count = con.execute(f"select count(*) from ({query.rstrip().rstrip(';')}\n)").fetchone()
    relation.show(max_rows=SHOWN_ROWS, max_width=200)
    if count and count[0] > SHOWN_ROWS:
        out.write(f"{count[0]:,} rows, the first and last are shown; use --format csv for all\n")

"""Reading the published file and the list of releases, and nothing but reading.

No engine but DuckDB is imported here, so that an answer comes in a moment.
"""

from __future__ import annotations

import csv
import json
import math
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any, TextIO

import duckdb

from warehouse.entry import decoded
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.text import aligned, cell

SHOWN_ROWS = 1000
BATCH_ROWS = 10_000
RELEASE = "release"
NUMBERS = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL"}

Row = tuple[Any, ...]


@dataclass(frozen=True)
class ReleaseLine:
    """What a person choosing among releases wants to see of one."""

    release_id: str
    created_at: str
    known_by: str | None
    row_count: int
    has_file: bool
    is_current: bool


def open_published(home: Home) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published file; raises ChipledgerError if there is none yet."""
    if not home.published.exists():
        raise ChipledgerError(
            f"there is no warehouse at {home.published} yet; run `chipledger refresh`"
        )
    try:
        con = duckdb.connect(str(home.published), read_only=True)
        con.execute("set TimeZone = 'UTC'")
        con.execute("set enable_progress_bar = false")
    except duckdb.Error as fault:
        raise ChipledgerError(
            f"{home.published} cannot be opened ({str(fault).splitlines()[0]}); if it is damaged, "
            "`chipledger refresh` writes it again"
        ) from None
    return con


def releases(home: Home) -> list[ReleaseLine]:
    """All releases whose records are whole, newest first."""
    current = home.published.readlink().parent.name if home.published.is_symlink() else ""
    found = []
    for path in (home.store / RELEASE).glob("*.json"):
        try:
            said = decoded(path.read_bytes())
        except ValueError:
            continue
        rows = sum(said["tables"][name]["row_count"] for name in said["published"])
        has_file = (home.releases / path.stem).exists()
        found.append(ReleaseLine(
            path.stem, said["created_at"], said["known_by"], rows, has_file, path.stem == current
        ))
    return sorted(found, key=lambda line: line.created_at, reverse=True)


def run_query(home: Home, query: str, form: str, out: TextIO) -> None:
    """Write a query's rows as a table, as CSV or as a JSON list of objects."""
    with open_published(home) as con:
        try:
            cursor = con.execute(query)
            described = cursor.description or []
            names = [str(column[0]) for column in described]
            write = {"table": _write_table, "csv": _write_csv, "json": _write_json}[form]
            numeric = {n for n, c in enumerate(described) if str(c[1]).split("(")[0] in NUMBERS}
            write(names, numeric, _rows(cursor), out)
        except duckdb.Error as error:
            raise ChipledgerError(str(error)) from None


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    while batch := cursor.fetchmany(BATCH_ROWS):
        yield from batch


def _write_csv(names: Sequence[str], _: set[int], rows: Iterator[Row], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)


def _write_json(names: Sequence[str], _: set[int], rows: Iterator[Row], out: TextIO) -> None:
    """One object per line inside a list; what JSON has no word for becomes text."""
    objects = (dict(zip(names, map(_jsonable, row), strict=True)) for row in rows)
    lines = (json.dumps(found, ensure_ascii=False, default=str) for found in objects)
    out.write("[")
    for number, line in enumerate(lines):
        out.write(f"{',' if number else ''}\n{line}")
    out.write("\n]\n")


def _jsonable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _write_table(
    names: Sequence[str], numeric: set[int], rows: Iterator[Row], out: TextIO
) -> None:
    """Aligned columns; in a terminal too narrow for them, one line per value instead."""
    shown = [[cell(value) for value in row] for row in islice(rows, SHOWN_ROWS)]
    lines = aligned([names, *shown], numeric)
    if out.isatty() and max(map(len, lines)) > shutil.get_terminal_size().columns:
        lines = [line for row in shown for line in ["", *aligned([*zip(names, row, strict=True)])]]
    out.writelines(f"{line}\n" for line in lines)
    if next(rows, None) is not None:
        out.write(f"the first {SHOWN_ROWS:,} rows; use --format csv for all\n")

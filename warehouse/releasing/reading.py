"""Reading the published file and the list of releases, and nothing but reading.

No engine but DuckDB is imported here, so that an answer comes in a moment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

import duckdb

from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.releasing.hints import near_names, suggestion, unheld
from warehouse.showing.shown import WRITERS, harmless
from warehouse.storage.entry import decoded

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


def open_published(home: Home, path: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published file, or to the file of another release.

    Raises ChipledgerError if nothing was published yet, or the file cannot be opened.
    """
    path = path or home.published
    if not path.exists():
        raise ChipledgerError(
            f"there is no warehouse at {home.published} yet; run `chipledger refresh`"
        )
    try:
        con = duckdb.connect(str(path), read_only=True)
        con.execute("set TimeZone = 'UTC'")
        con.execute("set enable_progress_bar = false")
    except duckdb.Error as fault:
        raise ChipledgerError(
            f"{path} cannot be opened ({str(fault).splitlines()[0]}); if it is damaged, "
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


def run_query(
    home: Home, query: str, form: str, out: TextIO, *, is_open: bool = False, path: Path | None = None
) -> list[str]:
    """Write a query's rows in a form of shown.py, or as Parquet; lines that say why there is none.

    Files and network stay closed: `is_open` lets the query read and write files and attach other
    databases; `path` is the file of a release that is not the published one.
    """
    if not sql_words(query):
        raise ChipledgerError("no query was given; try `chipledger sql \"from help()\"`")
    with open_published(home, path) as con, TemporaryDirectory() as folder:
        if not is_open:
            closed(con, folder)
        try:
            _demand_one_answer(con, query)
            if form == "parquet":
                _write_parquet(con, query, Path(folder) / "rows.parquet", out)
                return []
            first = _write_rows(con.execute(query), form, out)
            is_counted = len(first) == 1 and not any(first[0])
            return list(unheld(con, query, is_counted=is_counted)) if is_counted or not first else []
        except duckdb.Error as error:
            said = str(error).expandtabs()
            raise ChipledgerError(harmless(said) + suggestion(con, said, query)) from None


def _demand_one_answer(con: duckdb.DuckDBPyConnection, query: str) -> None:
    """Other statements may stand before a query; of two queries the first's answer would be lost."""
    before = con.extract_statements(query)[:-1]
    if any(statement.type == duckdb.StatementType.SELECT for statement in before):
        raise ChipledgerError("more than one query was given; ask one at a time")


def closed(con: duckdb.DuckDBPyConnection, folder: str | None = None) -> None:
    """Close files, but for one folder, and the network to what somebody else has written."""
    if folder:
        con.execute(f"set allowed_directories = ['{folder}']")
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")


def found_name(asked: str, names: Sequence[str]) -> str:
    """The table or view that was asked for, by its full name; raises ChipledgerError with near names."""
    for name in (asked, f"main.{asked}"):
        if name in names:
            return name
    alike = near_names(asked, names)
    raise ChipledgerError(f"there is no table or view {asked}"
                          + (f"; near it: {', '.join(alike)}" if alike else ""))


def sql_words(query: str) -> str:
    """What is left of a query without comments and blanks."""
    return re.sub(r"--[^\n]*|/\*.*?\*/|[\s;]", "", query, flags=re.DOTALL)


def _write_rows(cursor: duckdb.DuckDBPyConnection, form: str, out: TextIO) -> list[Row]:
    """Write what there is; the first two rows, which tell whether it is any, or nothing summed up."""
    described = cursor.description or []
    names = [str(column[0]) for column in described]
    numeric = {n for n, c in enumerate(described) if str(c[1]).split("(")[0] in NUMBERS}
    rows = _rows(cursor)
    first = list(islice(rows, 2))
    WRITERS[form](names, numeric, chain(first, rows), out)
    return first


def _write_parquet(con: duckdb.DuckDBPyConnection, query: str, path: Path, out: TextIO) -> None:
    if out.isatty():
        raise ChipledgerError("Parquet is nothing for a terminal; add `> FILE`")
    con.execute(f"copy ({query.strip().rstrip(';')}\n) to '{path}' (format parquet)")
    out.flush()
    out.buffer.write(path.read_bytes())


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    while batch := cursor.fetchmany(BATCH_ROWS):
        yield from batch

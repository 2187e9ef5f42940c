"""Writing an export whole, or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from pipelines.export import citations, contents, croissant, datapackage, files
from pipelines.export.contents import Contents, Exported
from warehouse.errors import ChipledgerError

Say = Callable[[str], None]


def export(
    con: duckdb.DuckDBPyConnection, target: Path, say: Say, *, only: Sequence[str] = (),
    url: str | None = None,
) -> Contents:
    """Write a folder of files and what is to be said of them; raises ChipledgerError if it is not new."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ChipledgerError(f"{target} is there already; name a new or an empty folder")
    found = contents.read(con, only)
    if not found.tables:
        raise ChipledgerError(f"no table is named like {', '.join(only)}; see `chipledger tables`")
    half = target.with_name(f".{target.name}.{os.getpid()}.half")
    half.mkdir(parents=True)
    try:
        data = _write_data(con, found, half, say)
        _write_papers(found, data, half, url)
        target.mkdir(parents=True, exist_ok=True)
        target.rmdir()
        half.rename(target)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return found


def _write_data(
    con: duckdb.DuckDBPyConnection, found: Contents, folder: Path, say: Say
) -> dict[Path, Sequence[Exported]]:
    """The data files with the tables that each holds."""
    data: dict[Path, Sequence[Exported]] = {}
    for form in ("parquet", "csv"):
        (folder / form).mkdir()
    say(f"{len(found.tables)} tables to Parquet")
    for table in found.tables:
        data[files.write_parquet(con, table, folder / "parquet")] = [table]
    spread = [table for table in found.tables if files.has_csv(table)]
    say(f"{len(spread)} metrics and views to CSV")
    for table in spread:
        data[files.write_csv(con, table, folder / "csv")] = [table]
    say("all of them to SQLite")
    data[files.write_sqlite(con, found.tables, folder)] = found.tables
    return data


def _write_papers(
    found: Contents, data: dict[Path, Sequence[Exported]], folder: Path, url: str | None
) -> None:
    _json(folder / "datapackage.json", datapackage.package(found, data, folder))
    _json(folder / "croissant.json", croissant.metadata(found, croissant.parquet_files(data), folder, url))
    _json(folder / "metadata.json", citations.for_datasette(
        found, found.tables, files.SQLITE_FILE.partition(".")[0]))
    (folder / "CITATION.cff").write_text(citations.citation(found), encoding="utf-8")
    (folder / "SOURCES.md").write_text(citations.page(found), encoding="utf-8")


def _json(path: Path, said: dict[str, object]) -> None:
    path.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

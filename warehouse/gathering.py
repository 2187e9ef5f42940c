"""One table out of many small files: each is a select of some of its rows, labelled by its name.

Whoever adds a file adds rows, and nothing else has to be told. What the rows mean is the class's.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from schemas import base
from schemas.base import Table
from warehouse import sql
from warehouse.errors import ChipledgerError
from warehouse.models import Model, SqlFile, SqlRecipe

LABELS = ("evidence_sql", "constant_ids")
"""Columns that no file selects: its own name, and the rows it names in `-- only:`."""


def gathered(table: type[Table], folder: Path, files: Mapping[str, SqlFile]) -> Model:
    """The model of a table whose rows come from all files of a folder."""
    text = "\nunion all\n".join(_labelled(table, file) for file in files.values())
    reads = tuple(sorted({read for file in files.values() for read in file.reads}))
    return Model(table, SqlRecipe(folder, text or _none(table)), reads, _only(files))


def own_columns(table: type[Table]) -> list[base.Column]:
    """The columns that each file gives."""
    return [column for column in base.columns(table) if column.name not in LABELS]


def check_file(con: duckdb.DuckDBPyConnection, table: type[Table], file: SqlFile) -> None:
    """Raise ChipledgerError, naming the file, unless it gives columns of the class and their types.

    A column that may be NULL need not be given.
    """
    found = dict(sql.compiled_types(con, file.text, file.path))
    wanted = {column.name: column for column in own_columns(table)}
    problems = [f"{name} is no column of {base.info(table).name}" for name in found
                if name not in wanted]
    problems += [f"{name} is {found[name]} and must be {column.duckdb_type}"
                 for name, column in wanted.items()
                 if found.get(name, column.duckdb_type) != column.duckdb_type]
    problems += [f"{name} is missing" for name, column in wanted.items()
                 if name not in found and not column.is_nullable]
    if problems:
        raise ChipledgerError(f"{file.path}: {'; '.join(problems)}")


def _labelled(table: type[Table], file: SqlFile) -> str:
    keys = sorted({key for named in sql.only(file.text, file.path).values() for key in named})
    listed = ", ".join(f"'{key}'" for key in keys)
    tree: Any = sql.parse(file.text, file.path)
    columns = "".join(
        f",\n    found.{c.name}" if c.name in tree.named_selects
        else f",\n    cast(null as {c.duckdb_type}) as {c.name}"
        for c in own_columns(table))
    return (f"select\n    '{file.name}' as evidence_sql,\n"
            f"    cast([{listed}] as varchar[]) as constant_ids{columns}\n"
            f"from (\n{sql.bare(file.text)}\n) as found")


def _none(table: type[Table]) -> str:
    columns = ", ".join(f"cast(null as {c.duckdb_type}) as {c.name}" for c in base.columns(table))
    return f"select {columns} where false"


def _only(files: Mapping[str, SqlFile]) -> dict[str, tuple[str, ...]]:
    """The rows that any file names; a table of which one names rows is read by none without."""
    named = {file.path: sql.only(file.text, file.path) for file in files.values()}
    found: dict[str, set[str]] = {}
    for tables in named.values():
        for read, keys in tables.items():
            found.setdefault(read, set()).update(keys)
    for file in files.values():
        bare = sorted(set(found) & set(file.reads) - set(named[file.path]))
        if bare:
            raise ChipledgerError(f"{file.path}: name the rows of {bare[0]} it reads; others do")
    return {read: tuple(sorted(keys)) for read, keys in found.items()}

"""One table out of many small files: each is a select of some of its rows, labelled by its name.

Whoever adds a file adds rows, and nothing else has to be told. What the rows mean is the class's.
A file that says `-- each: C01a = chip; C02a = model` stands for two that differ in a word, written
as '{1}': what is asked the same way twice is written once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from schemas import base
from schemas.base import Table
from warehouse.errors import ChipledgerError
from warehouse.project import sql
from warehouse.project.models import Model, SqlFile, SqlRecipe

EVIDENCE = ("evidence_sql", "constant_ids")
LABELS = (*EVIDENCE, "source_tables")
"""What a class may tell of each file beside its columns: its name, the rows it names in `-- only:`, and
the tables that it reads."""
EACH = "each"
EACH_LINE = re.compile(r"^-- each: .*\n", re.MULTILINE)


def spread(files: Mapping[str, SqlFile]) -> dict[str, SqlFile]:
    """The files by name, those that stand for several as these; raises ChipledgerError for a twin."""
    found: dict[str, SqlFile] = {}
    for file in files.values():
        for one in _each(file) if EACH in file.header else [file]:
            if one.name in found:
                raise ChipledgerError(f"{file.path}: {found[one.name].path} gives {one.name} too; name "
                                      "it in one")
            found[one.name] = one
    return dict(sorted(found.items()))


def _each(file: SqlFile) -> Iterator[SqlFile]:
    """The files that one stands for, with their words in the places of `{1}`, `{2}`."""
    text = EACH_LINE.sub("", file.text, count=1)
    header = {name: value for name, value in file.header.items() if name != EACH}
    for said in file.header[EACH].split(";"):
        name, _, words = said.partition("=")
        written = text
        for place, word in enumerate(words.split(","), start=1):
            written = written.replace(f"{{{place}}}", word.strip())
        if left := re.search(r"\{\d\}", written):
            raise ChipledgerError(f"{file.path}: {name.strip()} says nothing for {left[0]}")
        yield replace(file, name=name.strip(), text=written, header=header)


def gathered(table: type[Table], folder: Path, files: Mapping[str, SqlFile]) -> Model:
    """The model of a table whose rows come from all files of a folder."""
    text = "\nunion all\n".join(_labelled(table, file) for file in files.values())
    reads = tuple(sorted({read for file in files.values() for read in file.reads}))
    return Model(table, SqlRecipe(folder, text or _none(table)), reads, _only(files))


def is_labelled(table: type[Table]) -> bool:
    """Whether the rows of a class say which file gave them."""
    return set(EVIDENCE) <= {column.name for column in base.columns(table)}


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
    problems += ["* hides which columns it gives"] if "*" in sql.selects(file.text, file.path) else []
    problems += [f"{name} is {found[name]} and must be {column.duckdb_type}"
                 for name, column in wanted.items()
                 if found.get(name, column.duckdb_type) != column.duckdb_type]
    problems += [f"{name} is missing" for name, column in wanted.items()
                 if name not in found and not column.is_nullable]
    if problems:
        raise ChipledgerError(f"{file.path}: {'; '.join(problems)}")


def _labelled(table: type[Table], file: SqlFile) -> str:
    keys = sorted({key for named in sql.only(file.text, file.path).values() for key in named})
    given = sql.selects(file.text, file.path)
    labels = {"evidence_sql": f"'{file.name}'", "constant_ids": _list(keys),
              "source_tables": _list(sorted(file.reads))}
    said = (f"{labels[c.name]} as {c.name}" if c.name in labels
            else f"found.{c.name}" if c.name in given
            else f"cast(null as {c.duckdb_type}) as {c.name}" for c in base.columns(table))
    columns = ",\n    ".join(said)
    return f"select\n    {columns}\nfrom (\n{sql.bare(file.text)}\n) as found"


def _list(words: Sequence[str]) -> str:
    """Words as a list in SQL."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"cast([{listed}] as varchar[])"


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

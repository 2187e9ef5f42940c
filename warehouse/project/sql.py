"""Reading SQL files: what they read, what their header says, and whether class and query agree.

What only a parsed text tells is remembered, so that most commands start without the parser; it stands in
syntax.py. Running queries over data does not belong here.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from schemas import base
from schemas.base import Table
from warehouse.code.memo import answered
from warehouse.errors import ChipledgerError
from warehouse.project import functions

SYNTAX = "warehouse.project.syntax"
HEADER_LINE = re.compile(r"^--\s*(\w+):\s*(.+?)\s*$")
LAST_SEMICOLON = re.compile(r";\s*(?:--[^\n]*\s*)*\Z")
PREVIOUS = "previous"
"""Catalog under which checks see the last release: `previous.core.chip`."""
RELEASE_ID = "{release_id}"
"""Stands in a macro for the release it comes with, so that it reads no other one."""


def header(text: str, path: Path) -> dict[str, str]:
    """`-- name: value` lines at the top of a file; raises ChipledgerError for a repeated name."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        match = HEADER_LINE.match(line)
        if match and match[1] in found:
            raise ChipledgerError(f"{path}: the header says {match[1]} twice; keep one")
        if match:
            found[match[1]] = match[2]
        elif line.strip() and not line.startswith("--"):
            break
    return found


def only(text: str, path: Path) -> dict[str, tuple[str, ...]]:
    """`-- only: table = key, key; table = key`: the rows of tables that the query needs."""
    said = header(text, path).get("only")
    found = {}
    for part in said.split(";") if said is not None else ():
        table, equals, keys = part.partition("=")
        names = tuple(sorted(key.strip() for key in keys.split(",") if key.strip()))
        if not equals or not names:
            raise ChipledgerError(f"{path}: the header says only {said!r}; write `table = key, key`")
        found[table.strip()] = names
    return found


def by(text: str, path: Path) -> tuple[str | None, dict[str, str], dict[str, str]]:
    """`-- by: column; table as name; table = other`: a column by which rows stand alone.

    Tables that have it may be named, with its name there, where others that have it are read whole; and
    so are tables read through other columns.
    """
    column, *others = (part.strip() for part in header(text, path).get("by", "").split(";"))
    named: dict[str, dict[str, str]] = {" as ": {}, "=": {}}
    for one in others:
        word = next((word for word in named if word in one), "=")
        table, _, other = (part.strip() for part in one.partition(word))
        named[word][table] = other
    if "" in named["="].values():
        raise ChipledgerError(f"{path}: the header says by {column!r} and no column of a table after it; "
                              "write `column; table = column`")
    return column or None, named[" as "], named["="]


def reads(text: str, path: Path) -> tuple[str, ...]:
    """The tables a file reads, sorted; names of its own WITH clauses are not among them."""
    return tuple(_parsed("reads", text, path))


def calls(text: str, path: Path) -> set[str]:
    """Names of the functions in a file that are none of the engine's own: macros."""
    return set(_parsed("calls", text, path))


def selects(text: str, path: Path) -> list[str]:
    """Names of the columns that a query or view gives."""
    return list(_parsed("selects", text, path))


def body(text: str, path: Path) -> str:
    """The query that a macro or view answers with."""
    return str(_parsed("body", text, path))


def demand_one(text: str, path: Path) -> None:
    """Raise ChipledgerError, naming the file, unless a text is exactly one statement."""
    _parsed("is_one", text, path)


@cache
def sql_hash(text: str) -> str:
    """Hash of a query without its comments and layout, and of the functions of ours that it calls."""
    return str(answered(SYNTAX, "hashed", text, functions.definitions()))


def _parsed(question: str, text: str, path: Path) -> Any:
    """What a function of syntax.py says of a text; a fault names the file."""
    try:
        return answered(SYNTAX, question, text)
    except ChipledgerError as fault:
        raise ChipledgerError(f"{path}: {fault}") from None


def compiled_types(
    con: duckdb.DuckDBPyConnection, text: str, path: Path
) -> list[tuple[str, str]]:
    """Names and types of a query's columns, by binding it; raises ChipledgerError."""
    try:
        described = con.execute(f"describe {bare(text)}").fetchall()
    except duckdb.Error as error:
        raise ChipledgerError(f"{path}: {error}") from None
    return [(str(row[0]), str(row[1])) for row in described]


def bare(text: str) -> str:
    """A query without its last semicolon, to stand inside another one."""
    return LAST_SEMICOLON.sub("", text).rstrip()


def check_against_class(
    table: type[Table], found: list[tuple[str, str]], path: Path, added: Collection[str] = ()
) -> None:
    """Raise ChipledgerError unless query and class agree on every column, in order, but those added."""
    wanted = {c.name: c.duckdb_type for c in base.columns(table) if c.name not in added}
    if found == list(wanted.items()):
        return
    names = [name for name, _ in found]
    problems = [
        f"{name} is {kind} in the query and {wanted[name]} in the class"
        for name, kind in found
        if wanted.get(name, kind) != kind
    ]
    problems += [f"{name} is missing from the query" for name in wanted if name not in names]
    problems += [f"{name} is {'added by' if name in added else 'missing from'} the class"
                 for name in names if name not in wanted]
    problems += [f"{name} is twice in the query" for name in wanted if names.count(name) > 1]
    problems = problems or ["the columns stand in another order than in the class"]
    raise ChipledgerError(
        f"{path}: {base.info(table).name} and its query differ: {'; '.join(problems)}"
    )

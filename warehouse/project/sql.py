"""Reading SQL files: what they read, what their header says, and whether class and query agree.

Running them over data does not belong here.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.scope import traverse_scope

from schemas import base
from schemas.base import Table
from warehouse.code.memo import remembered
from warehouse.errors import ChipledgerError
from warehouse.project import spelling
from warehouse.storage.fingerprint import digest

HEADER_LINE = re.compile(r"^--\s*(\w+):\s*(.+?)\s*$")
LAST_SEMICOLON = re.compile(r";\s*(?:--[^\n]*\s*)*\Z")
HIDING: dict[type[exp.Expr], str] = {
    exp.Pivot: "PIVOT", exp.Columns: "COLUMNS()", exp.Describe: "DESCRIBE",
    exp.Summarize: "SUMMARIZE",
}
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


@lru_cache(maxsize=1024)
def parse(text: str, path: Path) -> exp.Expr:
    """The one statement of a file; raises ChipledgerError naming the file."""
    try:
        statements = [s for s in sqlglot.parse(text, dialect="duckdb") if s is not None]
    except SqlglotError as error:
        raise ChipledgerError(f"{path}: {error}") from None
    if len(statements) != 1:
        raise ChipledgerError(f"{path}: holds {len(statements)} statements; write exactly one")
    return statements[0]


def reads(text: str, path: Path) -> tuple[str, ...]:
    """The tables a file reads, sorted; names of its own WITH clauses are not among them."""
    return tuple(remembered("reads", text, __name__,
                            lambda: sorted({_name(table) for table in tables(text, path)})))


@cache
def sql_hash(text: str) -> str:
    """Hash of a query without its comments and layout, and of the functions of ours that it calls."""
    return str(remembered("hash", [text, spelling.definitions()], __name__, lambda: _hashed(text)))


def _hashed(text: str) -> str:
    tree = sqlglot.parse_one(text, dialect="duckdb")
    called = {str(node.name) for node in tree.find_all(exp.Anonymous)}
    written = tree.sql(dialect="duckdb", comments=False)
    functions = spelling.definitions()
    return digest([written, functions] if called & functions.keys() else written)


def tables(text: str, path: Path) -> list[exp.Table]:
    """Every table a query, or the body of a macro or view, reads; raises ChipledgerError."""
    tree = parse(text, path)
    query = _body(tree) if isinstance(tree, exp.Create) else tree
    for node, shown in HIDING.items():
        if tree.find(node):
            raise ChipledgerError(f"{path}: {shown} hides what is read; write it out")
    if not isinstance(query, exp.Query):
        raise ChipledgerError(f"{path}: is no query; write one select")
    if any(isinstance(dot.expression, exp.Func) for dot in tree.find_all(exp.Dot)):
        raise ChipledgerError(f"{path}: a.f() hides what is read; write f(a)")
    sources = (found for scope in traverse_scope(query) for found in scope.sources.values())
    return [_checked(found, path) for found in sources if isinstance(found, exp.Table)]


def calls(text: str, path: Path) -> set[str]:
    """Names of the functions in a file that are none of the engine's own: macros."""
    return {str(node.name) for node in parse(text, path).find_all(exp.Anonymous)}


def _body(created: exp.Create) -> exp.Expr:
    """What a macro or view answers with: a query, also of a macro that gives one value."""
    body = created.expression
    if isinstance(body, exp.Subquery):
        return body.unnest()
    return body if isinstance(body, exp.Query) else exp.select(body.copy())


def _checked(table: exp.Table, path: Path) -> exp.Table:
    if not table.name or not isinstance(table.this, exp.Identifier):
        shown = table.sql(dialect="duckdb")
        raise ChipledgerError(f"{path}: reads the function {shown}; read tables only")
    if not table.db:
        raise ChipledgerError(f"{path}: reads {table.name} without a schema; write schema.table")
    if table.catalog not in ("", PREVIOUS):
        raise ChipledgerError(f"{path}: reads the catalog {table.catalog}; there is none")
    return table


def _name(table: exp.Table) -> str:
    prefix = f"{PREVIOUS}." if table.catalog == PREVIOUS else ""
    return f"{prefix}{table.db}.{table.name}"


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

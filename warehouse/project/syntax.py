"""What only the parsed text of a query tells. It is asked through sql.py, which remembers the answers.

Each answer is a JSON value and follows from the text alone; running a query, and the name of the file
that a fault is in, do not belong here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import sqlglot
from sqlglot import TokenType, exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.scope import traverse_scope

from warehouse.errors import ChipledgerError
from warehouse.project.sql import PREVIOUS
from warehouse.storage.fingerprint import digest

HIDING: dict[type[exp.Expr], str] = {
    exp.Pivot: "PIVOT", exp.Columns: "COLUMNS()", exp.Describe: "DESCRIBE",
    exp.Summarize: "SUMMARIZE",
}
OURS = {TokenType.STRING, TokenType.NUMBER, TokenType.VAR, TokenType.IDENTIFIER}
"""Words of a query that are its author's, whose case may mean something."""
CATALOG = "duckdb_tables"
"""The engine's list of the tables of every attached database, by which macros tell copies of a file."""
DECLARED = re.compile(r"create\s+macro\s+\w+\s*\([^)]*\)", re.IGNORECASE)
DEFAULT = re.compile(r"\s*:=\s*(?:null|'[^']*')", re.IGNORECASE)
"""What a parameter of a macro is where a caller leaves it out; the parser knows no such thing."""


@lru_cache(maxsize=1024)
def parse(text: str) -> exp.Expr:
    """The one statement of a file; raises ChipledgerError naming the file."""
    told = DECLARED.sub(lambda declared: DEFAULT.sub("", declared[0]), text)
    try:
        statements = [s for s in sqlglot.parse(told, dialect="duckdb") if s is not None]
    except SqlglotError as error:
        raise ChipledgerError(str(error)) from None
    if len(statements) != 1:
        raise ChipledgerError(f"holds {len(statements)} statements; write exactly one")
    return statements[0]


def reads(text: str) -> list[str]:
    """The tables a file reads, sorted; names of its own WITH clauses are not among them."""
    return sorted({name_of(table) for table in tables(text)})


def calls(text: str) -> list[str]:
    """Names of the functions in a file that are none of the engine's own: macros."""
    found = {str(node.name) for node in parse(text).find_all(exp.Anonymous)}
    return sorted(found - {CATALOG})


def is_one(text: str) -> bool:
    """Whether a text is one statement; raises ChipledgerError where it is not."""
    return bool(parse(text))


def selects(text: str) -> list[str]:
    """Names of the columns that a query gives, or the one that a view stands for."""
    query: Any = _query(parse(text))
    return list(query.named_selects)


def body(text: str) -> str:
    """The query that a macro or view answers with."""
    return str(_query(parse(text)).sql("duckdb"))


def hashed(text: str, functions: Mapping[str, str]) -> str:
    """Hash of a query without comments and layout, and of the functions of ours that it calls.

    Its words are hashed, whatever their case where they are the language's own: to parse a query and
    write it again costs ten times as much.
    """
    tokens = [token for token in sqlglot.tokenize(text, dialect="duckdb")
              if token.token_type != TokenType.SEMICOLON]
    words = [(token.token_type.name, token.text if token.token_type in OURS else token.text.lower())
             for token in tokens]
    return digest([words, functions] if {word for _, word in words} & functions.keys() else words)


def tables(text: str) -> list[exp.Table]:
    """Every table a query, or the body of a macro or view, reads; raises ChipledgerError."""
    tree = parse(text)
    query = _query(tree)
    for node, shown in HIDING.items():
        if tree.find(node):
            raise ChipledgerError(f"{shown} hides what is read; write it out")
    if not isinstance(query, exp.Query):
        raise ChipledgerError("is no query; write one select")
    if any(isinstance(dot.expression, exp.Func) for dot in tree.find_all(exp.Dot)):
        raise ChipledgerError("a.f() hides what is read; write f(a)")
    sources = (found for scope in traverse_scope(query) for found in scope.sources.values())
    return [_checked(found) for found in sources
            if isinstance(found, exp.Table) and found.this.name != CATALOG]


def _query(tree: exp.Expr) -> exp.Expr:
    """The query of a file; of a macro or view what it answers with, also where that is one value."""
    if not isinstance(tree, exp.Create):
        return tree
    body = tree.expression
    if isinstance(body, exp.Subquery):
        return body.unnest()
    return body if isinstance(body, exp.Query) else exp.select(body.copy())


def _checked(table: exp.Table) -> exp.Table:
    if not table.name or not isinstance(table.this, exp.Identifier):
        shown = table.sql(dialect="duckdb")
        raise ChipledgerError(f"reads the function {shown}; read tables only")
    if not table.db:
        raise ChipledgerError(f"reads {table.name} without a schema; write schema.table")
    if table.catalog not in ("", PREVIOUS):
        raise ChipledgerError(f"reads the catalog {table.catalog}; there is none")
    return table


def name_of(table: exp.Table) -> str:
    """A table as queries write it: its schema and name, and the catalog of the last release."""
    prefix = f"{PREVIOUS}." if table.catalog == PREVIOUS else ""
    return f"{prefix}{table.db}.{table.name}"



"""What a query demands of columns, as its text tells; parsed only for a query that found nothing.

Whether a column holds it does not belong here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.scope import traverse_scope


@dataclass(frozen=True)
class Demand:
    """A text that a column of a table, view or macro must hold for the query to find rows."""

    source: str
    column: str
    value: str


@dataclass(frozen=True)
class Condition:
    """What rows of a table, view or macro must fulfil, with the pattern where it asks for likeness."""

    source: str
    columns: tuple[str, ...]
    words: str
    pattern: str = ""


def demands(query: str) -> list[Demand]:
    """What the last statement demands by `=` and `in`; nothing of a text that cannot be parsed."""
    return list(dict.fromkeys(found for scope in _scopes(query) for found in _of(scope)))


def conditions(query: str) -> list[Condition]:
    """What each `where` of the last statement asks of one source, part by part."""
    return list(dict.fromkeys(found for scope in _scopes(query) for found in _asked(scope)))


def sources(query: str) -> list[str]:
    """The tables, views and macros that the last statement reads."""
    return list(dict.fromkeys(_named(found) for scope in _scopes(query) for found in _tables(scope).values()))


def _scopes(query: str) -> list[Any]:
    try:
        tree = [statement for statement in sqlglot.parse(query, dialect="duckdb") if statement][-1]
        return traverse_scope(tree)
    except (SqlglotError, IndexError):
        return []


def _tables(scope: Any) -> dict[str, exp.Table]:
    return {alias: found for alias, found in scope.sources.items() if isinstance(found, exp.Table)}


def _named(table: exp.Table) -> str:
    source = table.copy()
    for beside in ("alias", "joins"):
        source.set(beside, None)
    return source.sql("duckdb")


def _source(scope: Any, column: exp.Column) -> exp.Table | None:
    """The table that a column is of, as far as the query alone tells."""
    tables = _tables(scope)
    if column.table:
        return tables.get(column.table)
    return next(iter(tables.values()), None) if len(scope.sources) == 1 else None


def _of(scope: Any) -> Iterator[Demand]:
    for column in scope.columns:
        table = _source(scope, column)
        if table is not None:
            for value in _values(column):
                yield Demand(_named(table), _bare(column), value)


def _asked(scope: Any) -> Iterator[Condition]:
    where = scope.expression.args.get("where")
    for part in where.this.flatten() if where and isinstance(where.this, exp.And) else _only(where):
        columns = list(part.find_all(exp.Column))
        tables = {id(found): found for column in columns if (found := _source(scope, column)) is not None}
        if len(tables) == 1 and not part.find(exp.Query):
            bare = part.copy().transform(lambda node: exp.column(node.this.copy())
                                         if isinstance(node, exp.Column) else node)
            likes = isinstance(part, exp.Like) and isinstance(part.expression, exp.Literal)
            yield Condition(_named(*tables.values()), tuple(dict.fromkeys(map(_bare, columns))),
                            bare.sql("duckdb"), str(part.expression.this) if likes else "")


def _only(where: exp.Where | None) -> list[exp.Expression]:
    return [where.this] if where else []


def _bare(column: exp.Column) -> str:
    return column.sql("duckdb").rpartition(".")[2]


def _values(column: exp.Column) -> Iterator[str]:
    """The texts that stand beside a column; what is denied demands nothing."""
    beside = column.parent
    if isinstance(beside, exp.EQ):
        said = [beside.expression if beside.this is column else beside.this]
    elif isinstance(beside, exp.In) and beside.this is column and not isinstance(beside.parent, exp.Not):
        said = beside.expressions
    else:
        said = []
    yield from (str(one.this) for one in said if isinstance(one, exp.Literal) and one.is_string)

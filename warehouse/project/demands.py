"""Which values a query demands of columns, as its text tells; parsed only for a query that found nothing.

Whether a column holds them does not belong here.
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


def demands(query: str) -> list[Demand]:
    """What the last statement demands by `=` and `in`; nothing of a text that cannot be parsed."""
    try:
        tree = [statement for statement in sqlglot.parse(query, dialect="duckdb") if statement][-1]
        scopes = traverse_scope(tree)
    except (SqlglotError, IndexError):
        return []
    return list(dict.fromkeys(found for scope in scopes for found in _of(scope)))


def _of(scope: Any) -> Iterator[Demand]:
    sources = {alias: found for alias, found in scope.sources.items() if isinstance(found, exp.Table)}
    for column in scope.columns:
        table = sources.get(column.table) if column.table else next(iter(sources.values()), None)
        if table is None or (not column.table and len(scope.sources) > 1):
            continue
        source = table.copy()
        source.set("alias", None)
        for value in _values(column):
            yield Demand(source.sql("duckdb"), column.sql("duckdb").rpartition(".")[2], value)


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

"""From which columns those of a parsed query come. It is asked through lineage.py, which remembers it."""

from __future__ import annotations

from typing import Any

from sqlglot import exp
from sqlglot.lineage import lineage


def traced(text: str, schema: dict[str, dict[str, dict[str, str]]]) -> dict[str, list[list[str]]]:
    """By column of the query: the tables and columns it is computed from."""
    nodes: Any = lineage(None, text, schema=schema, dialect="duckdb", trim_selects=False)
    return {name: sorted(list(pair) for pair in _leaves(node)) for name, node in nodes.items()}


def _leaves(node: Any) -> set[tuple[str, str]]:
    """The columns a node comes from; a literal comes from a table, but from no column of it."""
    return {
        (f"{leaf.source.db}.{leaf.source.name}", leaf.name.rpartition(".")[2])
        for leaf in node.walk()
        if not leaf.downstream and isinstance(leaf.source, exp.Table) and leaf.name != "*"
    }

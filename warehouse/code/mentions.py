"""Which names the code of a Python recipe mentions, as loaded. What they mean does not belong here."""

from __future__ import annotations

import ast
from functools import cache

from warehouse.code.loaded import Code, reached
from warehouse.code.memo import remembered

RECIPES = "pipelines."
"""Code that makes tables; the rest of ours serves all of them and speaks of no column."""


def mentioned(module: str) -> frozenset[str]:
    """Every text and attribute in a module and in what it imports of the code that makes tables."""
    return frozenset().union(*(_words(code) for code in reached(module)
                               if code.module.startswith(RECIPES)))


@cache
def _words(code: Code) -> frozenset[str]:
    return frozenset(remembered("words", code.sha256, __name__, lambda: _found(code.path.read_bytes())))


def _found(source: bytes) -> list[str]:
    nodes = list(ast.walk(ast.parse(source)))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return sorted(texts | {node.attr for node in nodes if isinstance(node, ast.Attribute)})

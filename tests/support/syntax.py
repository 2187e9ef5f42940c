"""The project's own code as text and syntax trees, for rules about it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from warehouse.paths import REPOSITORY

PACKAGES = ("schemas", "warehouse", "pipelines")
"""Each may import itself and those before it."""
MODULE_NAME = re.compile(r"(?:schemas|warehouse|pipelines)(?:\.[a-z_0-9]+)+")


@cache
def modules() -> list[Path]:
    """Every module of the packages."""
    return [path for package in PACKAGES for path in sorted((REPOSITORY / package).rglob("*.py"))]


def name_of(path: Path) -> str:
    """A file as one writes it from the root of the repository."""
    return str(path.relative_to(REPOSITORY))


@cache
def tree_of(path: Path) -> ast.Module:
    """A module, parsed."""
    return ast.parse(path.read_text("utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """Every module or name that some code imports, also inside functions or by a text that names it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and MODULE_NAME.fullmatch(str(node.value)):
            yield str(node.value)


def imports_of(path: Path, *wanted: str) -> set[str]:
    """What a module imports of some packages or modules."""
    names = imported(tree_of(path))
    return {name for name in names if any(f"{name}.".startswith(f"{w}.") for w in wanted)}

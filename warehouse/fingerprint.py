"""What decides whether a table must be built again, as hashes. Nothing is built or stored here."""

from __future__ import annotations

import ast
import hashlib
import json
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from warehouse.paths import REPOSITORY

ENGINES = ("duckdb", "polars", "pandera", "numpy", "scipy")
PACKAGES = ("pipelines", "warehouse")
"""Packages whose bytes decide. A class in `schemas` counts by its rules, not its descriptions."""


def digest(value: Any) -> str:
    """Hash of any JSON value."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


@cache
def engines() -> str:
    """The versions that can change a result."""
    return digest({name: _version(name) for name in ENGINES})


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"


def modules_hash(module: str, root: Path = REPOSITORY) -> str:
    """Hash of the bytes of a module and of every module of ours that it imports, transitively."""
    paths = sorted(reached_modules(module, root))
    return digest([[str(p.relative_to(root)), _looked_at(p)[1]] for p in paths])


def reached_modules(module: str, root: Path = REPOSITORY) -> set[Path]:
    """The files of a module and of all that it imports from our own packages."""
    waiting, reached = [module], set()
    while waiting:
        path = _module_path(waiting.pop(), root)
        if path is not None and path not in reached:
            reached.add(path)
            waiting.extend(_looked_at(path)[0])
    return reached


def _looked_at(path: Path) -> tuple[tuple[str, ...], str]:
    """What a file imports and the hash of its bytes; read again when it has changed."""
    about = path.stat()
    return _read(path, about.st_mtime_ns, about.st_size, about.st_ino)


@cache
def _read(path: Path, *_: int) -> tuple[tuple[str, ...], str]:
    data = path.read_bytes()
    return _imports(data.decode("utf-8")), hashlib.sha256(data).hexdigest()


def _module_path(module: str, root: Path) -> Path | None:
    parts = module.split(".")
    if parts[0] not in PACKAGES:
        return None
    stem = root.joinpath(*parts)
    candidates = (stem.with_suffix(".py"), stem / "__init__.py")
    return next((path for path in candidates if path.is_file()), None)


@cache
def _imports(code: str) -> tuple[str, ...]:
    """Modules named by import statements; `from a import b` may name the module a.b."""
    found: list[str] = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if node.level or not node.module:
                raise ValueError(f"line {node.lineno}: import by full name, as fingerprints do")
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return tuple(found)

"""The code that this process runs, as hashes of the modules it has loaded.

A file is read once, when its module is first asked about: later edits belong to the next process.
What else decides a table stands in fingerprint.py.
"""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import ModuleType

from warehouse.errors import ChipledgerError
from warehouse.storage.fingerprint import digest
from warehouse.storage.memory import kept

PACKAGES = ("pipelines", "warehouse")
"""Packages whose bytes decide. A class in `schemas` counts by its rules, not its descriptions."""


@dataclass(frozen=True)
class Code:
    """The file of a module as it was when the module was first asked about."""

    module: str
    path: Path
    stamp: tuple[int, int, int]
    sha256: str
    imports: tuple[str, ...]


def modules_hash(module: str) -> str:
    """Hash of a module and of every module of ours that it imports, transitively, as loaded."""
    return _hash(module, sys.modules.get(module))


@cache
def _hash(module: str, _: ModuleType | None) -> str:
    return digest([[code.module, code.sha256] for code in reached(module)])


def reached(module: str) -> list[Code]:
    """A module and all that it imports from our own packages, by name."""
    waiting, found = [module], dict[str, Code]()
    while waiting:
        name = waiting.pop()
        code = None if name in found else _code(name, sys.modules.get(name))
        if code is not None:
            found[name] = code
            waiting.extend(code.imports)
    return [found[name] for name in sorted(found)]


def refuse_edited() -> None:
    """Raise ChipledgerError if a file of ours no longer says what this process has loaded."""
    for name, module in list(sys.modules.items()):
        code = _code(name, module) if name.startswith(PACKAGES) else None
        if code is not None and _is_edited(code):
            raise ChipledgerError(f"{code.path} was edited after this process had loaded it; what "
                                  "is built now would be of the old code. Start again")


def _is_edited(code: Code) -> bool:
    try:
        is_touched = _stamp(code.path) != code.stamp
        return is_touched and _sha256(code.path.read_bytes()) != code.sha256
    except FileNotFoundError:
        return True


@cache
def _code(name: str, module: ModuleType | None) -> Code | None:
    """What a name stands for, if it is a module of ours; each loading of a module counts anew."""
    path = _path(name, module) if name.partition(".")[0] in PACKAGES else None
    if path is None:
        return None
    stamp, data = _stamp(path), path.read_bytes()
    _refuse_older_byte_code(path, stamp)
    sha256 = _sha256(data)
    imports = kept(digest(["imports", sha256, _own_bytes(), sys.version]), lambda: list(_imports(data)))
    return Code(name, path, stamp, sha256, tuple(imports))


@cache
def _own_bytes() -> str:
    """What finds imports is this file."""
    return _sha256(Path(__file__).read_bytes())


def _path(name: str, module: ModuleType | None) -> Path | None:
    """The file of a module, whether loaded or only named by an import statement."""
    if module is not None:
        return Path(module.__file__) if module.__file__ else None
    spec = PathFinder.find_spec(name, _folders(name.rpartition(".")[0]))
    return Path(spec.origin) if spec and spec.origin else None


def _folders(package: str) -> Sequence[str] | None:
    if not package:
        return None
    if package in sys.modules:
        return list(getattr(sys.modules[package], "__path__", ()))
    spec = PathFinder.find_spec(package, _folders(package.rpartition(".")[0]))
    return list(spec.submodule_search_locations or ()) if spec else []


def _refuse_older_byte_code(path: Path, stamp: tuple[int, int, int]) -> None:
    """Python takes byte code for fresh if the source has the same second and size; here it is not.

    A source newer than the byte code that Python accepts was edited within that second.
    """
    cached = Path(cache_from_source(str(path)))
    try:
        head, written_ns = cached.open("rb").read(16), cached.stat().st_mtime_ns
    except OSError:
        return
    seconds, size = stamp[0] // 10**9, stamp[1]
    accepted = MAGIC_NUMBER + bytes(4) + _word(seconds) + _word(size)
    if head == accepted and stamp[0] > written_ns:
        raise ChipledgerError(f"{cached} holds the byte code of an earlier {path.name}, which Python "
                              "cannot tell from today's; delete it and start again")


def _word(number: int) -> bytes:
    return (number & 0xFFFFFFFF).to_bytes(4, "little")


def _stamp(path: Path) -> tuple[int, int, int]:
    about = path.stat()
    return about.st_mtime_ns, about.st_size, about.st_ino


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _imports(data: bytes) -> Iterator[str]:
    """Modules named by import statements; `from a import b` may name the module a.b."""
    for node in _statements(ast.parse(data).body):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level or not node.module:
                raise ValueError(f"line {node.lineno}: import by full name, as fingerprints do")
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _statements(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Statements with all that stand inside them; expressions hold no import and are passed over."""
    for node in body:
        yield node
        for part in ("body", "handlers", "cases", "orelse", "finalbody"):
            yield from _statements(getattr(node, part, ()))

"""Nothing is defined that no code of ours asks for: what only a test calls, it alone keeps alive."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from tests.support.syntax import modules, name_of, tree_of
from warehouse.paths import REPOSITORY

PLAIN = ("property", "cached_property", "staticmethod", "classmethod", "cache", "contextmanager", "dataclass",
         "lru_cache")
"""Decorators that leave a name to be asked for; any other hands it to somebody, who calls it."""
FEW = 9
"""So often no definition asks for itself alone."""
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def words_in(nodes: Iterable[ast.AST]) -> Counter[str]:
    """Every name that some code asks for: read, fetched from something, imported, or named in a text."""
    found: Counter[str] = Counter()
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found[node.id] += 1
        elif isinstance(node, ast.Attribute):
            found[node.attr] += 1
        elif isinstance(node, ast.ImportFrom):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            found[node.value] += 1
    return found


def handed_on(node: Definition) -> bool:
    """Whether a decorator gives a function or a class to somebody."""
    names = [ast.unparse(one).partition("(")[0].rpartition(".")[2] for one in node.decorator_list]
    return any(name not in PLAIN for name in names)


def defined(tree: ast.Module, foreign: set[str]) -> Iterator[tuple[str, ast.stmt]]:
    """Functions, classes, methods and constants of a module that only its own code could ask for.

    Methods of a class with a foreign base may be what that base calls, and a table is found by its class.
    """
    for node in tree.body:
        if isinstance(node, Definition) and not handed_on(node):
            yield node.name, node
        if isinstance(node, ast.ClassDef) and not {base_name(base) for base in node.bases} & foreign:
            yield from ((one.name, one) for one in node.body
                        if isinstance(one, ast.FunctionDef) and not handed_on(one)
                        and not one.name.startswith("__"))
        yield from ((target.id, node) for target in targets(node) if not target.id.startswith("__"))


def targets(node: ast.AST) -> Iterator[ast.Name]:
    """The names that an assignment at the top of a module makes."""
    made = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(
        node, ast.AnnAssign) else []
    for target in made:
        yield from (one for one in ast.walk(target) if isinstance(one, ast.Name))


def base_name(base: ast.expr) -> str:
    """`Visitor` of `ast.Visitor[int]`."""
    return ast.unparse(base).partition("[")[0].rpartition(".")[2]


def unasked(trees: dict[str, ast.Module], elsewhere: Counter[str]) -> list[str]:
    """Definitions that nothing but themselves asks for."""
    asked, ours, bases = Counter(elsewhere), set[str](), set[str]()
    for tree in trees.values():
        nodes = list(ast.walk(tree))
        classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
        ours |= {node.name for node in classes}
        bases |= {base_name(base) for node in classes for base in node.bases}
        asked.update(words_in(nodes))
    return [f"{file}:{node.lineno} {name}"
            for file, tree in trees.items() for name, node in defined(tree, bases - ours)
            if not is_table(node) and not is_asked(name, node, asked)]


def is_asked(name: str, node: ast.stmt, asked: Counter[str]) -> bool:
    """Whether something other than a definition itself asks for it."""
    return asked[name] > FEW or asked[name] > words_in(ast.walk(node))[name]


def is_table(node: ast.stmt) -> bool:
    """A class of a table is asked for by the name of the table."""
    return isinstance(node, ast.ClassDef) and any(word.arg == "name" for word in node.keywords)


@pytest.mark.parametrize(("code", "found"), [
    ("def f():\n    return f()", ["m.py:1 f"]),
    ("def f(): ...\nx = f()\nprint(x)", []),
    ("ROOM = 1", ["m.py:1 ROOM"]),
    ("Parts = dict[str, int]\ndef f(x: Parts): ...\nf(1)", []),
    ("class A:\n    def f(self): ...\nA()", ["m.py:2 f"]),
    ("class A(Foreign):\n    def f(self): ...\nA()", []),
    ("@recipe(x=1)\ndef f(): ...", []),
    ("class A(Table, name='core.a'): ...", []),
    ("def f(): ...\nanswered('f')", []),
    ("def f(): ...\na.f()", []),
])
def test_what_nothing_asks_for_is_noticed(code: str, found: list[str]) -> None:
    assert unasked({"m.py": ast.parse(code)}, Counter()) == found


def test_nothing_is_defined_that_no_code_asks_for() -> None:
    paths = modules()
    assert len(paths) > 300
    assert unasked({name_of(path): tree_of(path) for path in paths}, in_templates()) == []


def in_templates() -> Counter[str]:
    """What pages and benchmarks ask for, which are no modules of the packages."""
    pages = (REPOSITORY / "pipelines").rglob("*.j2")
    benches = (REPOSITORY / "benchmarks").glob("*.py")
    words = Counter(word for page in pages for word in page.read_text("utf-8").replace(".", " ").split())
    for path in benches:
        words.update(words_in(ast.walk(tree_of(path))))
    return words

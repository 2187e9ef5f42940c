"""Whoever catches what nobody foresaw leaves its traceback in the log, or raises it again as it came."""

from __future__ import annotations

import ast

import pytest

from tests.support.syntax import modules, name_of, tree_of

ANYTHING = ("", "Exception", "BaseException")


def swallowing(tree: ast.AST) -> list[int]:
    """Lines of handlers of any exception that neither log it, nor raise it, nor hand it to who waits."""
    return [node.lineno for node in ast.walk(tree)
            if isinstance(node, ast.ExceptHandler) and catches_anything(node)
            and not any(tells(one) for one in ast.walk(node))]


def catches_anything(node: ast.ExceptHandler) -> bool:
    """Whether a handler names no class, or one of the roots, alone or among others."""
    named = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any((ast.unparse(one) if one else "") in ANYTHING for one in named)


def tells(node: ast.AST) -> bool:
    """Whether a statement or call lets a person see the exception with its traceback."""
    if isinstance(node, ast.Raise):
        return node.exc is None
    return (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in (
        "exception", "set_exception")) or (
        isinstance(node, ast.Call) and ast.unparse(node.func) == "_end_unforeseen")


@pytest.mark.parametrize(("handler", "found"), [
    ("except Exception as e:\n    raise Named(str(e)) from e", [3]),
    ("except:\n    pass", [3]),
    ("except (ValueError, Exception):\n    return None", [3]),
    ("except Exception:\n    LOG.exception('it failed')", []),
    ("except BaseException:\n    con.close()\n    raise", []),
    ("except ValueError:\n    pass", []),
])
def test_a_handler_that_swallows_is_noticed(handler: str, found: list[int]) -> None:
    assert swallowing(ast.parse(f"try:\n    f()\n{handler}")) == found


def test_no_handler_swallows_what_nobody_foresaw() -> None:
    found = {name_of(path): swallowing(tree_of(path)) for path in modules()}
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert not [name_of(path) for path in modules() if "suppress(Exception" in path.read_text("utf-8")]

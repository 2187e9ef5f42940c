"""A name in the tests is one thing; a row and a value have a meaning, a legal one its place in the law."""

import ast
import re
from collections import defaultdict
from pathlib import Path

from pipelines.project import project
from schemas import base
from schemas.values import all_values
from schemas.values.law import MEANINGS
from tests.support.classes import CLASSES
from tests.support.syntax import name_of, tree_of
from warehouse.paths import REPOSITORY
from warehouse.releasing.release import published_classes

Kinds = dict[str, dict[str, list[str]]]


def kind_of(node: ast.FunctionDef) -> str:
    """Fixtures are told by their decorator."""
    is_fixture = any("fixture" in ast.unparse(decorator) for decorator in node.decorator_list)
    return "fixture" if is_fixture else "function"


def kinds(paths: list[Path]) -> Kinds:
    """By name and kind, where it stands."""
    found: Kinds = defaultdict(lambda: defaultdict(list))
    for path in paths:
        found[path.stem]["module"].append(name_of(path))
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef):
                found[node.name][kind_of(node)].append(f"{name_of(path)}:{node.lineno}")
    return found


def test_no_name_is_at_once_a_module_a_function_and_a_fixture() -> None:
    paths = [path for path in (REPOSITORY / "tests").rglob("*.py") if path.name != "__init__.py"]
    assert len(paths) > 50
    assert {name: dict(where) for name, where in kinds(paths).items() if len(where) > 1} == {}


def test_a_fixture_is_told_from_a_function() -> None:
    tree = ast.parse("@pytest.fixture\ndef a(): ...\ndef b(): ...\n")
    assert [kind_of(node) for node in tree.body if isinstance(node, ast.FunctionDef)] == [
        "fixture", "function"]


def test_every_value_of_a_category_has_a_meaning() -> None:
    said = {f"{name}.{column}: {value}": meaning for name, table in published_classes(project()).items()
            for column, value, meaning in all_values(table)}
    assert len(said) > 1000
    unsaid = [value for value, meaning in said.items() if not meaning]
    assert not unsaid, f"say it in the column's description, `value: meaning`, or in schemas/values: {unsaid}"


def test_every_class_says_what_one_row_is() -> None:
    assert [name for name, table in CLASSES.items() if not base.info(table).grain] == []


LEGAL_TERM = re.compile(r"footnote \d|^group [A-E]:|presumed to be|case by case|Prohibition|end use$")
PLACE_IN_LAW = re.compile(r"\b7\d\d\.\d+|part 7\d\d")


def test_the_meaning_of_a_legal_term_says_where_the_law_has_it() -> None:
    said = [meaning for meaning in MEANINGS.values() if LEGAL_TERM.search(meaning)]
    assert len(said) > 15
    assert [meaning for meaning in said if not PLACE_IN_LAW.search(meaning)] == []

"""The rules that keep the packages apart, read from the files themselves."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlglot import tokenize
from sqlglot.tokens import TokenType

from warehouse.paths import REPOSITORY, SQL_ROOT

PACKAGES = ("schemas", "warehouse", "pipelines")
"""Each may import itself and those before it."""
DAGSTER_ROOM = ("pipelines/orchestration/", "pipelines/definitions.py")
NETWORK = ("requests", "urllib3", "urllib.request", "http.client", "socket", "ssl", "httpx",
           "aiohttp", "ftplib")
CLOCK_CALLS = re.compile(r"\b(?:datetime|date|time)\.(?:now|utcnow|today|time|time_ns)\(")
CLOCK_SQL = {"current_date", "current_timestamp", "current_time", "localtime", "localtimestamp",
             "now", "today", "get_current_time", "get_current_timestamp", "transaction_timestamp"}
TIMELESS = ("schemas", "pipelines/conform", "pipelines/statistics", "pipelines/sources")
WORDS = {TokenType.VAR, TokenType.STRING, TokenType.IDENTIFIER, TokenType.NUMBER}
LONGEST = 300


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((REPOSITORY / package).rglob("*.py"))]


def name_of(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def imported(code: str) -> Iterator[str]:
    """Every module or name that some code imports, also inside functions."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports_of(path: Path, *wanted: str) -> set[str]:
    names = imported(path.read_text("utf-8"))
    return {name for name in names if any(f"{name}.".startswith(f"{w}.") for w in wanted)}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import requests as r", "requests"),
        ("from urllib import request", "urllib.request"),
        ("import http.client", "http.client"),
        ("def f():\n    from socket import create_connection", "socket"),
        ("if True:\n    import dagster._core", "dagster._core"),
    ],
)
def test_an_import_is_noticed_wherever_it_stands(code: str, expected: str) -> None:
    assert expected in set(imported(code))


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_packages_import_one_way(path: Path) -> None:
    package = path.relative_to(REPOSITORY).parts[0]
    later = PACKAGES[PACKAGES.index(package) + 1 :]
    assert not imports_of(path, *later, "tests", "benchmarks")


def test_no_import_is_relative_so_that_this_test_sees_it() -> None:
    nodes = (node for path in modules() for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    assert not [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.level]


def test_dagster_is_imported_where_it_belongs_only() -> None:
    guilty = {name_of(path) for path in modules() if imports_of(path, "dagster")}
    assert guilty and all(name.startswith(DAGSTER_ROOM) for name in guilty)


def test_only_fetch_touches_the_network() -> None:
    guilty = {name_of(path) for path in modules() if imports_of(path, *NETWORK)}
    assert guilty and all(name.startswith("pipelines/fetching/") for name in guilty)


def test_no_table_depends_on_the_wall_clock() -> None:
    assert CLOCK_CALLS.search("x = datetime.now(UTC)") and CLOCK_CALLS.search("date.today()")
    paths = [path for path in modules() if name_of(path).startswith(TIMELESS)]
    assert len(paths) > 5
    assert not {name_of(path) for path in paths if CLOCK_CALLS.search(path.read_text("utf-8"))}


def clock_words(sql: str) -> set[str]:
    return {token.text.lower() for token in tokenize(sql, read="duckdb")} & CLOCK_SQL


@pytest.mark.parametrize("sql", ["select now() as x", "select current_date", "select Today()"])
def test_a_clock_in_sql_is_noticed(sql: str) -> None:
    assert clock_words(sql)


@pytest.mark.parametrize("layer", ["core", "step", "metric", "check"])
def test_no_sql_model_or_check_reads_the_clock(layer: str) -> None:
    paths = sorted((SQL_ROOT / layer).rglob("*.sql"))
    assert paths
    assert not {name_of(path) for path in paths if clock_words(path.read_text("utf-8"))}


def test_no_column_is_a_float32() -> None:
    sql = [path.read_text("utf-8") for path in SQL_ROOT.rglob("*.sql")]
    code = [path.read_text("utf-8") for path in modules() if path.name != "base.py"]
    narrow = re.compile(r"\b(?:Float32|float32|float4|real)\b(?=\)|,|\s*$|::)", re.MULTILINE)
    assert narrow.search("cast(x as real)") and narrow.search("pl.Float32,")
    assert not [match[0] for text in [*sql, *code] for match in narrow.finditer(text)]


def shouted(sql: str) -> list[str]:
    """Keywords that are not in lower case; names, texts and comments may look as they like."""
    tokens = [t for t in tokenize(sql, read="duckdb") if t.token_type not in WORDS]
    written = (sql[token.start : token.end + 1] for token in tokens)
    return [text for text in written if text != text.lower()]


def test_sql_keywords_are_lower_case() -> None:
    assert shouted("SELECT 'A' as x From t group BY 1") == ["SELECT", "From", "group BY"]
    paths = sorted(SQL_ROOT.rglob("*.sql"))
    assert paths
    found = {name_of(path): shouted(path.read_text("utf-8")) for path in paths}
    assert not {name: words for name, words in found.items() if words}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_says_what_it_is_and_stays_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "has no docstring"
    assert len(text.splitlines()) <= LONGEST

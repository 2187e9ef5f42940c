"""How SQL and modules are written: no clock, no narrow floats, keywords in lower case, nothing long."""

import ast
import re
from pathlib import Path

import pytest
from sqlglot import tokenize
from sqlglot.tokens import TokenType

from tests.support.syntax import modules, name_of, tree_of
from warehouse.paths import REPOSITORY, SQL_ROOT

CLOCK_CALLS = re.compile(r"\b(?:datetime|date|time)\.(?:now|utcnow|today|time|time_ns)\(")
CLOCK_SQL = {"current_date", "current_timestamp", "current_time", "localtime", "localtimestamp",
             "now", "today", "get_current_time", "get_current_timestamp", "transaction_timestamp"}
TIMELESS = ("schemas", "pipelines/conform", "pipelines/law", "pipelines/statistics",
            "pipelines/sources")
WORDS = {TokenType.VAR, TokenType.STRING, TokenType.IDENTIFIER, TokenType.NUMBER}
LONGEST_FILE, LONGEST_FUNCTION = 250, 40
OTHER_CODE = [path for folder in ("tests", "benchmarks")
              for path in sorted((REPOSITORY / folder).rglob("*.py"))]
LONG_TESTS = {
    "tests/dbt_like_sql/check/test_price_checks.py",
    "tests/dbt_like_sql/metric/test_control_status.py",
    "tests/pipelines/commands/test_cli.py",
    "tests/pipelines/conform/test_cluster_facts.py",
    "tests/pipelines/conform/test_rule_evidence.py",
    "tests/pipelines/conform/test_rule_paragraph.py",
    "tests/pipelines/export/test_iceberg.py",
    "tests/pipelines/fetching/test_fetch.py",
    "tests/pipelines/sources/test_epoch_chip_dataset.py",
    "tests/pipelines/sources/test_epoch_gpu_clusters.py",
    "tests/pipelines/sources/test_field_cases.py",
    "tests/pipelines/sources/test_screening_lists.py",
    "tests/pipelines/sources/test_wikipedia_gpu.py",
    "tests/pipelines/statistics/test_capability_prices.py",
    "tests/pipelines/statistics/test_compute_gap.py",
    "tests/pipelines/statistics/test_run_gap.py",
    "tests/pipelines/statistics/test_training_cost.py",
    "tests/warehouse/folding/test_fold.py",
    "tests/warehouse/folding/test_holds.py",
    "tests/warehouse/releasing/test_release.py",
    "tests/warehouse/rows/test_records.py",
    "tests/warehouse/storage/test_damage.py",
}
"""Tests that are longer still; whoever parts one takes it away here."""


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


@pytest.mark.parametrize("layer", ["core", "step", "metric", "trend", "check"])
def test_no_sql_model_or_check_reads_the_clock(layer: str) -> None:
    paths = sorted((SQL_ROOT / layer).rglob("*.sql"))
    assert paths
    assert not {name_of(path) for path in paths if clock_words(path.read_text("utf-8"))}


def test_no_column_is_a_float32() -> None:
    sql = [path.read_text("utf-8") for path in SQL_ROOT.rglob("*.sql")]
    code = [path.read_text("utf-8") for path in modules()]
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


def test_one_file_says_how_names_are_spelled_alike() -> None:
    spelled = {path.stem for path in SQL_ROOT.rglob("*.sql") if "[^a-z0-9]" in path.read_text("utf-8")}
    assert spelled == {"plain_of", "slug_of"}


def test_a_test_runs_a_query_as_its_class_completes_it() -> None:
    """Read from the file, a query lacks the marks that its class adds, and no one notices until one comes."""
    found = [name_of(path) for path in (REPOSITORY / "tests").rglob("*.py")
             if re.search(r"sql_path\([^)]*\)\.read_text", path.read_text("utf-8"))]
    assert found == ["tests/support/files.py"]


def test_every_module_says_what_it_is() -> None:
    assert [name_of(path) for path in modules() if not ast.get_docstring(tree_of(path))] == []


def test_no_file_and_no_function_is_long() -> None:
    paths = [*modules(), *OTHER_CODE]
    found = [f"{name_of(path)}: {lines} lines" for path in paths
             if (lines := line_count(path)) > LONGEST_FILE and name_of(path) not in LONG_TESTS]
    found += [f"{name_of(path)}: {name} has {lines} lines" for path in paths
              for name, lines in functions(tree_of(path)) if lines > LONGEST_FUNCTION]
    assert found == []


def test_a_test_that_was_parted_is_called_long_no_more() -> None:
    assert [name for name in LONG_TESTS if line_count(REPOSITORY / name) <= LONGEST_FILE] == []


def line_count(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_query_is_long() -> None:
    paths = sorted(SQL_ROOT.rglob("*.sql"))
    assert len(paths) > 300
    assert [f"{name_of(path)}: {lines} lines" for path in paths
            if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE] == []


def functions(tree: ast.Module) -> list[tuple[str, int]]:
    """Every function of a module and its lines."""
    return [(node.name, (node.end_lineno or 0) - node.lineno + 1) for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_a_long_function_is_noticed() -> None:
    assert functions(ast.parse("class A:\n    def f(self):\n        x = 1\n        return x\n")) == [
        ("f", 3)
    ]

"""A command that only reads starts at once: it imports no more than it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.homes import child_environment

READING = {
    "sql": (["sql", "select 1"], {"dagster", "polars", "pandera", "sqlglot"}),
    "releases": (["releases"], {"dagster", "polars", "pandera", "sqlglot"}),
    "status": (["status"], {"dagster"}),
    "plan": (["plan"], {"dagster"}),
    "help": (["--help"], {"dagster", "polars", "pandera", "sqlglot", "duckdb"}),
}


@pytest.mark.parametrize(("arguments", "heavy"), READING.values(), ids=READING)
def test_a_reading_command_imports_no_more_than_it_needs(
    arguments: list[str], heavy: set[str], first_refresh: Path
) -> None:
    code = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('imported', *sorted(sys.modules)))\n"
        "from pipelines.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=child_environment(first_refresh), text=True,
        capture_output=True, check=False,
    )
    *shown, last = ended.stdout.splitlines()
    assert shown, ended.stderr
    assert last.startswith("imported ")
    assert not heavy & set(last.split())

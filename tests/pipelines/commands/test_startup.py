"""A command that has nothing to make starts at once: it imports no more than it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import homes
from tests.support.homes import child_environment, made_once
from warehouse.storage.memory import FOLDER

IDLE = {
    "sql": (["sql", "select 1"], {"dagster", "polars", "pandera", "sqlglot"}),
    "releases": (["releases"], {"dagster", "polars", "pandera", "sqlglot"}),
    "status": (["status"], {"dagster", "pandera", "sqlglot", "requests"}),
    "plan": (["plan"], {"dagster", "pandera", "sqlglot", "requests"}),
    "refresh": (["refresh", "--no-fetch"], {"dagster", "pandera", "sqlglot", "requests"}),
    "help": (["--help"], {"dagster", "polars", "pandera", "sqlglot", "duckdb"}),
}


@pytest.mark.parametrize(("arguments", "heavy"), IDLE.values(), ids=IDLE)
def test_a_command_with_nothing_to_make_imports_no_more_than_it_needs(
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


def test_a_home_that_begins_with_another_also_has_what_this_run_has_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the first command parses what the code of this run has changed, and the tests above fail once."""
    for name, found in (("begin", "old"), ("run", "new")):
        (tmp_path / name / FOLDER).mkdir(parents=True)
        (tmp_path / name / FOLDER / f"{found}.json").write_text("1")
    monkeypatch.setattr(homes, "MEMORY", tmp_path / "run" / FOLDER)
    made_once(tmp_path / "made", begin=tmp_path / "begin")
    found = (tmp_path / "made" / "home" / FOLDER).iterdir()
    assert sorted(path.name for path in found) == ["new.json", "old.json"]

"""Whatever goes wrong, a person sees one line with a remedy, a script sees a code, the log the rest."""

from __future__ import annotations

import errno
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.faults import KEPT_LOGS, plain
from tests.support.homes import child_environment, chipledger
from tests.support.mini import Mini
from tests.support.small_project import Small
from warehouse.errors import ChipledgerError
from warehouse.project import engine
from warehouse.releasing import reading

CONSOLE = f"{sys.executable} -c 'from pipelines.cli import main; main()'"


def failing(error: BaseException) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def disk(number: int, path: str | None = None) -> OSError:
    return OSError(number, "in the words of the system", *([path] if path else []))


FAULTS: list[tuple[BaseException, int, str]] = [
    (ChipledgerError("what is wrong, and what to do"), 1, "what is wrong, and what to do"),
    (disk(errno.ENOSPC), 1, "no space is left on the disk; free some"),
    (disk(errno.EROFS, "/x/y"), 1, "read-only: /x/y; set CHIPLEDGER_HOME"),
    (disk(errno.EACCES, "/x"), 1, "permission is denied: /x; give"),
    (disk(errno.ENOTDIR, "/x"), 1, "a file is where a folder should be: /x; move"),
    (sqlite3.OperationalError("database or disk is full"), 1, "no space is left on the disk; free"),
    (duckdb.IOException("IO Error: Could not write: No space left on device"), 1, "no space is left"),
    (duckdb.OutOfMemoryException("Out of Memory Error: failed to allocate"), 1, "memory is used up"),
    (MemoryError(), 1, "memory is used up"),
    (KeyboardInterrupt(), 130, "interrupted; what was published before stays published"),
    (RuntimeError("Query interrupted"), 130, "interrupted; what was published before"),
    (ZeroDivisionError("by zero\nand more"), 70, "unforeseen ZeroDivisionError: by zero; the traceback"),
    (disk(errno.ELOOP), 70, "unforeseen OSError"),
]


@pytest.mark.parametrize(("error", "code", "said"), FAULTS, ids=lambda v: type(v).__name__)
def test_a_fault_ends_in_one_line_and_a_code(
    home: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, said: str
) -> None:
    monkeypatch.setattr(reading, "run_query", failing(error))
    result = chipledger(home, "sql", "select 1")
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.startswith("chipledger: ") and said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    is_logged = "the traceback is in" in result.stderr
    assert is_logged == (code != 130 and not isinstance(error, ChipledgerError))
    log = home / "log" / "chipledger.log"
    assert log.exists() == is_logged
    if is_logged:
        text = log.read_text(encoding="utf-8")
        assert "Traceback" in text and type(error).__name__ in text and str(log) in result.stderr


def test_an_interrupted_query_of_a_step_interrupts_the_run() -> None:
    """Told as a fault of that step, it had let the run go on for more than a minute."""
    with pytest.raises(KeyboardInterrupt), engine.session():
        raise RuntimeError("Query interrupted")


def test_a_log_that_takes_nothing_is_not_pointed_to(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a home that may be read only and holds a log of before: here a folder stands in its place."""
    (home / "log" / "chipledger.log").mkdir(parents=True)
    monkeypatch.setattr(reading, "run_query", failing(disk(errno.EROFS)))
    said = chipledger(home, "sql", "select 1").stderr
    assert "the disk is read-only" in said and "traceback" not in said


def test_a_fault_of_the_machine_is_found_under_those_that_came_of_it() -> None:
    try:
        try:
            raise disk(errno.ENOSPC, "/x")
        except OSError as error:
            raise RuntimeError("a library gave up") from error
    except RuntimeError as error:
        assert plain(error) == "no space is left on the disk: /x; free some and run the command again"
    assert plain(RuntimeError("of its own")) is None


def test_the_log_is_kept_small(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.faults.LOG_BYTES", 2000)
    monkeypatch.setattr(reading, "run_query", failing(ZeroDivisionError()))
    for _ in range(KEPT_LOGS + 3):
        chipledger(home, "sql", "select 1")
    assert 1 < len(list((home / "log").iterdir())) <= KEPT_LOGS + 1


@pytest.mark.parametrize("command", [["status"], ["refresh", "--no-fetch"], ["releases"], ["sql", "x"]])
def test_a_home_that_is_a_file_is_named(tmp_path: Path, command: list[str]) -> None:
    home = tmp_path / "home"
    home.write_text("not a folder")
    result = chipledger(home, *command)
    assert "Traceback" not in result.output
    assert result.stderr == f"chipledger: {home} is a file; set CHIPLEDGER_HOME to a folder\n"
    assert (result.exit_code, home.read_text()) == (1, "not a folder")


@pytest.mark.parametrize("name", ["what?", "a%20b"])
def test_a_home_whose_name_no_database_can_have_is_named(tmp_path: Path, name: str) -> None:
    result = chipledger(tmp_path / name, "refresh", "--no-fetch")
    assert result.exit_code == 1
    assert f"{name}: no database can be written" in result.stderr
    assert len(result.stderr.splitlines()) == 1 and not (tmp_path / name).exists()


def test_a_home_may_have_any_other_name(tmp_path: Path) -> None:
    small = Small(tmp_path)
    small.home = tmp_path / "missing" / "a [b] #c' 100% \"ü数\" *"
    for said in ("building 6 of 6 tables", "nothing changed"):
        assert said in small.console("refresh", "--no-fetch").stdout
    assert "all" in small.console("sql", "from metric.small_total").stdout


@pytest.mark.parametrize(("redirect", "code", "said"), [
    ("> /dev/full", 1, "chipledger: no space is left on the disk"),
    (">&-", 1, "chipledger: standard output is closed"),
    ("| head -n 1 > /dev/null; exit ${PIPESTATUS[0]}", 141, ""),
])
def test_an_output_that_takes_nothing_ends_a_command_in_one_line(
    mini_project: Mini, redirect: str, code: int, said: str
) -> None:
    mini_project.publish()
    query = "select range from range(1000000)"
    run = subprocess.run(
        ["bash", "-c", f"{CONSOLE} sql '{query}' --format csv {redirect}"],
        env=child_environment(mini_project.home.root), capture_output=True, text=True, check=False,
    )
    assert run.returncode == code, run.stderr
    assert run.stderr.startswith(said) and len(run.stderr.splitlines()) <= 1


@pytest.mark.parametrize("words", ["--help", "--version", "sql --help"])
def test_help_that_cannot_be_written_ends_in_one_line(home: Path, words: str) -> None:
    """The help of the whole and the version are written before any command begins: it was a traceback."""
    run = subprocess.run(["bash", "-c", f"{CONSOLE} {words} > /dev/full"], env=child_environment(home),
                         capture_output=True, text=True, check=False)
    assert run.returncode == 1 and len(run.stderr.splitlines()) == 1
    assert run.stderr.startswith("chipledger: no space is left on the disk")


def test_the_codes_stand_in_the_help(home: Path) -> None:
    shown = chipledger(home, "--help").output
    for code in (0, 1, 2, 70, 130, 141):
        assert re.search(rf"^ +{code}  +\w", shown, re.MULTILINE)


@pytest.mark.parametrize("port", ["0", "99999", "-1", "http"])
def test_a_port_that_cannot_be_is_refused(home: Path, port: str) -> None:
    assert chipledger(home, "ui", "--port", port).exit_code == 2

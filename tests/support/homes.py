"""Homes of warehouses: what tests run on them, and how one is made once for all processes.

Fixtures are not here: they stand in tests/conftest.py.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
from pathlib import Path

import duckdb
from click.testing import CliRunner, Result

from pipelines.cli import main
from warehouse.paths import REPOSITORY, Home
from warehouse.storage import memory

SHARED_DATA = REPOSITORY.parent / "shared" / "data"
MEMORY = Home.default().root / memory.FOLDER
"""What processes have found out of the code, this one while it collected its tests."""
BEGIN = "CHIPLEDGER_TEST_HOME"
"""Names the home that a test run inside a test starts from."""
NEVER_WRITTEN_AGAIN = {("memo",), ("releases",), ("snapshots", "bytes"), ("store", "built"),
                       ("store", "checked"), ("store", "content"), ("store", "release")}
"""Folders of a home whose files come whole, by a rename, and stay as they are."""

def chipledger(home: Path, *arguments: str) -> Result:
    """Run a command of the console script in this process, on the warehouse of a home."""
    return CliRunner(env={"CHIPLEDGER_HOME": str(home)}).invoke(main, list(arguments))


def child_environment(home: Path, code: Path = REPOSITORY) -> dict[str, str]:
    """The environment of a child process that runs some code on some home."""
    return {**os.environ, "CHIPLEDGER_HOME": str(home), "PYTHONPATH": str(code)}


def copied(home: Path, target: Path) -> Path:
    """A warehouse of its own with the same state; files that are never written again are shared."""
    def share(source: str, place: str) -> None:
        place_in_home = Path(source).relative_to(home).parts
        if not NEVER_WRITTEN_AGAIN.isdisjoint((place_in_home[:1], place_in_home[:2])):
            _linked(source, place)
        else:
            shutil.copy2(source, place)

    return Path(shutil.copytree(home, target, symlinks=True, copy_function=share))


def _linked(source: str, place: str) -> None:
    """The same file at a second place; a copy where that is on another file system."""
    try:
        os.link(source, place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.copy2(source, place)


def _copied_once(source: str, place: str) -> str:
    """A file that is there is the same one, and may be shared with another home."""
    return place if Path(place).exists() else shutil.copy2(source, place)


def opened(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection, as analysts make it."""
    return duckdb.connect(str(path), read_only=True)


def contents(path: Path) -> dict[str, str]:
    """The rows of every table of a release file, counted and hashed with their places."""
    with opened(path) as con:
        con.execute("set TimeZone = 'UTC'")
        names = con.execute(
            "select schema_name || '.' || table_name from duckdb_tables() order by all"
        ).fetchall()
        query = "select count(*), sum(cast(hash(rowid, row) as hugeint)) from {} as row"
        return {name: repr(con.execute(query.format(name)).fetchall()) for (name,) in names}


def made_once(folder: Path, *commands: tuple[str, ...], begin: Path | None = None) -> list[str]:
    """What the commands printed on the home in this folder; the first process to ask runs them.

    `begin` is a home to start from, so that what it has built is not built again. What this run has
    found out of the code it need not find again either: the process that found it will not say it twice.
    """
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = folder / "said.json"
        if not said.exists():
            if begin:
                copied(begin, folder / "home")
            if MEMORY.is_dir():
                shutil.copytree(MEMORY, folder / "home" / memory.FOLDER, copy_function=_copied_once,
                                dirs_exist_ok=True)
            results = [chipledger(folder / "home", *command) for command in commands]
            faults = [result.output for result in results if result.exit_code != 0]
            assert not faults, faults
            said.write_text(json.dumps([result.output for result in results]), encoding="utf-8")
        found: list[str] = json.loads(said.read_text(encoding="utf-8"))
        return found

"""What several tests stand on: a home of their own, a tiny project, a warehouse built once."""

from __future__ import annotations

import hashlib
import importlib
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest
from click.testing import CliRunner, Result

import pipelines
from pipelines.cli import main
from pipelines.ingest import date_in
from pipelines.project import source, sources
from tests.mini import CODE, FILES, Mini, forget_classes, forget_recipes
from warehouse import sql
from warehouse.paths import REPOSITORY, Home

SHARED_DATA = REPOSITORY.parent / "shared" / "data"


def chipledger(home: Path, *arguments: str) -> Result:
    """Run a command of the console script in this process, on the warehouse of a home."""
    return CliRunner(env={"CHIPLEDGER_HOME": str(home)}).invoke(main, list(arguments))


def child_environment(home: Path, code: Path = REPOSITORY) -> dict[str, str]:
    """The environment of a child process that runs some code on some home."""
    return {**os.environ, "CHIPLEDGER_HOME": str(home), "PYTHONPATH": str(code)}


def copied(home: Path, target: Path) -> Path:
    """A warehouse of its own with the same state; links stay links."""
    return Path(shutil.copytree(home, target, symlinks=True))


def opened(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection, as analysts make it."""
    return duckdb.connect(str(path), read_only=True)


def contents(path: Path) -> dict[str, str]:
    """A hash of the rows of every table of a release file."""
    with opened(path) as con:
        con.execute("set TimeZone = 'UTC'")
        names = con.execute(
            "select schema_name || '.' || table_name from duckdb_tables() order by all"
        ).fetchall()
        rows = {name: con.execute(f"select * from {name}").fetchall() for (name,) in names}
    return {name: hashlib.sha256(repr(found).encode()).hexdigest() for name, found in rows.items()}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home that this test alone uses."""
    folder = tmp_path / "home"
    monkeypatch.setenv("CHIPLEDGER_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The kept releases of publishers."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"needs the kept releases in {SHARED_DATA}")
    return SHARED_DATA


@pytest.fixture
def mini_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mini]:
    """The tiny project, freshly written, with an empty warehouse."""
    mini = Mini(tmp_path / "sql", tmp_path / "code", Home(tmp_path / "mini_home"))
    for name, text in FILES.items():
        mini.write(name, text)
    package = mini.code / "pipelines"
    package.mkdir(parents=True)
    monkeypatch.setattr(pipelines, "__path__", [*pipelines.__path__, str(package)])
    for name, text in CODE.items():
        mini.write_code(name, text)
    mini.declare()
    yield mini
    forget_classes()
    forget_recipes()
    importlib.invalidate_caches()


@pytest.fixture(scope="session")
def first_refresh(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A home after its first refresh, offline, from bundled tables alone; copy it to change it."""
    folder = tmp_path_factory.mktemp("first") / "home"
    return folder, chipledger(folder, "refresh", "--no-fetch")


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    """The kept releases of one source: the others would only make the tests slower."""
    folder = tmp_path_factory.mktemp("archive")
    for file in shared_data.rglob("*"):
        path = file.relative_to(shared_data)
        if file.is_file() and source("epoch_ml_hardware").matches(str(path)):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, folder / path)
    return folder


@pytest.fixture(scope="session")
def archive_home(tmp_path_factory: pytest.TempPathFactory, archive: Path) -> Path:
    """A home that has taken in these releases and was refreshed; copy it to change it."""
    folder = tmp_path_factory.mktemp("archive_home") / "home"
    for arguments in (("ingest-archive", str(archive)), ("refresh", "--no-fetch")):
        result = chipledger(folder, *arguments)
        assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="session")
def built(first_refresh: tuple[Path, Result]) -> Callable[[str], pl.DataFrame]:
    """Reads a table of the warehouse that the bundled tables alone give."""
    def read(name: str) -> pl.DataFrame:
        with opened(Home(first_refresh[0]).published) as con:
            return sql.query(con, f"from {name}")

    return read


@pytest.fixture(scope="session")
def latest_home(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    """A home with the latest kept release of every source, refreshed."""
    folder = tmp_path_factory.mktemp("latest")
    for known in sources().values():
        paths = (file for file in shared_data.rglob("*") if file.is_file())
        files = [f for f in paths if known.matches(str(f.relative_to(shared_data)))]
        for latest in sorted(files, key=lambda file: date_in(file.name) or date.min)[-1:]:
            (folder / "kept" / latest.parent.name).mkdir(parents=True, exist_ok=True)
            shutil.copy(latest, folder / "kept" / latest.parent.name)
    for arguments in (("ingest-archive", str(folder / "kept")), ("refresh", "--no-fetch")):
        result = chipledger(folder / "home", *arguments)
        assert result.exit_code == 0, result.output
    return folder / "home"

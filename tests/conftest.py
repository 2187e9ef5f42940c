"""What several tests stand on: a home of their own, a tiny project, a warehouse built once."""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import pipelines
from pipelines.commands.ingest import date_in
from pipelines.project import source, sources
from tests.support.homes import BEGIN, SHARED_DATA, made_once, opened
from tests.support.mini import CODE, FILES, Mini, forget_classes, forget_recipes
from warehouse import sql
from warehouse.paths import Home


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process build a warehouse while the others run tests that do not wait for it."""
    groups: tuple[list[pytest.Item], ...] = ([], [], [])
    for item in items:
        needed = f"{getattr(item, 'fixturenames', ())} {item.name}"
        is_large = "latest_home" in needed or "archive_home" in needed
        groups[2 if is_large else "first_refresh" in needed].append(item)
    free, first, large = groups
    items[:] = [*first[:1], *free, *large[:1], *first[1:], *large[1:]]


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
def shared_folder(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """One folder for all processes of a test run, and for no other run, also none inside a test."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if hasattr(pytestconfig, "workerinput") else base


@pytest.fixture(scope="session")
def first_words(shared_folder: Path) -> str:
    """What a first refresh prints, offline, from bundled tables alone."""
    begin = os.environ.get(BEGIN)
    return made_once(shared_folder / "first", ("refresh", "--no-fetch"),
                     begin=Path(begin) if begin else None)[0]


@pytest.fixture(scope="session")
def first_refresh(shared_folder: Path, first_words: str) -> Path:
    """The home of that refresh; several processes read it, so copy it to change it."""
    assert first_words
    return shared_folder / "first" / "home"


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
def archive_home(shared_folder: Path, archive: Path, first_refresh: Path) -> Path:
    """A home that has taken in these releases and was refreshed; copy it to change it."""
    folder = shared_folder / "archive_home"
    made_once(folder, ("ingest-archive", str(archive)), ("refresh", "--no-fetch"),
              begin=first_refresh)
    return folder / "home"


@pytest.fixture(scope="session")
def built(first_refresh: Path) -> Callable[[str], pl.DataFrame]:
    """Reads a table of the warehouse that the bundled tables alone give."""
    def read(name: str) -> pl.DataFrame:
        with opened(Home(first_refresh).published) as con:
            return sql.query(con, f"from {name}")

    return read


@pytest.fixture(scope="session")
def latest_home(
    tmp_path_factory: pytest.TempPathFactory, shared_folder: Path, shared_data: Path,
    first_refresh: Path,
) -> Path:
    """A home with the latest kept release of every source, refreshed; copy it to change it.

    A release may be several files of one day.
    """
    kept = tmp_path_factory.mktemp("kept")
    paths = [file for file in shared_data.rglob("*") if file.is_file()]
    for known in sources().values():
        files = [f for f in paths if known.matches(str(f.relative_to(shared_data)))]
        last = max((date_in(file.name) or date.min for file in files), default=None)
        for file in files:
            if date_in(file.name) == last:
                (kept / file.parent.name).mkdir(exist_ok=True)
                shutil.copy(file, kept / file.parent.name)
    folder = shared_folder / "latest"
    made_once(folder, ("ingest-archive", str(kept)), ("refresh", "--no-fetch"),
              begin=first_refresh)
    return folder / "home"

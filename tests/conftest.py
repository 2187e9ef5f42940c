"""What several tests stand on: a home of their own, a tiny project, a warehouse built once."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.commands.ingest import date_in
from pipelines.project import source, sources
from tests.support.homes import BEGIN, MEMORY, SHARED_DATA, made_once, opened
from tests.support.memory_disk import TEMPORARY, room_in_memory
from tests.support.mini import Mini, fresh
from warehouse.paths import Home
from warehouse.project import engine
from warehouse.storage import memory


def pytest_configure() -> None:
    """Keep what tests write in memory where there is room: a third of their time went to a disk's journal."""
    if TEMPORARY not in os.environ and (in_memory := room_in_memory()):
        os.environ[TEMPORARY] = tempfile.tempdir = str(in_memory)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process build a warehouse while the others run tests that do not wait for it.

    A second whole warehouse, of the publishers' kept files, is built for the long runs only.
    """
    groups: tuple[list[pytest.Item], ...] = ([], [], [])
    for item in items:
        needed = f"{getattr(item, 'fixturenames', ())} {item.name}"
        is_large = "latest_home" in needed
        if is_large:
            item.add_marker(pytest.mark.soak)
        groups[2 if is_large else "first_refresh" in needed].append(item)
    free, first, large = groups
    items[:] = [*first[:1], *free, *large[:1], *first[1:], *large[1:]]


def pytest_collection_finish() -> None:
    """What was imported stays: it is not looked through for garbage again and again."""
    gc.freeze()


def pytest_sessionfinish() -> None:
    """At the end it goes like everything else, or libraries say that it has leaked."""
    gc.unfreeze()


@pytest.fixture(scope="session", autouse=True)
def unsynced() -> Iterator[None]:
    """No test cuts the power, so none waits until the disk has what was written: tens of thousands of times.

    That it is waited for, and in which order, is held in warehouse/storage/test_storage.py.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture
def no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the home of this test would lie."""
    folder = tmp_path / "home"
    monkeypatch.setenv("CHIPLEDGER_HOME", str(folder))
    return folder


@pytest.fixture
def home(no_home: Path) -> Path:
    """An empty home that this test alone uses; what the code says of itself need not be found again."""
    no_home.mkdir()
    if MEMORY.is_dir():
        (no_home / memory.FOLDER).symlink_to(MEMORY)
    return no_home


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The kept releases of publishers."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"needs the kept releases in {SHARED_DATA}")
    return SHARED_DATA


@pytest.fixture
def mini_project(tmp_path: Path) -> Iterator[Mini]:
    """The tiny project, freshly written, with an empty warehouse."""
    with fresh(tmp_path) as mini:
        yield mini


@pytest.fixture(scope="session")
def first_mini_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of the tiny project after its first release."""
    with fresh(tmp_path_factory.mktemp("mini")) as mini:
        mini.publish()
        return mini.home.root


@pytest.fixture
def published_mini(first_mini_home: Path, mini_project: Mini) -> Mini:
    """The tiny project with its first release published, in a warehouse of its own."""
    shutil.copytree(first_mini_home, mini_project.home.root, symlinks=True)
    return mini_project


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """One folder for all processes of a test run, and for no other run, also none inside a test."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if hasattr(pytestconfig, "workerinput") else base


@pytest.fixture(scope="session")
def first_words(shared_folder: Path) -> str:
    """What a first refresh prints, offline, from what comes with the code alone."""
    begin = os.environ.get(BEGIN)
    return made_once(shared_folder / "first", ("refresh", "--no-fetch"),
                     begin=Path(begin) if begin else None)[0]


@pytest.fixture(scope="session")
def first_refresh(shared_folder: Path, first_words: str) -> Path:
    """The home of that refresh; several processes read it, so copy it to change it."""
    assert first_words
    return shared_folder / "first" / "home"


@pytest.fixture(scope="session")
def built(first_refresh: Path) -> Callable[[str], pl.DataFrame]:
    """Reads a table of the warehouse that the bundled tables and snapshots alone give."""
    def read(name: str) -> pl.DataFrame:
        with opened(Home(first_refresh).published) as con:
            return engine.query(con, f"from {name}")

    return read


@pytest.fixture(scope="session")
def hardware_archive(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    """Every kept release of one source, in an archive of its own."""
    known = source("epoch_ml_hardware")
    return archived(tmp_path_factory.mktemp("hardware"),
                    [file for file in files_in(shared_data) if known.matches(name_in(shared_data, file))])


@pytest.fixture(scope="session")
def archive(
    tmp_path_factory: pytest.TempPathFactory, shared_data: Path, hardware_archive: Path
) -> Path:
    """The latest kept release of every source that is not bundled, and all those of that one."""
    chosen = files_in(hardware_archive)
    for known in (found for found in sources().values() if not found.is_bundled):
        files = [f for f in files_in(shared_data) if known.matches(name_in(shared_data, f))]
        last = max((date_in(file.name) or date.min for file in files), default=None)
        chosen += [file for file in files if date_in(file.name) == last]
    return archived(tmp_path_factory.mktemp("archive"), chosen)


def files_in(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def name_in(folder: Path, file: Path) -> str:
    return str(file.relative_to(folder))


def archived(target: Path, files: list[Path]) -> Path:
    """An archive of some releases; a release may be several files of one day."""
    for file in files:
        (target / file.parent.name).mkdir(exist_ok=True)
        shutil.copy(file, target / file.parent.name)
    return target


@pytest.fixture(scope="session")
def latest_home(shared_folder: Path, archive: Path, first_refresh: Path) -> Path:
    """A home that has taken in that archive and was refreshed; copy it to change it."""
    folder = shared_folder / "latest"
    made_once(folder, ("ingest-archive", str(archive)), ("refresh", "--no-fetch"),
              begin=first_refresh)
    return folder / "home"

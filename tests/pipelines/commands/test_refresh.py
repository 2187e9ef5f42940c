"""One refresh from the console: what it builds, says and publishes."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipelines.commands.ingest import date_in
from pipelines.commands.refresh import Summary, _with_snapshots
from pipelines.commands.report import show_summary
from pipelines.project import project, sources
from pipelines.workspace import Workspace, clock_of
from tests.support.homes import chipledger, copied, opened
from warehouse.building.build import inputs
from warehouse.paths import FILE_NAME, Home
from warehouse.storage.manifest import load_manifest
from warehouse.storage.snapshots import Snapshots
from warehouse.storage.store import Store

SOURCE = "epoch_ml_hardware"
RAW = f"raw.{SOURCE}"


def entries(home: Path) -> list[str]:
    """Everything in the store and among the releases."""
    folders = (home / "store", home / "releases")
    paths = [path for folder in folders for path in folder.rglob("*")]
    return sorted(str(path) for path in paths if path.parent.name != "locks")


def published(home: Path) -> str:
    """The release that the link points at."""
    return (home / FILE_NAME).readlink().parent.name


def test_first_refresh_publishes_offline(first_refresh: Path, first_words: str) -> None:
    home = first_refresh
    assert published(home) in first_words
    assert chipledger(home, "sql", "select count(*) from core.chip").exit_code == 0
    instance = json.dumps([str(path) for path in (home / "dagster").rglob("*.db")])
    assert "runs.db" in instance, "the run stands in the instance that the UI shows"


def test_second_refresh_does_nothing_and_says_so(
    first_refresh: Path, tmp_path: Path
) -> None:
    home = copied(first_refresh, tmp_path / "home")
    before = entries(home)
    result = chipledger(home, "refresh", "--no-fetch")
    assert result.exit_code == 0
    assert "nothing, because nothing changed" in result.output
    assert "building" not in result.output
    assert entries(home) == before
    plan = chipledger(home, "plan")
    assert "to build" not in plan.output and "to reuse" in plan.output


def rows_of(file: Path) -> int:
    """Records a published CSV file holds."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        return sum(1 for cells in list(csv.reader(text))[1:] if any(cells))


def test_archive_is_taken_in_without_losing_a_row(latest_home: Path, hardware_archive: Path) -> None:
    files = {file.name: rows_of(file) for file in hardware_archive.rglob("*.csv")}
    assert {name for name in files if name.startswith("ml_hardware__2025-1")} == {
        f"ml_hardware__2025-{day}.csv" for day in ("11-01", "11-15", "12-14", "12-24")
    }
    with opened(latest_home / FILE_NAME) as con:
        found = con.execute(
            "select url, row_count + rejected_row_count, status from meta.snapshot"
            " where source_id = ?", [SOURCE]
        ).fetchall()
    assert {url: count for url, count, _ in found} == files
    assert {status for *_, status in found} == {"folded"}


@pytest.mark.soak
def test_whole_archive_is_taken_in_and_changes_nothing_the_second_time(
    home: Path, shared_data: Path
) -> None:
    assert chipledger(home, "ingest-archive", str(shared_data)).exit_code == 0
    assert chipledger(home, "refresh", "--no-fetch").exit_code == 0
    before = entries(home)
    again = chipledger(home, "ingest-archive", str(shared_data)).output.splitlines()
    assert again[-1].startswith("0 files taken in")
    assert "nothing changed" in chipledger(home, "refresh", "--no-fetch").output
    assert entries(home) == before


def test_second_ingest_and_refresh_of_the_archive_change_nothing(
    latest_home: Path, archive: Path, tmp_path: Path
) -> None:
    home = copied(latest_home, tmp_path / "home")
    before = entries(home)
    assert "0 files taken in" in chipledger(home, "ingest-archive", str(archive)).output
    assert "nothing changed" in chipledger(home, "refresh", "--no-fetch").output
    assert entries(home) == before


CHIP_TABLES = ("core.hardware_listing", "core.chip", "metric.price_performance_by_chip_date")


def built_from(home: Path, as_known_at: str | None, wanted: Sequence[str]) -> dict[str, str]:
    """Content hashes of some tables and of all they are made from, built without Dagster."""
    builder = Workspace.open(Home(home)).builder(clock_of(as_known_at, None))
    needed: set[str] = set()
    waiting = [*wanted]
    while waiting:
        name = waiting.pop()
        needed.add(name)
        waiting += set(inputs(builder.project, builder.project.models[name])) - needed
    names = [name for name in builder.project.models if name in needed]
    return {name: builder.build(name)[0].content_hash for name in names}


def dates_its_records(file: Path) -> bool:
    """Whether the file's source says of each record since when it is public, whenever it came."""
    name = f"{file.parent.name}/{file.name}"
    return any(known.matches(name) and known.knowledge_rule == "as_published"
               for known in sources().values())


@pytest.mark.soak
@pytest.mark.parametrize(
    "wanted", [CHIP_TABLES, pytest.param(tuple(project().models), marks=pytest.mark.soak)],
    ids=["chips", "all"],
)
def test_as_known_at_gives_what_the_first_release_gave(
    wanted: tuple[str, ...], latest_home: Path, archive: Path, tmp_path: Path
) -> None:
    home = copied(latest_home, tmp_path / "home")
    today = Home(home).published.readlink()
    result = chipledger(home, "refresh", "--no-fetch", "--as-known-at", "2025-11-05")
    assert result.exit_code == 0, result.output
    path = Path(result.stdout.splitlines()[-1])
    assert Home(home).published.readlink() == today, "what is published stays today's"
    manifest = load_manifest(Store(Home(home).store), path.parent.name)
    assert manifest.as_of_date <= "2025-11-05"
    alone, early = tmp_path / "alone", tmp_path / "early"
    for file in archive.rglob("*__*"):
        known_on = date_in(file.name)
        if (known_on and known_on <= date(2025, 11, 5)) or dates_its_records(file):
            (early / file.parent.name).mkdir(parents=True, exist_ok=True)
            shutil.copy(file, early / file.parent.name)
    chipledger(alone, "ingest-archive", str(early))
    then = {name: version.content_hash for name, version in manifest.tables.items()}
    found = built_from(alone, "2025-11-05", wanted)
    assert found == {name: then[name] for name in found}
    assert RAW in found
    assert then[RAW] != built_from(home, None, [RAW])[RAW]
    asked = chipledger(home, "sql", "--as-known-at", "2025-11-05", "--format", "csv",
                       "select max(as_of_date) <= date '2025-11-05' as is_earlier from meta.release")
    assert asked.stdout.splitlines() == ["is_earlier", "True"], asked.output
    with opened(path) as con:
        latest = con.execute("select max(known_at)::date from meta.snapshot where source_id = ?",
                             [SOURCE]).fetchone()
    assert latest == (date(2025, 11, 1),)


def test_held_snapshots_are_counted_with_those_that_a_later_file_left_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not only a source's last file counts for nothing."""
    def outcome(status: str) -> dict[str, object]:
        return {"status": status, "rejected_row_count": 1, "snapshot_id": "s", "message": "m",
                "known_at": "2026-01-01"}

    told = [["held", "folded", "held", "folded"], ["held", "held"], [], ["folded"]]
    built = {str(n): SimpleNamespace(notes={"outcomes": [outcome(s) for s in statuses]})
             for n, statuses in enumerate(told)}
    folder = SimpleNamespace(source=SimpleNamespace(source_id="one"))
    builder: Any = SimpleNamespace(folders=dict.fromkeys(built, folder), find=built.get)
    found = _with_snapshots(builder, Snapshots(tmp_path), Summary())
    assert (len(found.held), found.held_before_count, found.rejected_row_count) == (1, 3, 3)
    show_summary(found, tmp_path, None)
    said = capsys.readouterr().out
    assert "1 of the newest snapshots, and 3 earlier ones (see meta.snapshot)" in said

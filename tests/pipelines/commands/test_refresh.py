"""One refresh from the console: what it builds, says and publishes, and what it never lets out."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from pipelines.commands.ingest import date_in
from pipelines.project import project
from pipelines.workspace import Workspace, clock_of
from tests.support.homes import child_environment, chipledger, copied, opened
from warehouse.build import inputs
from warehouse.paths import FILE_NAME, REPOSITORY, Home
from warehouse.store import Store

SOURCE = "epoch_ml_hardware"
RAW = f"raw.{SOURCE}"
CONSOLE = "from pipelines.cli import main; main()"
PUBLISH_ONLY = """
from pipelines.assets import PUBLISHED
from pipelines.definitions import defs
from pipelines.run import instance_of
from pipelines.ingest import date_in
from pipelines.project import project
from pipelines.workspace import Workspace
with instance_of(Workspace.open()) as instance:
    result = defs.resolve_job_def("refresh").execute_in_process(
        instance=instance, asset_selection=[PUBLISHED], raise_on_error=False)
for event in result.all_events:
    if event.is_step_failure:
        print(event.step_failure_data.user_failure_data.description)
"""


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


def test_archive_is_taken_in_without_losing_a_row(archive_home: Path, archive: Path) -> None:
    files = {file.name: rows_of(file) for file in archive.rglob("*.csv")}
    assert {name for name in files if name.startswith("ml_hardware__2025-1")} == {
        f"ml_hardware__2025-{day}.csv" for day in ("11-01", "11-15", "12-14", "12-24")
    }
    with opened(archive_home / FILE_NAME) as con:
        found = con.execute(
            "select url, row_count + rejected_row_count, status from meta.snapshot"
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
    archive_home: Path, archive: Path, tmp_path: Path
) -> None:
    home = copied(archive_home, tmp_path / "home")
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


@pytest.mark.parametrize(
    "wanted", [CHIP_TABLES, pytest.param(tuple(project().models), marks=pytest.mark.soak)],
    ids=["chips", "all"],
)
def test_as_known_at_gives_what_the_first_release_gave(
    wanted: tuple[str, ...], archive_home: Path, archive: Path, tmp_path: Path
) -> None:
    home = copied(archive_home, tmp_path / "home")
    result = chipledger(home, "refresh", "--no-fetch", "--as-known-at", "2025-11-05")
    assert result.exit_code == 0, result.output
    manifest = Workspace.open(Home(home)).publisher.current()
    assert manifest and manifest.as_of_date <= "2025-11-05"
    alone, early = tmp_path / "alone", tmp_path / "early"
    for file in archive.rglob("*__*"):
        known_on = date_in(file.name)
        if known_on and known_on <= date(2025, 11, 5):
            (early / file.parent.name).mkdir(parents=True, exist_ok=True)
            shutil.copy(file, early / file.parent.name)
    chipledger(alone, "ingest-archive", str(early))
    then = {name: version.content_hash for name, version in manifest.tables.items()}
    found = built_from(alone, "2025-11-05", wanted)
    assert found == {name: then[name] for name in found}
    assert then[RAW] == built_from(alone, None, [RAW])[RAW]
    assert then[RAW] != built_from(home, None, [RAW])[RAW]
    with opened(home / FILE_NAME) as con:
        latest = con.execute("select max(known_at)::date from meta.snapshot").fetchone()
    assert latest == (date(2025, 11, 1),)


class Clone:
    """A copy of the code whose files a test may break, and a warehouse to run it on."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.code, self.home = folder / "code", copied(home, folder / "home")
        for package in ("pipelines", "warehouse", "schemas", "dbt_like_sql"):
            shutil.copytree(REPOSITORY / package, self.code / package)

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        """Change one file."""
        path = self.code / name
        before = path.read_text(encoding="utf-8")
        path.write_text(change(before), encoding="utf-8")
        assert path.read_text(encoding="utf-8") != before

    def edit_cell(self, table: str, key: str, column: str, value: str) -> None:
        """Change one cell of a bundled table, in the row whose first cell is the key."""
        path = self.code / "dbt_like_sql" / "seed" / f"{table}.csv"
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        for row in rows[1:]:
            if row[0] == key:
                row[rows[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)

    def run(self, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python on this code in a fresh process."""
        return subprocess.run(
            [sys.executable, "-c", code, *arguments], cwd=self.code, text=True, timeout=300,
            env=child_environment(self.home, self.code), capture_output=True, check=False,
        )

    def refuse(self) -> list[str]:
        """The reasons a refresh gives for publishing nothing."""
        run = self.run(CONSOLE, "refresh", "--no-fetch")
        assert run.returncode == 1, run.stdout + run.stderr
        lines = run.stdout.splitlines()
        return [line for line in lines if line.startswith("not published:")]


@pytest.fixture
def clone(first_refresh: Path, tmp_path: Path) -> Clone:
    """Code and warehouse of a test's own."""
    return Clone(tmp_path, first_refresh)


def test_blocked_release_stays_blocked_for_the_same_reason(clone: Clone) -> None:
    before = published(clone.home)
    clone.edit_cell("restricted_party", "anwise", "listed_to_date", "2024-01-01")
    reasons = clone.refuse()
    assert len(reasons) == 1
    assert "check restricted_party_is_sound: 1 rows fail" in reasons[0]
    assert "anwise, fault = its listing ends before it begins" in reasons[0]
    checked = Store(clone.home / "store").list("checked")
    assert clone.refuse() == reasons
    assert Store(clone.home / "store").list("checked") == checked, "no check was run again"
    told = clone.run(PUBLISH_ONLY).stdout
    assert told.strip() == reasons[0].removeprefix("not published: ")
    assert published(clone.home) == before


def test_table_that_fails_its_class_blocks_for_the_same_reason(clone: Clone) -> None:
    before = published(clone.home)
    clone.edit("dbt_like_sql/core/prices/chip_price.sql",
               lambda text: text.replace("    price_usd,\n", "    -price_usd as price_usd,\n"))
    reasons = clone.refuse()
    assert len(reasons) == 1
    assert "core.chip_price: " in reasons[0] and "column price_usd" in reasons[0]
    assert clone.refuse() == reasons
    assert clone.run(PUBLISH_ONLY).stdout.strip() == reasons[0].removeprefix("not published: ")
    assert published(clone.home) == before


def test_bad_cell_of_a_bundled_table_is_named(clone: Clone) -> None:
    clone.edit_cell("chip", "nvidia-h100-sxm", "tdp_w", "seven hundred")
    reasons = clone.refuse()
    assert len(reasons) == 1
    assert "seed/chip.csv: row " in reasons[0]
    assert "column tdp_w: 'seven hundred'" in reasons[0]
    clone.edit_cell("chip", "nvidia-h100-sxm", "known_from_date", "2022-13-01")
    run = clone.run(CONSOLE, "refresh", "--no-fetch")
    assert run.returncode == 1
    assert "column known_from_date: '2022-13-01'" in run.stderr
    assert "Traceback" not in run.stdout + run.stderr


def test_correction_alone_is_built_before_what_reads_it(
    archive_home: Path, tmp_path: Path
) -> None:
    clone = Clone(tmp_path, archive_home)
    row = f"{SOURCE},Intel Data Center GPU Max 1350,tdp_w,450,451,a test,a test,2025-01-01\n"
    clone.edit("dbt_like_sql/seed/correction.csv", lambda text: text.rstrip("\n") + "\n" + row)
    run = clone.run(CONSOLE, "refresh", "--no-fetch")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "seed.correction: built" in run.stdout
    with opened(clone.home / FILE_NAME) as con:
        assert con.execute("select status from meta.correction where reason = 'a test'").fetchall()


def test_second_refresh_at_once_names_the_holder_or_waits(
    first_refresh: Path, tmp_path: Path
) -> None:
    home = copied(first_refresh, tmp_path / "home")
    command = [sys.executable, "-c", CONSOLE, "refresh", "--no-fetch"]
    environment = child_environment(home) | {"PYTHONUNBUFFERED": "1"}
    with Store(home / "store").lock("refresh"):
        impatient = subprocess.run([*command, "--wait", "0"], env=environment, text=True,
                                   capture_output=True, timeout=300, check=False)
        waiting = subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE)
        assert waiting.stdout
        line = waiting.stdout.readline()
    assert impatient.returncode == 1
    holder = f"process {os.getpid()} "
    assert holder in impatient.stderr
    assert "waiting for the refresh lock" in line and holder in line
    told, _ = waiting.communicate(timeout=300)
    assert waiting.returncode == 0
    assert "nothing changed" in told

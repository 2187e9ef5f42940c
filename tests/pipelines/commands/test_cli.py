"""What a person meets at the command line, on a home of their own."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from pipelines.commands.ingest import date_in
from pipelines.project import source
from pipelines.sources.epoch_ml_hardware import FIELDS
from tests.support.homes import chipledger, copied
from warehouse.paths import Home
from warehouse.storage.snapshots import Snapshots

EPOCH = "epoch_ml_hardware"


def hardware(names: Iterable[str], tdp: int = 400) -> str:
    """A release of Epoch AI's table with these chips."""
    out = io.StringIO()
    writer = csv.DictWriter(out, [field.headers[0] for field in FIELDS.values()])
    writer.writeheader()
    for name in names:
        writer.writerow({"Hardware name": name, "Manufacturer": "X", "Type": "GPU",
                         "Release date": "2024-01-31", "TDP (W)": tdp})
    return out.getvalue()


FILE = hardware(["A100", "H100"])


def write(path: Path, text: str = FILE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def fault_of(result: Result) -> str:
    """The one line with which a command gave up."""
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    line, = result.stderr.splitlines()
    assert line.startswith("chipledger: ")
    return line


# sql


def test_sql_shows_aligned_columns(first_refresh: Path) -> None:
    query = "select 'a' as letter, 1.5::double as number union all select null, 22 order by 2"
    result = chipledger(first_refresh, "sql", query)
    assert result.exit_code == 0
    assert result.output == "letter  number\na          1.5\nNULL        22\n"


def test_sql_shows_a_header_where_there_are_no_rows(first_refresh: Path) -> None:
    assert chipledger(first_refresh, "sql", "select 1 as x limit 0").stdout == "x\n"


def test_sql_says_when_it_leaves_rows_out(first_refresh: Path) -> None:
    lines = chipledger(first_refresh, "sql", "from range(1001)").output.splitlines()
    assert len(lines) == 1002
    assert lines[-1] == "the first 1,000 rows; use --format csv for all"
    assert len(chipledger(first_refresh, "sql", "from range(1000)").output.splitlines()) == 1001


def test_sql_gives_csv(first_refresh: Path) -> None:
    query = "select chip_id, unknown, tdp_w from core.chip order by chip_id"
    result = chipledger(first_refresh, "sql", "--format", "csv", query)
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert len(rows) > 20
    assert {row["chip_id"]: row["tdp_w"] for row in rows}["nvidia-h100-sxm"] == "700.0"


def test_sql_gives_json(first_refresh: Path) -> None:
    query = ("select 1 as whole, 1.5 as part, null as nothing, date '2024-01-31' as day,"
             " [1, 2] as list, 'é' as text, 'inf'::double as endless")
    result = chipledger(first_refresh, "sql", "--format", "json", query)
    assert json.loads(result.output) == [{
        "whole": 1, "part": 1.5, "nothing": None, "day": "2024-01-31", "list": [1, 2],
        "text": "é", "endless": "inf",
    }]
    nothing = chipledger(first_refresh, "sql", "--format", "json", "select 1 limit 0")
    assert json.loads(nothing.stdout) == []


@pytest.mark.parametrize(
    "statement", ["create table t as select 1", "drop table core.chip", "delete from core.chip"]
)
def test_sql_cannot_write(first_refresh: Path, statement: str) -> None:
    assert "read-only" in fault_of(chipledger(first_refresh, "sql", statement))


def test_sql_says_what_is_wrong_with_a_query(first_refresh: Path) -> None:
    result = chipledger(first_refresh, "sql", "from core.chips")
    assert result.exit_code == 1
    assert "core.chip" in result.stderr and "Traceback" not in result.output


def test_sql_without_a_warehouse_says_how_to_get_one(no_home: Path) -> None:
    assert "run `chipledger refresh`" in fault_of(chipledger(no_home, "sql", "select 1"))
    assert not no_home.exists()


# ingest


def test_a_good_file_is_taken_in_once(home: Path, tmp_path: Path) -> None:
    """What becomes of it is said at once: two chips drop those that the bundled releases list."""
    file = str(write(tmp_path / "hardware.csv"))
    first = chipledger(home, "ingest", EPOCH, file, "--known-at", "2025-03-01")
    again = chipledger(home, "ingest", EPOCH, file, "--known-at", "2025-03-01")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "held as" in first.output and "2 rows, 0 rejected" in first.output
    assert "known already" in again.output
    sighting, = Snapshots(Home(home).snapshots).sightings(EPOCH)
    assert sighting.known_at.isoformat() == "2025-03-01T23:59:59+00:00"
    assert sighting.known_basis == "stated"


BAD_FILES = {
    "another table": ("year,value\n2024,1\n", [EPOCH, "2025-03-01"], "is not taken in"),
    "nothing": ("", [EPOCH, "2025-03-01"], "is not taken in"),
    "an unknown source": (FILE, ["epoch", "2025-03-01"], "the sources are bls_cpi, consolidated"),
    "the future": (FILE, [EPOCH, "2999-01-01"], "2999-01-01 lies ahead, and nobody knows it before"),
}


@pytest.mark.parametrize(("text", "said", "fault"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_file_that_cannot_be_right_is_not_taken_in(
    home: Path, tmp_path: Path, text: str, said: list[str], fault: str
) -> None:
    file, (source_id, day) = str(write(tmp_path / "hardware.csv", text)), said
    assert fault in fault_of(chipledger(home, "ingest", source_id, file, "--known-at", day))
    assert Snapshots(Home(home).snapshots).sightings(EPOCH) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a__2025.csv", date(2025, 12, 31)),
        ("a__2025-02.csv", date(2025, 2, 28)),
        ("a__2024-02.csv", date(2024, 2, 29)),
        ("a__2025-12.csv", date(2025, 12, 31)),
        ("a__2025-02-28.csv", date(2025, 2, 28)),
        ("a__2025-02-28__final.csv", date(2025, 2, 28)),
        ("a__2024-01-01__2025-02.csv", date(2025, 2, 28)),
        ("a__2025-02__v2.0.4.csv", date(2025, 2, 28)),
        ("a__2025-02-28__6104d55.csv", date(2025, 2, 28)),
        ("a__v2.0.4.csv", None),
        ("a_2025.csv", None),
        ("a__20250228.csv", None),
        ("a__2025-2-28.csv", None),
        ("a__2025-13.csv", None),
        ("a__2025-02-30.csv", None),
    ],
)
def test_the_last_date_of_a_file_name_counts_until_its_period_ends(
    name: str, expected: date | None
) -> None:
    assert date_in(name) == expected


def test_an_archive_is_taken_in_once_and_every_other_file_is_listed(
    home: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    for name in ("ml_hardware__2025.csv", "ml_hardware__2024-02.csv", "ml_hardware__v2.0.4.csv"):
        write(archive / EPOCH / name, hardware(["A100"], tdp=len(name)))
    write(archive / "notes.txt", "hello")
    assert all(source(EPOCH).matches(f"{EPOCH}/ml_hardware__{n}.csv") for n in ("2025", "v2.0.4"))
    first, again = (chipledger(home, "ingest-archive", str(archive)) for _ in range(2))
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.output.splitlines() == [
        f"taken in   {EPOCH}/ml_hardware__2024-02.csv as {EPOCH} known by 2024-02-29",
        f"taken in   {EPOCH}/ml_hardware__2025.csv as {EPOCH} known by 2025-12-31",
        f"no date    {EPOCH}/ml_hardware__v2.0.4.csv: name it ml_hardware__v2.0.4__YYYY-MM-DD.csv",
        "no source  notes.txt: no source knows a file of this name; see the sources' globs",
        "2 files taken in, 0 known already, 1 without a source, 1 without a date, 0 of a day to come",
    ]
    assert again.output.splitlines()[-1].startswith("0 files taken in, 2 known already")
    known = [s.known_at.date() for s in Snapshots(Home(home).snapshots).sightings(EPOCH)]
    assert known == [date(2024, 2, 29), date(2025, 12, 31)]


def test_a_folder_below_an_archive_works_as_the_archive_does(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept" / EPOCH
    write(folder / "ml_hardware__2025.csv", hardware(["A100"], tdp=400))
    result = chipledger(home, "ingest-archive", str(folder))
    assert result.exit_code == 0
    assert f"taken in   ml_hardware__2025.csv as {EPOCH} known by 2025-12-31" in result.output


def test_a_day_in_a_folder_s_name_dates_what_lies_in_it(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept" / "of_2025-03-04" / EPOCH
    write(folder / "ml_hardware__newest.csv", hardware(["A100"], tdp=400))
    said = chipledger(home, "ingest-archive", str(folder.parent)).output
    assert f"as {EPOCH} known by 2025-03-04" in said


def test_an_archive_of_a_day_to_come_or_of_nothing_known_leaves_with_2(
    home: Path, tmp_path: Path
) -> None:
    write(tmp_path / "kept" / EPOCH / "ml_hardware__2062-12-14.csv", hardware(["A100"], tdp=400))
    write(tmp_path / "kept" / "notes.txt", "hello")
    result = chipledger(home, "ingest-archive", str(tmp_path / "kept"))
    assert result.exit_code == 2
    assert "too early" in result.output and "2062-12-14 lies ahead" in result.output
    assert not Snapshots(Home(home).snapshots).sightings(EPOCH)


# accept


def test_nothing_held_cannot_be_accepted(home: Path) -> None:
    assert "held: none is" in fault_of(chipledger(home, "accept", EPOCH))
    assert "neither a source nor a check" in fault_of(chipledger(home, "accept", "nobody"))


def test_a_held_snapshot_is_named_and_can_be_accepted(
    first_refresh: Path, tmp_path: Path
) -> None:
    """A file of two chips drops those that the bundled releases list."""
    home = copied(first_refresh, tmp_path / "home")
    file = str(write(tmp_path / "hardware.csv", FILE))
    assert chipledger(home, "ingest", EPOCH, file, "--known-at", "2026-10-01").exit_code == 0
    assert f"{EPOCH}: held" in chipledger(home, "status").output
    assert "no such snapshot" in fault_of(chipledger(home, "accept", EPOCH, "0123456789abcdef"))
    accepted = chipledger(home, "accept", EPOCH)
    assert accepted.exit_code == 0 and "2026-10-01" in accepted.output
    assert f"{EPOCH}: held" not in chipledger(home, "status").output
    assert "held: none is" in fault_of(chipledger(home, "accept", EPOCH))


# status, releases, rollback


def test_status_is_not_well_before_the_first_refresh(first_refresh: Path, tmp_path: Path) -> None:
    """What is built is there, so that it is not built again; nothing of it was published."""
    home = copied(first_refresh, tmp_path / "home")
    for name in ("warehouse.duckdb", "publications.jsonl"):
        (home / name).unlink()
    result = chipledger(home, "status", "--all")
    assert result.exit_code == 1
    assert "nothing is published yet; run `chipledger refresh`" in result.output
    assert f"{EPOCH}: never checked" in result.output


def test_status_is_well_when_all_sources_were_checked_in_time(
    first_refresh: Path, tmp_path: Path
) -> None:
    folder = copied(first_refresh, tmp_path / "home")
    assert chipledger(folder, "status").exit_code == 1
    record_checks(folder, "unchanged", "")
    result = chipledger(folder, "status")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("all is well; ") and "core.chip " not in result.output
    assert " such names in all" in result.output, "names that cost an answer rows are told"
    assert "core.chip " in chipledger(folder, "status", "--all").output


def test_status_puts_each_problem_on_a_line_of_its_own(first_refresh: Path, tmp_path: Path) -> None:
    folder = copied(first_refresh, tmp_path / "home")
    record_checks(folder, "unchanged", "")
    record_checks(folder, "failed", "offline")
    result = chipledger(folder, "status", "--all")
    assert result.exit_code == 1
    assert f"\n{EPOCH}: last check failed: offline\n" in result.output
    shown = chipledger(folder, "status").output.splitlines()
    assert shown[0].startswith("not well: ") and len(shown) < 40
    assert any(" sources: last check failed: offline, such as " in line for line in shown)


def test_status_says_what_waits_to_be_built(first_refresh: Path, tmp_path: Path) -> None:
    folder = copied(first_refresh, tmp_path / "home")
    record_checks(folder, "unchanged", "")
    file = str(write(tmp_path / "hardware.csv"))
    chipledger(folder, "ingest", EPOCH, file, "--known-at", "2025-03-01")
    result = chipledger(folder, "status")
    assert result.exit_code == 1
    assert "are to be built; run `chipledger refresh`" in result.output


def record_checks(folder: Path, outcome: str, message: str) -> None:
    """Write down that every source was asked just now."""
    from pipelines.fetching.cadence import now
    from pipelines.project import sources
    from warehouse.storage.snapshots import Check

    snapshots = Snapshots(Home(folder).snapshots)
    for found in sources().values():
        snapshots.record_check(Check(found.source_id, now(), outcome, message))


def test_plan_shows_why_each_table_would_be_built(home: Path, first_refresh: Path) -> None:
    before = chipledger(home, "plan")
    after = chipledger(first_refresh, "plan")
    assert (before.exit_code, after.exit_code) == (0, 0)
    assert "seed.chip " in before.output and "new" in before.output
    assert after.output.splitlines()[-1].endswith("to reuse")


def test_releases_mark_the_published_one(home: Path, first_refresh: Path) -> None:
    assert chipledger(home, "releases").output.startswith("nothing is released yet")
    header, line = chipledger(first_refresh, "releases").output.splitlines()
    release_id = Home(first_refresh).published.readlink().parent.name
    assert header.split()[0] == "release"
    assert line.startswith(f"*  {release_id}") and line.endswith("kept")


def test_an_unknown_release_cannot_be_rolled_back_to(first_refresh: Path, tmp_path: Path) -> None:
    folder = copied(first_refresh, tmp_path / "home")
    before = Home(folder).published.readlink()
    fault = fault_of(chipledger(folder, "rollback", "2024-01-01-0123456789ab"))
    assert "see `chipledger releases`" in fault
    assert Home(folder).published.readlink() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["refresh", "--no-fetch", "--as-known-at", "yesterday"],
        ["plan", "--as-of", "2024-13-01"],
        ["refresh", "--no-fetch", "--as-of", "2099-01-01"],
        ["open", "--as-known-at", "2099-01-01"],
        ["export", "out", "--url", "ftp:x"],
        ["export", "out", "--url", "https:///path"],
        ["ingest", EPOCH, "no-such-file.csv", "--known-at", "2024-01-01"],
        ["ingest-archive", "no-such-folder"],
        ["sql", "--format", "xml", "select 1"],
        ["nonsense"],
    ],
)
def test_a_slip_in_the_arguments_is_explained(no_home: Path, arguments: list[str]) -> None:
    result = chipledger(no_home, *arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr and "Traceback" not in result.output
    assert not no_home.exists()

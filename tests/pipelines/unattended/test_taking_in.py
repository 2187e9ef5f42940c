"""A file's fate is said at once; files put into the inbox are taken in or moved aside."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.project import source
from pipelines.unattended.inbox import emptied, waiting
from pipelines.unattended.taking_in import take_in
from pipelines.workspace import Workspace
from tests.pipelines.commands.test_cli import hardware
from tests.support.homes import chipledger
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.storage.snapshots import Snapshots

EPOCH = "epoch_ml_hardware"
NOW = datetime(2026, 1, 31, 6, tzinfo=UTC)


def put(home: Path, name: str, text: str) -> Path:
    """A file in the inbox that was written a minute before now."""
    path = home / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (NOW.timestamp() - 60,) * 2)
    return path


def empty(home: Path) -> list[str]:
    workspace = Workspace.open(Home(home))
    return list(emptied(workspace.home, workspace.snapshots, workspace.now, [source(EPOCH)], NOW))


def days(home: Path) -> list[date]:
    return [s.known_at.date() for s in Snapshots(Home(home).snapshots).sightings(EPOCH)]


def test_a_file_that_loses_too_many_records_is_said_to_be_held(tmp_path: Path) -> None:
    workspace = Workspace.open(Home(tmp_path))
    many, few = tmp_path / "many.csv", tmp_path / "few.csv"
    many.write_text(hardware([f"GPU {n}" for n in range(400)]), encoding="utf-8")
    few.write_text(hardware(["GPU 1"]), encoding="utf-8")
    fates = [take_in(workspace.snapshots, workspace.now, source(EPOCH), file, day, "stated")
             for file, day in ((many, date(2024, 1, 1)), (few, date(2024, 1, 2)))]
    assert ": taken in as" in fates[0].told("many.csv")
    said = fates[1].told("few.csv")
    assert ": held as" in said and f"chipledger accept {EPOCH} {fates[1].sighting.snapshot_id}" in said


def test_a_file_larger_than_its_source_allows_is_not_read(tmp_path: Path) -> None:
    workspace = Workspace.open(Home(tmp_path))
    small = replace(source(EPOCH), max_bytes=10)
    file = tmp_path / "large.csv"
    file.write_text(hardware(["GPU"]), encoding="utf-8")
    with pytest.raises(ChipledgerError, match="no file of epoch_ml_hardware has more than 10"):
        take_in(workspace.snapshots, workspace.now, small, file, date(2026, 1, 1), "stated")
    assert days(tmp_path) == []


def test_the_inbox_is_emptied_good_and_bad(tmp_path: Path) -> None:
    put(tmp_path, f"{EPOCH}/hardware__2026-01-15.csv", hardware(["GPU 1"]))
    put(tmp_path, f"{EPOCH}/undated.csv", hardware(["GPU 1", "GPU 2"]))
    put(tmp_path, f"{EPOCH}/junk.csv", "<html>")
    put(tmp_path, f"{EPOCH}/noday__2026-13-45.csv", hardware(["GPU 3"]))
    put(tmp_path, "nobody/a.csv", "x")
    said = empty(tmp_path)
    assert len(said) == 5
    assert days(tmp_path) == [date(2026, 1, 15), NOW.date()]
    assert waiting(Home(tmp_path), NOW) == []
    aside = {path.name: path.read_text("utf-8")
             for path in (tmp_path / "inbox").rglob("refused/*.reason.txt")}
    assert set(aside) == {"junk.csv.reason.txt", "noday__2026-13-45.csv.reason.txt", "a.csv.reason.txt"}
    assert "no source nobody" in aside["a.csv.reason.txt"]
    assert empty(tmp_path) == []


def test_a_file_that_is_still_written_to_waits(tmp_path: Path) -> None:
    path = put(tmp_path, f"{EPOCH}/a.csv", hardware(["GPU"]))
    os.utime(path, (NOW.timestamp(),) * 2)
    assert waiting(Home(tmp_path), NOW) == [] and empty(tmp_path) == []


def test_an_ingest_is_undone_and_done_again(tmp_path: Path) -> None:
    file = tmp_path / "hardware.csv"
    file.write_text(hardware(["GPU 1"]), encoding="utf-8")
    taken = ["ingest", EPOCH, str(file), "--known-at"]
    home = tmp_path / "home"
    assert chipledger(home, *taken, "2026-01-10").exit_code == 0
    wrong, = Snapshots(Home(home).snapshots).sightings(EPOCH)
    undone = chipledger(home, "withdraw", EPOCH, wrong.snapshot_id, "--reason", "wrong day")
    assert undone.exit_code == 0 and "2026-01-10 is withdrawn" in undone.output
    assert days(home) == []
    assert chipledger(home, *taken, "2025-12-10").exit_code == 0
    assert days(home) == [date(2025, 12, 10)]
    again = chipledger(home, "withdraw", EPOCH, "0" * 16, "--reason", "x")
    assert again.exit_code == 1 and wrong.snapshot_id in again.output

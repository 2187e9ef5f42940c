"""A place named on the command line that cannot be written: its remedy is another place, not another home."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import duckdb
import pytest

from pipelines.faults import PLACES, writing
from tests.support.homes import chipledger
from warehouse.errors import ChipledgerError

COMMANDS = [("report", "--to"), ("report", "--pictures"), ("export", "--only", "core.word_set")]


def refused(home: Path, command: tuple[str, ...], place: Path) -> str:
    """What a command says of a place; its remedy speaks of the place alone."""
    result = chipledger(home, *command, str(place))
    assert result.exit_code == 1 and not result.stdout, result.output
    assert "CHIPLEDGER_HOME" not in result.stderr and "refresh" not in result.stderr
    assert len([line for line in result.stderr.splitlines() if line.startswith("chipledger: ")]) == 1
    return result.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_cannot_be_written_is_another_place_to_name(
    command: tuple[str, ...], first_refresh: Path, tmp_path: Path
) -> None:
    """A file among its folders, and a folder that takes no file of anybody, the superuser's neither."""
    file = tmp_path / "file"
    file.touch()
    assert "a file is where one of its folders should be; name another" in refused(
        first_refresh, command, file / "x" / "y")
    assert "name another place" in refused(first_refresh, command, Path("/proc/chipledger/x"))
    assert list(tmp_path.iterdir()) == [file]


def test_a_report_takes_the_place_of_no_device(first_refresh: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "is a device or a pipe; name a file" in refused(first_refresh, ("report", "--to"), pipe)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_missing_parent_is_made(first_refresh: Path, tmp_path: Path) -> None:
    page = tmp_path / "new" / "newer" / "report.html"
    assert chipledger(first_refresh, "report", "--to", str(page)).exit_code == 0
    assert [path.name for path in page.parent.iterdir()] == ["report.html"]


@pytest.mark.parametrize("number", PLACES, ids=errno.errorcode.get)
def test_every_fault_of_a_place_has_its_remedy(number: int, tmp_path: Path) -> None:
    with pytest.raises(ChipledgerError, match=r"cannot write .*; (name|free|check)"), writing(tmp_path):
        raise OSError(number, "in the words of the system")


def test_an_engine_that_finds_the_disk_full_is_told_alike(tmp_path: Path) -> None:
    with pytest.raises(ChipledgerError, match="no space is left there"), writing(tmp_path):
        raise duckdb.IOException("IO Error: Could not write: No space left on device")
    with pytest.raises(ZeroDivisionError), writing(tmp_path):
        raise ZeroDivisionError("of another kind")

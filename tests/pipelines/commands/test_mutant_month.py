"""A month in which every publisher's newest file has one odd row: each day publishes the rest."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from pipelines.commands.ingest import date_in
from pipelines.project import sources
from pipelines.source import Source
from tests.conftest import files_in, name_in
from tests.support.homes import chipledger, copied, opened
from tests.support.mutants import odd_value
from warehouse.paths import Home
from warehouse.rows.records import Unreadable

DAYS = 30
FIRST_DAY = date(2026, 10, 25)


def newest(folder: Path) -> Iterator[tuple[Source, Path]]:
    """The last kept file of each source that has one."""
    files = [file for file in files_in(folder) if date_in(file.name)]
    for known in sources().values():
        own = [file for file in files if known.matches(name_in(folder, file))]
        if own:
            yield known, max(own, key=lambda file: (str(date_in(file.name)), file.name))


@pytest.fixture(scope="module")
def month_home(tmp_path_factory: pytest.TempPathFactory, first_refresh: Path) -> Path:
    """One warehouse through the month."""
    return copied(first_refresh, tmp_path_factory.mktemp("month") / "home")


@pytest.mark.soak
@pytest.mark.parametrize("number", range(1, DAYS + 1))
def test_a_day_with_one_odd_row_in_each_file_publishes_the_rest(
    number: int, month_home: Path, shared_data: Path, tmp_path: Path
) -> None:
    day = FIRST_DAY + timedelta(days=number)
    taken = 0
    for known, file in newest(shared_data):
        rng = random.Random(f"{known.source_id} {number}")
        mutant = tmp_path / file.name
        mutant.write_bytes(odd_value(file.read_bytes(), rng))
        try:
            known.parse(mutant.read_bytes())
        except Unreadable:
            continue  # told at the door; a fetch would keep the last good file
        said = chipledger(month_home, "ingest", known.source_id, str(mutant), "--known-at", str(day))
        assert said.exit_code == 0, said.output
        taken += 1
    assert taken > len(sources()) / 2
    ended = chipledger(month_home, "refresh", "--no-fetch")
    assert ended.exit_code == 0, ended.output[-2000:]
    with opened(Home(month_home).published) as con:
        [(seen,)] = con.execute("select count(distinct source_id) from meta.snapshot"
                                " where known_at::date = ?", [day]).fetchall()
        [(chips,)] = con.execute("select count(*) from core.chip").fetchall()
    assert seen > len(sources()) / 2, "snapshots of later days come with the code"
    assert chips > 150

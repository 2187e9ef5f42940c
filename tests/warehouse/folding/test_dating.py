"""A publisher's dates lie between what is tracked here and the day on which they were known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from schemas import base
from schemas.columns import column
from schemas.raw import RawTable
from tests.support.folding import FakeSource, World, at
from warehouse.folding.dating import TOO_EARLY, TOO_LATE, _bounds
from warehouse.folding.fold import Register
from warehouse.storage.store import get_frame

HEADER = "name,price,published"


def file(*days: str) -> str:
    return "\n".join([HEADER, *(f"chip{n:02},1,{day}" for n, day in enumerate(days))]) + "\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, FakeSource(register=Register(key=("name",))))


@pytest.mark.parametrize(("day", "kept", "check"), [
    ("2023-06-01", date(2023, 6, 1), None), ("2024-01-20", date(2024, 1, 20), None),
    ("1950-01-01", date(1950, 1, 1), None), ("2052-01-01", None, TOO_LATE),
    ("2024-06-01", None, TOO_LATE), ("1949-12-31", None, TOO_EARLY),
    ("9999-12-31", None, "a year outside 1900 to 2099"),
    ("0024-01-01", None, "a year outside 1900 to 2099"),
])
def test_a_date_that_nobody_could_know_is_emptied_and_told(
    world: World, day: str, kept: date | None, check: str | None
) -> None:
    world.see(at(5), file("2023-01-01", day))
    assert world.values("published_date") == {"chip00": date(2023, 1, 1), "chip01": kept}
    outcome, = world.belief().outcomes
    assert outcome.set_aside_row_count == (check is not None)
    if check:
        told = get_frame(world.store, outcome.set_aside_hash or "")
        assert told.rows() == [(3, "published_date", day, check)]


def test_what_was_ahead_is_read_in_a_file_of_its_own_day(world: World) -> None:
    text = file("2024-06-01")
    world.see(at(5), text)
    assert world.values("published_date") == {"chip00": None}
    later = at(5).replace(month=6)
    world.see(later, text + "chip99,1,2024-06-01\n")
    assert world.values("published_date")["chip00"] == date(2024, 6, 1)
    assert world.values("published_date", at(6)) == {"chip00": None}


def test_many_dates_ahead_hold_the_file(world: World) -> None:
    world.see(at(4), file(*["2023-01-01"] * 30))
    world.see(at(5), file(*["2052-01-01"] * 12, *["2023-01-01"] * 18))
    outcome = world.belief().outcomes[-1]
    assert outcome.status == "held"
    assert "12 of 30 rows hold values that cannot be" in outcome.message
    assert TOO_LATE in outcome.message


class RawTestPlan(RawTable, name="raw.test_plan", key=("planned_date",), group="test",
                  planned=("planned_date",)):
    """What is to be, on days of which one is the key."""

    planned_date: pl.Date = column("When it is to be")
    seen_date: pl.Date = column("When it was said", nullable=True)


def test_a_class_says_which_of_its_dates_may_lie_ahead() -> None:
    bounds = {name: (first, last) for name, first, last in _bounds(RawTestPlan, date(2024, 1, 5))}
    assert bounds["planned_date"][1].year == 2064
    assert bounds["seen_date"] == (date(1950, 1, 1), date(2024, 2, 5))
    assert base.info(RawTestPlan).planned == ("planned_date",)

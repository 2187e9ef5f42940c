"""The numbers and days of Note 1 to 3A090.a: each day has those that the text gives for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from pipelines.explain.foundry import outcome
from pipelines.explain.note_one import note
from schemas.status.expiry_clock import SeedExpiryClock
from tests.support.homes import opened
from warehouse.paths import REPOSITORY, Home
from warehouse.rows.seeds import read_seed

DAYS = (date(2026, 12, 31), date(2027, 1, 1), date(2027, 12, 31), date(2028, 1, 1), date(2029, 1, 1))
CLOCKS = REPOSITORY / "dbt_like_sql" / "seed" / "expiry_clock.csv"


@pytest.fixture(scope="module")
def con(first_refresh: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with opened(Home(first_refresh).published) as con:
        yield con


@pytest.mark.parametrize(("memory", "counts"), [
    ("GDDR6", [3e10, 3.5e10, 3.5e10, 3e10, 4e10]), ("HBM3", [3e10] * 5), (None, [3e10] * 5)])
def test_a_count_helps_in_the_years_of_the_text_and_the_greater_ones_without_hbm(
    con: duckdb.DuckDBPyConnection, memory: str | None, counts: list[float]
) -> None:
    assert [note(con).least(memory, day)[0] for day in DAYS] == counts


def test_a_period_is_cut_where_the_text_names_a_day(con: duckdb.DuckDBPyConnection) -> None:
    cuts = [DAYS[0], DAYS[1], DAYS[3], DAYS[4]]
    start = date(2026, 4, 9)
    assert list(note(con).pieces(start, None)) == list(zip([start, *cuts], [*cuts, None], strict=True))
    assert list(note(con).pieces(DAYS[1], DAYS[3])) == [(DAYS[1], DAYS[3])]


def test_that_the_text_leaves_out_2028_is_told_of_a_chip_it_decides(
    con: duckdb.DuckDBPyConnection
) -> None:
    chip = {"item_kind": "chip", "is_listed": False, "transistor_type": "non_planar", "designer": "A",
            "approved_name": None, "designer_country_code": "CHN", "memory_type": "GDDR6"}
    found = {(count, day.year): outcome(con, note(con), {**chip, "transistor_count": count}, True, day)
             for count in (2.9e10, 3.4e10, 3.6e10) for day in (DAYS[2], DAYS[3])}
    assert {key for key, one in found.items() if not one.stands} == {
        (2.9e10, 2027), (2.9e10, 2028), (3.4e10, 2027)}
    assert [key for key, one in found.items() if "foundry-count-of-2028" in one.readings] == [
        (3.4e10, 2028)]


@pytest.mark.parametrize(("known", "last"), [
    (date(2026, 3, 31), date(2026, 4, 12)), (date(2026, 4, 30), date(2026, 12, 30))])
def test_the_day_before_the_one_that_the_text_names_is_the_last_and_each_is_known_from_its_rule(
    known: date, last: date
) -> None:
    clocks = read_seed(CLOCKS, SeedExpiryClock, datetime(known.year, known.month, known.day, 23, tzinfo=UTC))
    found = dict(clocks.select("clock_id", "last_date").iter_rows())
    assert found["authorised-designers"] == last

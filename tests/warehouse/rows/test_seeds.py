"""Bundled tables: what they say at a knowledge time, and how a fault in them is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure
from warehouse.errors import ChipledgerError
from warehouse.rows.seeds import build_date, knowledge_dates, known_by_date, read_seed
from warehouse.storage.snapshots import end_of_day


class SeedTestChip(Table, name="seed.test_chip", key=("chip_id",), group="test"):
    """Chips, with a reason for each empty measure."""

    chip_id: str = columns.chip_id()
    release_date: pl.Date = column("Release", nullable=True)
    tdp_w: float = measure("Power")
    die_count: int = measure("Dies")
    unknown: str = columns.unknown()


HEADER = "chip_id,release_date,tdp_w,die_count,unknown,known_from_date"


def seed(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "test_chip.csv"
    path.write_text("\n".join([header, *rows, ""]))
    return path


def read(folder: Path, *rows: str, known_by: datetime | None = None) -> list[tuple[Any, ...]]:
    return read_seed(seed(folder, *rows), SeedTestChip, known_by).rows()


def fault(folder: Path, *rows: str, header: str = HEADER) -> str:
    path = seed(folder, *rows, header=header)
    with pytest.raises(ChipledgerError) as caught:
        read_seed(path, SeedTestChip, None)
    assert str(path) in str(caught.value)
    return str(caught.value).removeprefix(f"{path}: ")


def test_a_fact_is_known_from_its_day_on(tmp_path: Path) -> None:
    row = "b,,10,1,,2024-03-05"
    for day, height in [(4, 0), (5, 1), (6, 1)]:
        assert len(read(tmp_path, row, known_by=end_of_day(date(2024, 3, day)))) == height
    assert len(read(tmp_path, row)) == 1


def test_a_fact_is_not_known_in_the_course_of_its_day(tmp_path: Path) -> None:
    noon = datetime(2024, 3, 5, 12, tzinfo=UTC)
    assert read(tmp_path, "b,,10,1,,2024-03-05", known_by=noon) == []


def test_the_latest_fact_of_a_key_wins_wherever_it_stands(tmp_path: Path) -> None:
    rows = ["a,,30,1,,2024-03-01", "a,,10,1,,2024-01-01", "a,,20,1,,2024-02-01"]
    months = {month: read(tmp_path, *rows, known_by=end_of_day(date(2024, month, 1)))[0][2]
              for month in (1, 2, 3)}
    assert months == {1: 10.0, 2: 20.0, 3: 30.0}


def test_rows_come_in_key_order_without_the_knowledge_clock(tmp_path: Path) -> None:
    path = seed(tmp_path, "b,,1,1,,2024-01-01", "a,2024-01-01,1,1,,2024-01-01")
    frame = read_seed(path, SeedTestChip, None)
    assert frame["chip_id"].to_list() == ["a", "b"]
    assert "known_from_date" not in frame.columns


def test_the_days_of_all_facts_are_listed_once(tmp_path: Path) -> None:
    path = seed(tmp_path, "b,,1,1,,2024-02-01", "a,,1,1,,2024-01-01", "c,,1,1,,2024-02-01")
    assert knowledge_dates(path) == [date(2024, 1, 1), date(2024, 2, 1)]


@pytest.mark.parametrize(("row", "message"), [
    ("a,,hot,1,,2024-01-01", "row 3, column tdp_w: 'hot' fails not a number; correct the cell"),
    ("a,,-1,1,,2024-01-01", "row 3, column tdp_w: '-1.0' fails greater_than(0); correct the cell"),
    ("a,,1,1.5,,2024-01-01", "row 3, column die_count: '1.5' fails not a whole number"),
    ("a,soon,1,1,,2024-01-01", "row 3, column release_date: 'soon' fails"),
    ("A b,,1,1,,2024-01-01", "row 3, column chip_id: 'A b' fails str_matches"),
    (",,1,1,,2024-01-01", "row 3, column chip_id: '' fails not_nullable"),
    ("a,,1,1,,2024-13-01", "row 3, column known_from_date: '2024-13-01' fails month must be in 1..12"),
    ("a,,1,1,,", "row 3, column known_from_date: '' fails not a date"),
    ("z,,1,1,,2024-01-01", "row 3, column chip_id: 'z' fails repeats the key of row 2"),
    ("a,,1,1", "row 3 has 4 cells, the header 6; quote cells that hold commas"),
])
def test_a_fault_is_told_with_row_column_value_and_what_to_do(
    tmp_path: Path, row: str, message: str
) -> None:
    assert fault(tmp_path, "z,,1,1,,2024-01-01", row).startswith(message)


@pytest.mark.parametrize(("header", "message"), [
    ("", "has no column chip_id; add it"),
    (HEADER.removesuffix(",known_from_date"), "has no column known_from_date; add it"),
    (HEADER.replace("tdp_w,", ""), "has no column tdp_w; add it"),
    (HEADER + ",colour", "has the column 'colour' which its class does not declare; rename"),
    (HEADER + ",tdp_w", "has the column 'tdp_w' more than once; rename"),
])
def test_a_header_that_is_not_the_class_is_refused(
    tmp_path: Path, header: str, message: str
) -> None:
    assert fault(tmp_path, header=header).startswith(message)


@pytest.mark.parametrize("row", [
    "a,,,1,tdp:not_found,2024-01-01",
    "a,,,,tdp:not_found; die_count:not_disclosed,2024-01-01",
    "a,,1,1,release_date:not_found,2024-01-01",
    "a,,1,1,,2024-01-01",
])
def test_an_empty_measure_with_a_reason_passes(tmp_path: Path, row: str) -> None:
    assert len(read(tmp_path, row)) == 1


@pytest.mark.parametrize(("row", "message"), [
    ("a,,,1,,2024-01-01", "column tdp_w: '' fails the rule on empty measures: it is empty without"),
    ("a,,1,,tdp_count:x,2024-01-01", "column unknown: 'tdp_count:x' fails"),
    ("a,,1,1,tdp:not_found,2024-01-01", "column tdp_w: '1.0' fails .*it is known and has a reason"),
    ("a,2024-01-01,1,1,release_date:not_found,2024-01-01", "column release_date: '2024-01-01'"),
    ("a,,1,,tdp_w:not_found,2024-01-01", "column unknown: 'tdp_w:not_found' fails"),
    ("a,,,1,tdp:,2024-01-01", "column unknown: 'tdp:' fails"),
    ("a,,,1,tdp,2024-01-01", "column unknown: 'tdp:' fails"),
])
def test_reasons_and_empty_measures_must_match(tmp_path: Path, row: str, message: str) -> None:
    path = seed(tmp_path, row)
    with pytest.raises(ChipledgerError, match=f"row 2, {message}"):
        read_seed(path, SeedTestChip, None)


@pytest.mark.parametrize(("as_of", "month_end"), [
    ("2024-01-31", "2024-01-31"), ("2024-02-28", "2024-01-31"), ("2024-02-29", "2024-02-29"),
    ("2023-02-28", "2023-02-28"), ("2024-03-01", "2024-02-29"), ("2024-12-31", "2024-12-31"),
    ("2025-01-01", "2024-12-31"), ("2024-04-30", "2024-04-30"), ("2024-05-30", "2024-04-30"),
])
def test_the_complete_month_ends_on_or_before_the_build_date(as_of: str, month_end: str) -> None:
    day, end = date.fromisoformat(as_of), date.fromisoformat(month_end)
    assert build_date(day).rows() == [(day, end)]


def test_a_build_before_all_knowledge_is_refused() -> None:
    with pytest.raises(ChipledgerError, match="choose a later knowledge date"):
        build_date(date.min)


def test_a_day_counts_as_known_when_it_is_over() -> None:
    end = end_of_day(date(2024, 3, 5))
    assert known_by_date(end) == date(2024, 3, 5)
    assert known_by_date(end - timedelta(seconds=1)) == date(2024, 3, 4)
    assert known_by_date(None) is None

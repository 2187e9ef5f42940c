"""Lag of registers, by four things of one month that came into its files one after the other."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest

from schemas import base
from warehouse.telling.reporting_lag import completeness, nowcast


def at(month: int, year: int = 2024) -> datetime:
    return datetime(year, month, 15, tzinfo=UTC)


def test_rows_of_a_month_are_counted_by_when_they_came() -> None:
    """Of January: one came in February, one in May, one in August; a fourth was taken back."""
    came = {"a": (at(2), None), "b": (at(5), None), "c": (at(8), None), "d": (at(2), at(8))}
    rows = [(name, "release_date", "2024-01-20", "list", name, *days) for name, days in came.items()]
    rows.append(("old", "release_date", "2023-03-01", "list", "old", at(1), None))
    names = ["entity_id", "attribute", "value", "source_id", "record_key"]
    times = dict.fromkeys(["known_from_at", "known_to_at"], base.UTC_TIMESTAMP)
    cells = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String) | times, orient="row")
    found = completeness(cells, "release_date", {"list": (at(12, 2023), at(9))}).sort("lag_months")
    assert found.drop("source_id", "month_start_date").rows() == [
        (1, 3, 1, 1 / 3), (3, 3, 1, 1 / 3), (6, 3, 2, 2 / 3)]


def counted(known_of_ten: int, months: int = 12, today: int = 8) -> pl.DataFrame:
    """Months with ten rows after a year and one more later, and a young one of which a month has gone by."""
    old = [("list", date(2020, n, 1), lag, 11, known, known / 11)
           for n in range(1, months + 1) for lag, known in ((1, known_of_ten), (12, 10), (24, 11))]
    young = ("list", date(2024, 1, 1), 1, today, today, 1.0)
    names = ("source_id", "month_start_date", "lag_months", "today_count", "known_count", "known_share")
    return pl.DataFrame([*old, young], schema=names, orient="row")


def test_a_young_month_is_expected_to_grow_as_old_ones_did() -> None:
    """Eight rows where four fifths were known at that age: ten, and between eight and a few more."""
    (row,) = nowcast(counted(8)).iter_rows(named=True)
    assert (row["month_start_date"], row["lag_months"], row["past_month_count"]) == (date(2024, 1, 1), 1, 12)
    assert row["expected_count"] == pytest.approx(10)
    assert 8 <= row["expected_count_low"] < 10 < row["expected_count_high"] < 20
    (on_time,) = nowcast(counted(10)).iter_rows(named=True)
    assert [on_time[f"expected_count{end}"] for end in ("_low", "", "_high")] == [8, 8, 8]


def test_nothing_is_expected_where_the_past_says_too_little() -> None:
    """Eleven months only, or months of which most rows came later."""
    assert nowcast(counted(8, months=11)).is_empty()
    assert nowcast(counted(4)).is_empty()
    assert not nowcast(counted(5)).is_empty()

"""Lag of registers, by four things of one month that came into its files one after the other."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from schemas import base
from warehouse.telling.reporting_lag import completeness


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

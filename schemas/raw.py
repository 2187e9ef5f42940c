"""Columns that every raw table carries. The tables themselves stand one module per source."""

from __future__ import annotations

from datetime import date

import polars as pl

from schemas import columns
from schemas.base import Table


class RawTable(Table):
    """A publisher's record as believed at the build's knowledge time, with where it was first seen."""

    source_id: str = columns.source_id()
    first_snapshot_id: str = columns.column(
        "Snapshot in which this version of the record was first seen, see meta.snapshot"
    )
    source_locator: str = columns.column("Place of the record in that snapshot, such as `row 17`")


class ObservationTable(RawTable):
    """A publisher's record of one day, kept for ever; the day is part of the key."""

    observed_date: pl.Date = columns.column("Day on which the publisher's file said so")


def placeholders(table: type[Table]) -> dict[str, str | date]:
    """The columns the warehouse fills in, with what stands there before; a parser fills none."""
    found: dict[str, str | date] = {}
    if issubclass(table, RawTable):
        found |= dict.fromkeys(("source_id", "first_snapshot_id", "source_locator"), "pending")
    if issubclass(table, ObservationTable):
        found["observed_date"] = date.min
    return found

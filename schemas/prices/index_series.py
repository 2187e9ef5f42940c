"""The column and the periods that the price index series share."""

from __future__ import annotations

import polars as pl

from schemas.columns import column

PERIODS = [*(f"M{number:02d}" for number in range(1, 14)), "S01", "S02", "S03"]


def published_date() -> pl.Date:
    """The day from which a value is taken to be known, where it can be told from the value."""
    day: pl.Date = column(
        "Last day of the month in which the value became final; NULL where it may yet be revised: "
        "then it is known as of the file", nullable=True)
    return day


INDEX: dict[str, float] = {"ge": 1, "le": 10_000}
"""What a price index can be: kept series of consumers reach from 9.7 to 1,487.8, and none rises sixfold in a
decade; a value in billions has another unit."""

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

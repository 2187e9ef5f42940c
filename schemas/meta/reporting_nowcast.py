"""What a row of `meta.reporting_nowcast` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class MetaReportingNowcast(
    Table, name="meta.reporting_nowcast",
    key=("entity", "source_id", "month_start_date"),
    grain="entity, source and month", group="meta", may_be_empty=True,
    question="How many rows of a recent month will a register have when the late ones have come?",
    example="select source_id, month_start_date, today_count, expected_count_low, expected_count, "
            "expected_count_high from meta.reporting_nowcast order by source_id, month_start_date",
):
    """How many rows of a recent month a register may have a year after it, by how late earlier ones came.

    An estimate beside the data, never among them: rows of today over the share that older months had
    known at the same age, of what they had after a year, with a 90 % interval. It is made where twelve
    such months are, and half of their rows were known at that age. It says nothing of what is never
    published, nor of whether registers are filled today as they were.
    """

    entity: str = column("What kind of thing: the table of `history`")
    source_id: str = columns.source_id("Register")
    month_start_date: pl.Date = column("First day of the month in which things happened")
    lag_months: int = column("Months after its end at which earlier months are compared", gt=0)
    today_count: int = column("Rows about that month today", ge=1)
    past_month_count: int = column("Months that it is compared with", ge=12)
    known_share: float = column("Share of their rows of a year after that was known at that age",
                                ge=0.5, le=1)
    expected_count_low: float = column("Rows expected a year after, low end", ge=1)
    expected_count: float = column("Rows expected a year after", ge=1)
    expected_count_high: float = column("Rows expected a year after, high end", ge=1)

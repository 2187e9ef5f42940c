"""What a row of `meta.reporting_completeness` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class MetaReportingCompleteness(
    Table, name="meta.reporting_completeness",
    key=("entity", "source_id", "month_start_date", "lag_months"),
    grain="entity, source, month and lag", group="meta", may_be_empty=True,
    question="How much of a month did a register know a year later?",
    example="select source_id, sum(known_count) / sum(today_count) as known_share from "
            "meta.reporting_completeness where lag_months = 12 group by source_id order by source_id",
):
    """How many of the rows that a register has today about a month it had some months later.

    Recent months are as incomplete as earlier ones were at their age. Only months after a register's
    first file count, and lags that its last file covers. A register that is filled in bulk, or takes
    in older things by another rule, shows here as late; rows that were taken back are not counted.
    """

    entity: str = column("What kind of thing: the table of `history`")
    source_id: str = columns.source_id("Register")
    month_start_date: pl.Date = column("First day of the month in which things happened")
    lag_months: int = column("Months after its end", gt=0)
    today_count: int = column("Rows about that month today", ge=1)
    known_count: int = column("Of these, rows that were known by then", ge=0)
    known_share: float = column("Their share", ge=0, le=1)

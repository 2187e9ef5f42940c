"""How much of what registers state today about a month they stated some months later.

Told from the histories; what a missing row of a recent month means is for readers to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from schemas import base
from warehouse.folding.fold import KNOWN_FROM, KNOWN_TO
from warehouse.telling.history import ATTRIBUTE, ENTITY, SOURCE, VALUE

LAGS = (1, 3, 6, 12, 18, 24)
"""Months after the end of the one in which something happened."""
MONTH, LAG, KNOWN = "month_start_date", "lag_months", "known_count"
COUNTS = {SOURCE: pl.String, MONTH: pl.Date, LAG: pl.Int64, "today_count": pl.Int64,
          KNOWN: pl.Int64, "known_share": pl.Float64}


def completeness(
    cells: pl.DataFrame, happened: str, files: Mapping[str, tuple[datetime, datetime]]
) -> pl.DataFrame:
    """Of each source and month, how many of today's rows were known so many months later.

    `happened` is the attribute that dates an entity, `files` the first and last file of each source.
    Left out are months before the first file, since nobody looked then, and lags that end after the
    last one.
    """
    watched = pl.DataFrame([(source, *days) for source, days in files.items()], orient="row",
                           schema={SOURCE: pl.String, "__first": base.UTC_TIMESTAMP,
                                   "__last": base.UTC_TIMESTAMP})
    begun = cells.group_by(SOURCE, ENTITY).agg(pl.col(KNOWN_FROM).min())
    day = pl.col(VALUE).str.to_date(strict=False)
    dated = cells.filter((pl.col(ATTRIBUTE) == happened) & pl.col(KNOWN_TO).is_null()).group_by(
        SOURCE, ENTITY).agg(day.min().dt.month_start().alias(MONTH)).drop_nulls(MONTH)
    today = dated.join(begun, on=[SOURCE, ENTITY]).join(watched, on=SOURCE)
    lags = pl.DataFrame({LAG: LAGS}, schema={LAG: pl.Int64})
    ends = pl.col(MONTH).dt.offset_by(pl.format("{}mo", pl.col(LAG) + 1)).cast(
        pl.Datetime("us")).dt.replace_time_zone("UTC")
    begins = pl.col(MONTH).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    seen = today.join(lags, how="cross").filter(
        (begins >= pl.col("__first")) & (ends <= pl.col("__last")))
    counted = seen.group_by(SOURCE, MONTH, LAG).agg(
        pl.len().cast(pl.Int64).alias("today_count"),
        (pl.col(KNOWN_FROM) < ends).sum().cast(pl.Int64).alias(KNOWN))
    return counted.with_columns(
        (pl.col(KNOWN) / pl.col("today_count")).alias("known_share")).select(*COUNTS)

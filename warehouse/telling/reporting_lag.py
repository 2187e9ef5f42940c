"""How much of what registers state today about a month they stated some months later.

Told from the histories. What is expected yet of recent months stands in a table of its own, never among
what is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import numpy as np
import polars as pl

from schemas import base
from warehouse.folding.fold import KNOWN_FROM, KNOWN_TO
from warehouse.telling.history import ATTRIBUTE, ENTITY, SOURCE, VALUE

LAGS = (1, 3, 6, 12, 18, 24)
"""Months after the end of the one in which something happened."""
MONTH, LAG, KNOWN = "month_start_date", "lag_months", "known_count"
HORIZON = 12
"""Months after which a month counts as whole, as far as a nowcast is asked."""
FEWEST_MONTHS = 12
"""Of fewer months whose rows have had time to come, nothing is said about those that have not."""
LEAST_SHARE = 0.5
"""Where less was known at some age, what is yet to come is mostly guessed, and is left out."""
DRAWS, ENDS = 2000, (0.05, 0.95)
COUNTS = {SOURCE: pl.String, MONTH: pl.Date, LAG: pl.Int64, "today_count": pl.Int64,
          KNOWN: pl.Int64, "known_share": pl.Float64}
EXPECTED = {SOURCE: pl.String, MONTH: pl.Date, LAG: pl.Int64, "today_count": pl.Int64,
            "past_month_count": pl.Int64, "known_share": pl.Float64, "expected_count_low": pl.Float64,
            "expected_count": pl.Float64, "expected_count_high": pl.Float64}


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


def nowcast(counted: pl.DataFrame) -> pl.DataFrame:
    """How many rows each young month will have in a year, where enough months are that old.

    `counted` is what `completeness` gives. The rows of today stand against the share that older months
    had known at the same age of what they had after a year (chain ladder). The interval is over which
    months the share is taken of, and over which rows happen to come late.
    """
    whole = counted.filter((pl.col(LAG) == HORIZON) & (pl.col(KNOWN) > 0)).select(
        SOURCE, MONTH, pl.col(KNOWN).alias("came"))
    past = counted.join(whole, on=[SOURCE, MONTH]).sort(SOURCE, LAG, MONTH)
    old = counted.filter(pl.col(LAG) == HORIZON)
    young = counted.join(old, on=[SOURCE, MONTH], how="anti").sort(LAG).group_by(SOURCE, MONTH).last()
    rows = []
    for month in young.sort(SOURCE, MONTH).iter_rows(named=True):
        alike = past.filter((pl.col(SOURCE) == month[SOURCE]) & (pl.col(LAG) == month[LAG]))
        known, came = (alike[name].to_numpy() for name in (KNOWN, "came"))
        share = known.sum() / came.sum() if len(came) >= FEWEST_MONTHS else 0.0
        if share >= LEAST_SHARE:
            today = month["today_count"]
            low, high = np.quantile(_drawn(today, known, came), ENDS)
            rows.append((*(month[name] for name in (SOURCE, MONTH, LAG)), today, len(came), share,
                         low, today / share, high))
    return pl.DataFrame(rows, schema=EXPECTED, orient="row")


def _drawn(today: int, known: np.ndarray, came: np.ndarray) -> np.ndarray:
    """Counts that may come of today's: the share over months drawn again, and rows that come by chance."""
    drawn = np.random.default_rng(0)
    months = drawn.integers(0, len(came), (DRAWS, len(came)))
    shares = np.clip(known[months].sum(axis=1) / came[months].sum(axis=1), 1e-9, 1.0)
    return np.asarray(today + drawn.negative_binomial(today, shares))

"""What a row of `seed.build_date` means."""

from __future__ import annotations

import polars as pl

from schemas.base import Table
from schemas.columns import column


class SeedBuildDate(
    Table, name="seed.build_date", key=("as_of_date",),
    grain="build", group="assumptions"):
    """The day a build speaks of, in one row: the latest knowledge in its inputs, never the clock."""

    as_of_date: pl.Date = column("Day the tables speak of")
    complete_month_end_date: pl.Date = column("Last day of the latest month that is over by then")

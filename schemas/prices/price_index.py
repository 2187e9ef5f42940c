"""What a row of `core.price_index` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class CorePriceIndex(
    Table, name="core.price_index", key=("deflator_id", "month_start_date"),
    grain="deflator and month",
                     group="prices"):
    """Monthly price indices with their 2023 average, to turn nominal into 2023 dollars.

    There is no value for October 2025. Indices of computers, which count quality as a fall of
    price, are no deflators here: they would remove the progress that is measured.
    """

    deflator_id: str = column("Index: cpi_u or ppi_data_processing", str_matches=r"^[a-z0-9_]+$")
    month_start_date: pl.Date = column("First day of the month the value is of")
    index_value: float = column("Value of the index, in its own base", gt=0)
    to_2023_ratio: float = column(
        "Mean of the index over 2023 divided by the value: multiplies nominal dollars", gt=0
    )
    source_id: str = columns.source_id("Source of the value")
    citation: str = columns.citation()

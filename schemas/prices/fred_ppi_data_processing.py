"""What a row of `raw.fred_ppi_data_processing` means."""

from __future__ import annotations

import polars as pl

from schemas.columns import column, measure
from schemas.prices.index_series import INDEX, published_date
from schemas.raw import RawTable


class RawFredSeries(
    RawTable, name="raw.fred_ppi_data_processing", key=("month_start_date",),
    grain="month",
                    group="prices", planned=("published_date",)):
    """Producer prices of data processing and hosting (PCU518210518210), monthly, from FRED.

    The last four months are provisional and are revised once.
    """

    month_start_date: pl.Date = column("First day of the month")
    index_value: float = measure("Value of the index, December 2000 = 100", **INDEX)
    published_date: pl.Date = published_date()

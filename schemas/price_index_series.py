"""Price index series of the Bureau of Labor Statistics, as published; no corrections."""

from __future__ import annotations

import polars as pl

from schemas.columns import column, measure
from schemas.raw import RawTable

PERIODS = [*(f"M{number:02d}" for number in range(1, 14)), "S01", "S02", "S03"]


def _published_date() -> pl.Date:
    """The day from which a value is taken to be known, where it can be told from the value."""
    day: pl.Date = column(
        "Last day of the month in which the value became final; NULL where it may yet be revised: "
        "then it is known as of the file", nullable=True)
    return day


class RawFredSeries(RawTable, name="raw.fred_ppi_data_processing", key=("month_start_date",),
                    group="prices"):
    """Producer prices of data processing and hosting (PCU518210518210), monthly, from FRED.

    The last four months are provisional and are revised once.
    """

    month_start_date: pl.Date = column("First day of the month")
    index_value: float = measure("Value of the index, December 2000 = 100")
    published_date: pl.Date = _published_date()


class RawBlsCpi(RawTable, name="raw.bls_cpi", key=("series_id", "year", "period"), group="prices"):
    """Consumer price index series of the BLS, one row per series and period.

    Only values that are not seasonally adjusted and whose base stays are final when published. No
    value was ever published for October 2025.
    """

    series_id: str = column("Series of the BLS, such as CUUR0000SA0: all items, not adjusted")
    year: int = column("Year")
    period: str = column("M01 to M12 are months, M13 is the mean of the year, S01 to S03 are halves "
                         "of a year and their mean", isin=PERIODS)
    index_value: float = measure("Value of the index, in its own base")
    published_date: pl.Date = _published_date()

"""What a row of `raw.bls_cpi` means."""

from __future__ import annotations

import polars as pl

from schemas.columns import column, measure
from schemas.prices.index_series import INDEX, PERIODS, published_date
from schemas.raw import RawTable


class RawBlsCpi(
    RawTable, name="raw.bls_cpi", key=("series_id", "year", "period"),
    grain="series, year and period", group="prices",
                planned=("published_date",)):
    """Consumer price index series of the BLS.

    Only values that are not seasonally adjusted and whose base stays are final when published. No
    value was ever published for October 2025.
    """

    series_id: str = column("Series of the BLS, such as CUUR0000SA0: all items, not adjusted")
    year: int = column("Year", ge=1913, le=2099)
    period: str = column("M01 to M12 are months, M13 is the mean of the year, S01 to S03 are halves "
                         "of a year and their mean", isin=PERIODS)
    index_value: float = measure("Value of the index, in its own base", **INDEX)
    published_date: pl.Date = published_date()

"""What a row of `metric.price_performance_by_chip_date` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure
from schemas.prices.chip_price import PRICE_KINDS

NUMBER_FORMATS = ["fp64", "fp32", "tf32", "fp16", "fp8", "int8", "fp6", "fp4"]


class PricePerformanceByChipDate(
    Table, name="metric.price_performance_by_chip_date",
    key=("chip_id", "number_format", "price_date", "price_kind", "deflator_id", "chip_price_id"),
    grain="chip, number format, date, price and deflator",
    group="prices",
    coverage=("chip_price",),
    counts=("chip_with_price",),
):
    """Peak dense compute per dollar, for each chip, number format and stated price (M16).

    peak_per_usd_2023 = dense peak / (price x mean index of 2023 / index of the price's month).
    The interval is the stated price range: a low price gives the high end. Integer formats count
    operations. Formats must not be pooled, and list and street prices are different things.
    """

    chip_id: str = columns.chip_id()
    number_format: str = column("Number format of the peak", isin=NUMBER_FORMATS)
    price_date: pl.Date = column("Day the price was asked or paid")
    price_kind: str = column("Kind of price, see core.chip_price", isin=PRICE_KINDS)
    deflator_id: str = column("Index that turned nominal into 2023 dollars")
    chip_price_id: str = column("Price used, see core.chip_price")
    chip_name: str = column("Name in common use")
    peak_dense_flop_per_s: float = column("Dense peak in that format (OP/s for integers)", gt=0)
    price_usd: float = column("Price of one chip, nominal", gt=0)
    price_usd_2023: float = column("Price of one chip in dollars of 2023", gt=0)
    deflator_month_date: pl.Date = column("Month of the index used: the latest up to the price date")
    peak_dense_per_usd_flop_per_s: float = column("Dense peak per nominal dollar", gt=0)
    peak_dense_per_usd_2023_flop_per_s_low: float = measure("Low end: at the highest stated price")
    peak_dense_per_usd_2023_flop_per_s: float = column("Dense peak per dollar of 2023", gt=0)
    peak_dense_per_usd_2023_flop_per_s_high: float = measure("High end: at the lowest stated price")
    peak_dense_per_usd_2023_flop_per_s_basis: str = column(
        "Weakest basis of the inputs", isin=columns.BASES)
    interval_kind: str = column("range where the price is a range", nullable=True, isin=["range"])
    input_row_count: int = column("Rows that entered the value", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

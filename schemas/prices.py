"""Tables about money: what a chip cost, what a dollar was worth, what compute cost per dollar."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure

PRICE_KINDS = ["list", "street", "server_share", "cloud_implied"]
NUMBER_FORMATS = ["fp64", "fp32", "tf32", "fp16", "fp8", "int8", "fp6", "fp4"]


class ChipPriceColumns(Table):
    """One stated price of one chip."""

    chip_price_id: str = column("Stable slug of the price", str_matches=columns.SLUG)
    chip_id: str = columns.chip_id()
    price_date: pl.Date = column("Day the price was asked or paid")
    price_date_precision: str = columns.precision("the price date")
    price_kind: str = column(
        "list: asked by the maker; street: paid in trade; server_share: part of a server's price; "
        "cloud_implied: inferred from rental", isin=PRICE_KINDS)
    market_country_code: str = column("Market, ISO 3166-1 alpha-3; NULL where no source says",
                                      nullable=True, str_matches=columns.COUNTRY)
    price_usd_low: float = measure("Low end of the stated price range")
    price_usd: float = measure("Price of one chip or board", gt=0)
    price_usd_high: float = measure("High end of the stated price range")
    price_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    note: str = column("What a reader must know to use the price", nullable=True)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class SeedChipPrice(ChipPriceColumns, name="seed.chip_price", key=("chip_price_id",),
                    group="prices"):
    """Chip prices in public documents, curated with a citation per row."""


class CoreChipPrice(ChipPriceColumns, name="core.chip_price", key=("chip_price_id",),
                    group="prices"):
    """Chip prices, bundled, dated ones of Epoch AI and its release prices, one row per price.

    A price that the bundled rows state too is not counted again, nor a release price that another
    row states as a list price. Prices of TPUs, which are not sold, are assumptions and not here.
    """

    source_id: str = columns.source_id("Source of the price: `seed` or a source of meta.source")


class SeedPriceIndex(Table, name="seed.price_index", key=("deflator_id", "month_start_date"),
                     group="prices"):
    """Monthly price indices, not seasonally adjusted."""

    deflator_id: str = column("Index: cpi_u or ppi_data_processing", str_matches=r"^[a-z0-9_]+$")
    month_start_date: pl.Date = column("First day of the month the value is of")
    index_value: float = column("Value of the index, in its own base", gt=0)
    citation: str = columns.citation()


class CorePriceIndex(Table, name="core.price_index", key=("deflator_id", "month_start_date"),
                     group="prices"):
    """Monthly price indices with their 2023 average, to turn nominal into 2023 dollars.

    The publisher's file decides where one was taken in, the bundled values fill the other months.
    There is no value for October 2025. Indices of computers, which count quality as a fall of
    price, are no deflators here: they would remove the progress that is measured.
    """

    deflator_id: str = column("Index: cpi_u or ppi_data_processing", str_matches=r"^[a-z0-9_]+$")
    month_start_date: pl.Date = column("First day of the month the value is of")
    index_value: float = column("Value of the index, in its own base", gt=0)
    to_2023_ratio: float = column(
        "Mean of the index over 2023 divided by the value: multiplies nominal dollars", gt=0
    )
    source_id: str = columns.source_id("Source of the value: `seed` or a source of meta.source")
    citation: str = columns.citation()


class PricePerformanceByChipDate(
    Table, name="metric.price_performance_by_chip_date",
    key=("chip_id", "number_format", "price_date", "price_kind", "deflator_id", "chip_price_id"),
    group="prices",
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

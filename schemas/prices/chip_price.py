"""What a row of `seed.chip_price` and `core.chip_price` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure

PRICE_KINDS = ["list", "street", "server_share", "cloud_implied"]


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


class SeedChipPrice(ChipPriceColumns, name="seed.chip_price", key=("chip_price_id",), grain="price",
                    group="prices"):
    """Chip prices in public documents, curated with a citation per row."""


class CoreChipPrice(ChipPriceColumns, name="core.chip_price", key=("chip_price_id",), grain="price",
                    group="prices"):
    """Chip prices, bundled, dated ones of Epoch AI and its release prices.

    A price that the bundled rows state too is not counted again, nor a release price that another
    row states as a list price. A release price is `reported` where the database names a document of
    others for it, else an estimate. Prices of TPUs, which are not sold, are assumptions and not here.
    """

    source_id: str = columns.source_id("Source of the price: `seed` or a source of meta.source")
    first_snapshot_id: str = column("Snapshot it was first seen in; NULL for bundled rows",
                                    nullable=True)
    source_locator: str = column("Row of that source")
    stated_in_source_ids: TextList = column(
        "Databases that state this price, within a percent and a month; NULL where none does",
        nullable=True)

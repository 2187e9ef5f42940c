"""What a row of `seed.announced_product` and `core.announced_product` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column

KEY = ("maker", "product_name")
REFUSALS = [
    "no_measures", "no_dense_rate", "not_announced_by_maker", "no_document", "not_an_accelerator",
]


class AnnouncedProductColumns(Table):
    """One product that its maker or the press announced, and whether the register holds it."""

    maker: str = column("Company that designed or sells it")
    product_name: str = column("Name it was announced under")
    product_kind: str = column("What it is", isin=["chip", "memory", "board", "server", "rack"])
    announced_date: pl.Date = column("Day it was announced", nullable=True)
    announced_date_precision: str = columns.precision("the announcement")
    item_id: str = column("Its row in core.item, where the register holds it", nullable=True,
                          str_matches=columns.SLUG)
    refusal: str = column(
        "Why it is not held: no_measures were published; no_dense_rate: only figures not said to be "
        "dense; not_announced_by_maker: reports alone; no_document that we could open; "
        "not_an_accelerator", nullable=True, isin=REFUSALS)
    note: str = column("What is known of it and of its shipping", nullable=True)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class SeedAnnouncedProduct(
    AnnouncedProductColumns, name="seed.announced_product", key=KEY,
    grain="maker and product",
                           group="chips"):
    """Announced products by maker, each registered or refused, with a citation per row."""


class CoreAnnouncedProduct(
    AnnouncedProductColumns, name="core.announced_product", key=KEY,
    grain="maker and product", group="chips",
    copies="seed.announced_product",
    question="Which announced chips does the register not hold, and why?",
    example="select maker, product_name, announced_date, refusal from core.announced_product "
            "where refusal is not null order by maker, product_name",
):
    """What makers announced since 2025 and whether core.item holds it: nothing is left out unsaid."""

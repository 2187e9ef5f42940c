"""What a row of `seed.item` and `core.item` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure


class ItemColumns(Table):
    """What is said of an item: a chip, or something that matters for controls with one in it."""

    item_id: str = column("Stable slug of the item; of a chip, its chip_id",
                          str_matches=columns.SLUG)
    item_name: str = column("Name in common use")
    item_kind: str = column("chip, hbm_stack, board, server or rack",
                            isin=["chip", "hbm_stack", "board", "server", "rack"])
    maker: str = column("Company that designed or sells the item")
    maker_country_code: str = column("Country of its headquarters, ISO 3166-1 alpha-3",
                                     str_matches=columns.COUNTRY)
    release_date: pl.Date = column("Day the item was announced", nullable=True)
    release_date_precision: str = columns.precision("the release date")
    chip_id: str = column("Chip contained, see core.chip", nullable=True, str_matches=columns.SLUG)
    chip_count: int = measure("Chips contained")
    memory_bandwidth_gb_per_s: float = measure("Memory bandwidth of the whole item")
    package_area_mm2: float = measure("Area of a memory stack's package")
    memory_size_gb: float = measure("Memory of the whole item")
    unknown: str = columns.unknown()
    citation: str = column("Document the row's facts were read in; of a chip, see core.chip_fact")
    citation_url: str = column("Address of that document", nullable=True)


class SeedItem(ItemColumns, name="seed.item", key=("item_id",), grain="item", group="chips"):
    """Memory stacks, boards, servers and racks, curated with a citation per row."""


class CoreItem(ItemColumns, name="core.item", key=("item_id",), grain="item", group="chips"):
    """Everything whose control status is asked: chips, memory stacks, and what contains chips."""

"""Epoch AI's dated hardware prices in the publisher's vocabulary; no corrections."""

from __future__ import annotations

import polars as pl

from schemas.columns import TextList, column, measure
from schemas.raw import RawTable


class RawEpochHardwarePrice(
    RawTable, name="raw.epoch_hardware_price", key=("price_key",), grain="price", group="prices"
):
    """Prices to buy or rent hardware, one row per statement, as Epoch AI collected them.

    The file has no key: rows that share their first seven columns are numbered by what else they
    say, and rows that say the same are one.
    """

    price_key: str = column("Source, date, model, vendor, location, description and count, joined; "
                            "with ` #2` and so on where rows share them")
    price_source: str = column("Page the price was read on")
    price_date: pl.Date = column("Day of that page", nullable=True)
    hardware_model: str = column("Hardware, by Epoch's name")
    manufacturer: str = column("Company that sells the hardware", nullable=True)
    vendor: str = column("Cloud provider; empty for purchases", nullable=True)
    location: str = column("Region, by the provider's name", nullable=True)
    on_demand_price_per_chip_hour_usd: float = measure("Rent by the hour")
    one_year_price_per_chip_hour_usd: float = measure("Rent committed for one year")
    three_year_price_per_chip_hour_usd: float = measure("Rent committed for three years")
    purchase_price_usd: float = measure("Price of one chip; a server's price over its chips")
    notes: str = column("Epoch's remarks: what was priced, how it was converted", nullable=True)
    note_terms: TextList = column("Words of the remarks that say what kind of price it is",
                                  nullable=True)
    cloud_description: str = column("The offer, by the provider's words", nullable=True)
    gpu_count: int = measure("Chips in what was priced")

"""Epoch AI's estimates of AI chips sold and owned, one table for the whole family of its files."""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.columns import column
from schemas.raw import RawTable


def _quantity(description: str) -> Any:
    """A quantity that some files of the family lack, and that may be nothing at all."""
    return column(description, nullable=True, ge=0)


class RawEpochChipSales(
    RawTable, name="raw.epoch_chip_sales",
    key=("series", "detail", "chip_manufacturer", "owner_name", "chip_key", "end_date"),
    grain="series, detail, maker, owner, chip and period",
    group="stock", planned=("end_date",),
):
    """Chips of one maker, and where the file says so of one type and one owner, over one period.

    What a file does not divide by stands as `all`. Low and high are the 5th and 95th percentile.
    """

    series: str = column("calendar_quarter and fiscal_quarter count one period; cumulative all up to it",
                         isin=["calendar_quarter", "fiscal_quarter", "cumulative"])
    detail: str = column("by_chip, or total over the maker's chips", isin=["by_chip", "total"])
    chip_manufacturer: str = columns.name_of_id("Maker as printed")
    owner_name: str = columns.name_of_id("Owner as printed; `all` in files of sales")
    chip_key: str = columns.name_of_id("Chip type as it is called today: renames between releases are undone")
    chip_type: str = column("Chip type as printed; `all` in files of totals")
    record_name: str = column("Name of the record")
    start_date: pl.Date = column("First day of the period; of cumulative ones, of the series")
    end_date: pl.Date = column("Last day of the period")
    unit_count_low: float = _quantity("Chips, 5th percentile")
    unit_count: float = _quantity("Chips, median")
    unit_count_high: float = _quantity("Chips, 95th percentile")
    h100e_count_low: float = _quantity("H100 equivalents by 8-bit operations, 5th percentile")
    h100e_count: float = _quantity("H100 equivalents by 8-bit operations, median")
    h100e_count_high: float = _quantity("H100 equivalents by 8-bit operations, 95th percentile")
    power_mw_low: float = _quantity("Thermal design power of the chips, 5th percentile")
    power_mw: float = _quantity("Thermal design power of the chips, median")
    power_mw_high: float = _quantity("Thermal design power of the chips, 95th percentile")
    tdp_w_low: float = _quantity("The same in watts, 5th percentile, where the file has it")
    tdp_w: float = _quantity("The same in watts, median")
    tdp_w_high: float = _quantity("The same in watts, 95th percentile")
    is_incomplete: bool = column("The publisher's data cover only a part of the period")
    note: str = column("Note, without the time at which the estimates were generated", nullable=True)
    source_link: str = column("Link to the publisher's own source", nullable=True)

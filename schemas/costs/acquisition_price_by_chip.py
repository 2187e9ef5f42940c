"""What a row of `step.acquisition_price_by_chip` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.costs.costing_family_by_chip import FAMILIES


class AcquisitionPriceByChip(
    Table, name="step.acquisition_price_by_chip", is_published=True, key=("chip_id",),
    grain="chip", group="costs",
):
    """What one chip cost in its server, and from when: the price row that costing selects (M18).

    Of the purchase prices of the chip's family the first whose note names a DGX system, else the
    first; times the server overhead where the price is of a chip alone. TPUs have equivalents.
    """

    chip_id: str = columns.chip_id()
    chip_family: str = column("Chips that share a server price and a power multiplier",
                              isin=FAMILIES)
    chip_price_id: str = column("Selected price, see core.chip_price; NULL for a TPU",
                                nullable=True)
    price_date: pl.Date = column("Day of that price", nullable=True)
    price_usd: float = column("That price, nominal", gt=0)
    is_single_unit: bool = column("It is of a chip alone, so the server overhead was added")
    server_overhead_ratio: float = column("Server price over chip price; 1 where it is in the price",
                                          ge=1)
    acquisition_date: pl.Date = column("Earliest day a buyer had it: price date, or 90 days after "
                                       "release if that is later; a TPU: its release")
    server_share_price_usd: float = column("Price of one chip with its share of the server", gt=0)
    price_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)

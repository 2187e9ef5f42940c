"""What a row of `core.hardware_listing` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import chip_measure, column, measure


class CoreHardwareListing(
    Table, name="core.hardware_listing", key=("source_id", "source_key"),
    grain="source and record", group="chips",
    may_be_empty=True,
):
    """Processors as each database lists them, in one vocabulary: one row per record, not per chip.

    Nothing is matched or merged: the same GPU listed by two databases is two rows. A chip of
    core.chip is named where an alias says so.
    """

    source_id: str = columns.source_id()
    source_key: str = column("Key of the record in its source")
    hardware_name: str = column("Name in the source", nullable=True)
    manufacturer: str = column("Company that sells it", nullable=True)
    hardware_type: str = column("GPU, CPU, TPU and so on, as the source says", nullable=True)
    is_used_for_ml: bool = column("The source lists models trained on it; NULL: it lists none",
                                  nullable=True)
    chip_id: str = column("Chip of core.chip, where an alias names it", nullable=True,
                          str_matches=columns.SLUG)
    release_date: pl.Date = column("Release date; coarse dates may be padded", nullable=True)
    release_price_usd: float = measure("Price at release, nominal")
    fp32_flop_per_s: float = chip_measure("FP32 rate of the vector units, boost where stated", "flop_per_s")
    fp16_flop_per_s: float = chip_measure("FP16 rate of the vector units, boost where stated", "flop_per_s")
    die_area_mm2: float = measure("Die area", ge=1, le=60_000)
    transistor_count: float = chip_measure("Transistors", "count")
    memory_bandwidth_gb_per_s: float = measure("Memory bandwidth")
    tdp_w: float = chip_measure("Thermal design power", "w")
    first_snapshot_id: str = column("Snapshot in which the record was first seen")
    source_locator: str = column("Place of the record in that snapshot")

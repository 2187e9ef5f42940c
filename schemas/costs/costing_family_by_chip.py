"""What a row of `step.costing_family_by_chip` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure

FAMILIES = ["a100", "v100", "h100", "p100", "tpu_v1", "tpu_v2", "tpu_v3", "tpu_v4", "tpu_later",
            "other"]


class CostingFamilyByChip(
    Table, name="step.costing_family_by_chip", is_published=True, key=("chip_id",),
    grain="chip", group="costs",
):
    """Which price, server overhead and power multiplier hold for a chip, by its name (M18, M21)."""

    chip_id: str = columns.chip_id()
    chip_name: str = column("Name in common use")
    chip_family: str = column("Chips that share a server price and a power multiplier",
                              isin=FAMILIES)
    is_tpu: bool = column("A TPU, which nobody buys")
    release_date: pl.Date = column("Day it was released", nullable=True)
    tdp_w: float = measure("Thermal design power of one chip")
    is_power_assumed: bool = column("The power is the constant tpu_v4_power_w: no source states it")
    peak_dense_flop_per_s: float = measure("Dense peak that training could use: 16 bits, else TF32, "
                                           "else FP32, else 8-bit integers")
    server_power_constant_id: str = column("Constant with its server's power per chip over its own")
    server_overhead_constant_id: str = column("Constant with its server's price over its own")

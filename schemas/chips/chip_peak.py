"""Peaks of chips, one row a number format. The chip itself, wide, stands in chip.py."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure

FORMATS = ["fp64", "fp32", "tf32", "fp16", "fp8", "int8", "fp6", "fp4"]


class ChipPeak(
    Table, name="core.chip_peak", key=("chip_id", "number_format"),
    grain="chip and number format", group="chips"):
    """Dense peak of each chip in each number format, known or not, with the reason where it is not."""

    chip_id: str = columns.chip_id()
    number_format: str = column("Format; fp16 stands for BF16 too", isin=FORMATS)
    operand_bit: float = column("Bits of an operand as the format's name states them", gt=0)
    peak_dense_flop_per_s: float = measure("Dense peak of the fastest unit type; of int8, integer "
                                           "operations per second")
    reason_code: str = column("Why there is no peak", nullable=True, isin=columns.REASONS)

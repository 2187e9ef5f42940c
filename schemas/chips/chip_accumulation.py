"""What a row of `seed.chip_accumulation` and `core.chip_accumulation` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column

KEY = ("chip_id", "number_format", "accumulate_format")


class ChipAccumulationColumns(Table):
    """One dense peak of a chip whose rate depends on the format that products are added up in."""

    chip_id: str = columns.chip_id()
    number_format: str = column("Format of the numbers that are multiplied", isin=["fp16", "fp8"])
    accumulate_format: str = column("Format that the products are added up in",
                                    isin=["fp16", "fp32"])
    peak_dense_flop_per_s: float = column("Dense peak", gt=0)
    citation: str = columns.citation()
    citation_url: str = columns.citation_url()


class SeedChipAccumulation(
    ChipAccumulationColumns, name="seed.chip_accumulation", key=KEY,
    grain="chip, number format and accumulate format",
                           group="chips"):
    """Peaks of gaming cards by accumulation, curated with a citation per row."""


class CoreChipAccumulation(
    ChipAccumulationColumns, name="core.chip_accumulation", key=KEY,
    grain="chip, number format and accumulate format", group="chips",
    copies="seed.chip_accumulation",
    question="How much faster is a gaming card if it adds up in FP16?",
    example="select chip_id, accumulate_format, peak_dense_flop_per_s / 1e12 as tflop_per_s "
            "from core.chip_accumulation where number_format = 'fp16' order by all",
):
    """Peaks of gaming cards with FP16 and with FP32 accumulation.

    core.chip holds the peak with FP32 accumulation, as chips for data centers state it and as
    training uses it. The advertised one, twice as high, is the other row.
    """

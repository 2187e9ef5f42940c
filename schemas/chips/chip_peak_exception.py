"""What a row of `seed.chip_peak_exception` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class SeedChipPeakException(
    Table, name="seed.chip_peak_exception", key=("chip_id", "number_format"),
    grain="chip and number format", group="chips",
    may_be_empty=True,
):
    """Formats that a data sheet says run slower than a wider one; of any other it is an error.

    An H100 equivalent by 8 bits counts the faster of INT8 and FP8, so such a format weighs nothing.
    """

    chip_id: str = columns.chip_id()
    number_format: str = column("The narrow format that is slow", isin=["fp16", "fp8", "int8", "fp6",
                                                                       "fp4"])
    note: str = column("What the maker did")
    citation: str = columns.citation()
    citation_url: str = columns.citation_url()

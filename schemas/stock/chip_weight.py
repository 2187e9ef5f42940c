"""What a row of `seed.chip_weight` and `core.chip_weight` means."""

from __future__ import annotations

from typing import Any

from schemas import columns
from schemas.base import Table
from schemas.columns import column

H100E_BASES = ["dense_int8", "dense_bf16"]


def h100e_basis() -> Any:
    """What an H100 equivalent counts; one basis is never converted into the other by a constant."""
    return column("What an H100 equivalent counts: dense 8-bit operations or dense 16-bit FLOP "
                  "relative to an H100", isin=H100E_BASES)


def party(description: str) -> Any:
    """A designer or an owner of chips."""
    return column(description, str_matches=columns.SLUG)


class ChipWeightColumns(Table):
    """What one chip counts in H100 equivalents, by one publisher."""

    publisher_id: str = party("Who counts it so; `datasheet` is the ratio of the peaks of core.chip")
    chip_id: str = columns.chip_id()
    h100e_basis: str = h100e_basis()
    h100e_per_chip_ratio_low: float = column("Low end", nullable=True, gt=0)
    h100e_per_chip_ratio: float = column("H100 equivalents per chip", gt=0)
    h100e_per_chip_ratio_high: float = column("High end", nullable=True, gt=0)
    note: str = column("What a reader must know", nullable=True)


class SeedChipWeight(ChipWeightColumns, name="seed.chip_weight",
                     key=("publisher_id", "chip_id", "h100e_basis"),
    grain="publisher, chip and basis", group="stock"):
    """Publishers' own weights, which can differ from the ratio of the peaks in a datasheet."""

    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreChipWeight(ChipWeightColumns, name="core.chip_weight",
                     key=("publisher_id", "chip_id", "h100e_basis"),
    grain="publisher, chip and basis", group="stock"):
    """H100 equivalents per chip by publisher, and by the peaks that core.chip holds."""

    citation: str = columns.citation()

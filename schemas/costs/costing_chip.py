"""What a row of `seed.costing_chip` and `core.costing_chip` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class CostingChipColumns(Table):
    """The chip that stands for a name which leaves its form or memory open."""

    hardware_name: str = column("Name in the sources, letter for letter")
    chip_id: str = columns.chip_id()
    note: str = column("What is left open", nullable=True)
    citation: str = columns.citation()


class SeedCostingChip(
    CostingChipColumns, name="seed.costing_chip", key=("hardware_name",),
    grain="hardware name",
                      group="costs"):
    """Chips by which runs on hardware named by its family alone are costed."""


class CoreCostingChip(
    CostingChipColumns, name="core.costing_chip", key=("hardware_name",), grain="hardware name",
                      group="costs",
    copies="seed.costing_chip",
    question="Which chip stands for a name that leaves the form open?",
    example="select hardware_name, chip_id, note from core.costing_chip order by "
            "hardware_name",
):
    """Chips by which runs on hardware named by its family alone are costed."""

"""What each source says of a chip, and which statement is believed."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class CoreChipFact(
    Table, name="core.chip_fact",
    question="Who says what of the H20's memory, and which is believed?",
    example=(
        "select source_id, value, is_chosen, citation from core.chip_fact where chip_id = "
        "'nvidia-h20' and attribute = 'memory_size_gb' order by is_chosen desc, source_id"
    ),
    key=("chip_id", "attribute", "source_id", "source_key"),
    grain="chip, attribute, source and record",
    group="chips",
):
    """Every statement about a chip, by source; a conflict is two rows with different values.

    One row per chip and attribute is believed, by the rule it names. A row without a value states
    why there is none.
    """

    chip_id: str = columns.chip_id()
    attribute: str = column("Column of core.chip that the statement is about; it names the unit")
    source_id: str = columns.source_id("Source of the statement: `seed` is the bundled register")
    source_key: str = column("Name or id of the chip in that source")
    value: str = column("The value as text; dates are ISO, numbers exact", nullable=True)
    value_number: float = column("The value as a number, where it is one", nullable=True)
    reason_code: str = column(
        "Why there is no value: not_disclosed by the maker, not_found by us, not_supported by the "
        "chip, or not_applicable", nullable=True, isin=columns.REASONS,
    )
    first_snapshot_id: str = column(
        "Snapshot in which the record was first seen, see meta.snapshot; NULL for bundled ones",
        nullable=True,
    )
    source_locator: str = column("Row or record and column, down to the cell")
    citation: str = column("Document the bundled register cites", nullable=True)
    is_chosen: bool = column("Believed: this statement stands in core.chip")
    chosen_by_rule: str = column("Rule that chose it", nullable=True)

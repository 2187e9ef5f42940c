"""What a fact is: one source's statement about one attribute of an entity that sources share.

The tables of facts stand one module per entity; which fact is believed is decided in conform.
"""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class FactColumns(Table):
    """One statement of one source, with its interval where it has one, down to the cell."""

    attribute: str = column("Column of the entity that the statement is about; it names the unit")
    source_id: str = columns.source_id("Source of the statement: `seed` is the bundled register")
    source_key: str = column("Name or id of the entity in that source")
    value: str = column("The value as text; dates are ISO, numbers exact, lists joined by `; `",
                        nullable=True)
    value_number: float = column("The value as a number, where it is one", nullable=True)
    value_low: float = column("Low end of its interval, where the source states one", nullable=True)
    value_high: float = column("High end of its interval", nullable=True)
    basis: str = column("reported, estimated or imputed; NULL where that is no question",
                        nullable=True, isin=columns.BASES)
    reason_code: str = column("Why there is no value", nullable=True, isin=columns.REASONS)
    first_snapshot_id: str = column(
        "Snapshot in which the record was first seen, see meta.snapshot; NULL for bundled ones",
        nullable=True,
    )
    source_locator: str = column("Row or record and column, down to the cell")
    citation: str = column("Document the bundled register cites", nullable=True)
    is_chosen: bool = column("Believed: this statement stands in the entity's table")
    chosen_by_rule: str = column("Rule that chose it", nullable=True)

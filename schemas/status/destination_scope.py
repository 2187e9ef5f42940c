"""What a row of `seed.destination_scope` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column

SUBJECTS = ["destination", "headquarters"]


class DestinationScopeColumns(Table):
    """One condition of one alternative of a destination scope."""

    scope_id: str = column("Stable slug of the scope", str_matches=columns.SLUG)
    clause: str = column("Alternative: all conditions of one must hold, any alternative suffices",
                         str_matches=columns.SLUG)
    condition_number: int = column("Number of the condition in its alternative", ge=1)
    subject: str = column("Where the item goes, or where the end user or its ultimate parent is "
                          "headquartered", isin=SUBJECTS)
    code: str = column("Country group, ISO alpha-3 code, or headquarters group")
    is_member: bool = column("True: must be in it; false: must not")


class SeedDestinationScope(
    DestinationScopeColumns, name="seed.destination_scope",
    key=("scope_id", "clause", "condition_number"),
    grain="scope, clause and condition", group="status", may_be_empty=True,
):
    """What the rules mean by their destinations, as conditions on country groups and headquarters."""

    note: str = column("What a reader must know", nullable=True)
    citation: str = columns.citation()

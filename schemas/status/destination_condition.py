"""What a row of `core.destination_condition` means."""

from __future__ import annotations

from schemas.columns import column
from schemas.status.destination_scope import DestinationScopeColumns


class DestinationCondition(
    DestinationScopeColumns, name="core.destination_condition",
    key=("scope_id", "clause", "condition_number"),
    grain="scope, clause and condition", group="status", may_be_empty=True,
):
    """Conditions of every scope: of provisions, and of the events that list their destinations.

    A scope whose name ends in `-on-<day>` asks for membership on that day, whatever holds since.
    """

    code_then: str = column("The code and the day whose membership counts; NULL: the day of the "
                            "transaction", nullable=True)

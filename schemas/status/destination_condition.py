"""What a row of `core.destination_condition` means."""

from __future__ import annotations

from schemas.status.destination_scope import DestinationScopeColumns


class DestinationCondition(
    DestinationScopeColumns, name="core.destination_condition",
    key=("scope_id", "clause", "condition_number"), group="status", may_be_empty=True,
):
    """Conditions of every scope: of provisions, and of the events that list their destinations."""

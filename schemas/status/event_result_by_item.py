"""What a row of `step.event_result_by_item` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.status.item_words import item_id


class EventResult(
    Table, name="step.event_result_by_item", key=("item_id", "rule_event_id"),
    grain="item and rule event", group="status", is_published=True,
    may_be_empty=True,
):
    """Items that letters, announcements and foreign measures on chips are about, or may be about.

    Where destinations an event reaches stand in core.destination_scope_member; items it is surely
    not about have no row.
    """

    item_id: str = item_id()
    rule_event_id: str = column("Event, see core.rule_event", str_matches=columns.SLUG)
    result: str = column("Whether the item is in its scope", isin=["yes", "undetermined"])
    item_basis: str = column("reported: named, or caught by numbers stated to its maker; imputed: "
                             "caught by numbers stated to another", isin=columns.BASES)
    is_named: bool = column("Named by the event, itself or by the chip in it")
    is_addressed: bool = column("Whether its maker was told, or nobody in particular; a letter binds "
                                "no other, see letter-reach in core.ambiguity")
    trigger_values: str = column("Values, thresholds and margins, in words", nullable=True)
    unknown_input: str = column("Input that leaves it open", nullable=True)

"""What a row of `step.letter_finding_by_item` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import TextList, column
from schemas.status.item_words import item_id


class LetterFinding(
    Table, name="step.letter_finding_by_item", key=("item_id", "deciding_event_ids"),
    grain="item and deciding events",
    group="status", may_be_empty=True,
):
    """Values by which letters catch an item, in words."""

    item_id: str = item_id()
    deciding_event_ids: TextList = column("Letters together")
    trigger_values: str = column("Values, thresholds and margins of the letters, in words",
                                 nullable=True)

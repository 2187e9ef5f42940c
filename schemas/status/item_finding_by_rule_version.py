"""What a row of `step.item_finding_by_rule_version` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import TextList, column
from schemas.status.item_words import TRUTHS, item_id, rule_version_id


class ItemFinding(
    Table, name="step.item_finding_by_rule_version", key=("item_id", "rule_version_id"),
    grain="item and rule version",
    group="status", may_be_empty=True,
):
    """Where an item stands in the control list under a version, in one row and in words."""

    item_id: str = item_id()
    rule_version_id: str = rule_version_id("Version tested")
    text_control: str = column("Whether it is classified in 3A090 or 4A090", isin=TRUTHS)
    paragraph_set: TextList = column("Paragraphs it may be classified in")
    deciding_paragraph: str = column("Deciding paragraph or note", nullable=True)
    clause: str = column("Deciding alternative", nullable=True)
    trigger_values: str = column("Values, thresholds and margins that decide", nullable=True)
    free_reason_code: str = column("Why no licence is asked, where none is",
                                   isin=["not_subject_to_ear", "not_classified",
                                         "excluded_by_note", "no_requirement_for_destination"])
    unknown_inputs: str = column("Inputs that leave it open, with their reasons", nullable=True)
    finding: str = column("The classification in words")
    ambiguity_ids: TextList = column("Interpretive choices of the item's numbers")

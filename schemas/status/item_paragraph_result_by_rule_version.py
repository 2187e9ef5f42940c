"""What a row of `step.item_paragraph_result_by_rule_version` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column
from schemas.status.item_words import TRUTHS, item_id, rule_version_id


class ItemParagraphResult(
    Table, name="step.item_paragraph_result_by_rule_version", is_published=True,
    key=("item_id", "rule_version_id", "control_paragraph"),
    grain="item, rule version and paragraph", group="status", may_be_empty=True,
):
    """Whether an item is classified in a paragraph under a version, by which clause and values."""

    item_id: str = item_id()
    rule_version_id: str = rule_version_id("Version tested")
    control_paragraph: str = column("Paragraph: 3A090.a, 3A090.b, 3A090.c, 4A090.a, 4A090.b")
    result: str = column("Whether the item is classified there", isin=TRUTHS)
    clause: str = column("The alternative that decides: met first, or missed by least, or left open",
                         nullable=True)
    deciding_paragraph: str = column("Paragraph of that alternative, or the note that excludes",
                                   nullable=True)
    trigger_values: str = column("Values, thresholds and margins of that alternative, in words",
                                 nullable=True)
    shortfall_ratio: float = column("Of an item not caught by numbers: by how much of the threshold "
                                    "the nearest alternative is missed", nullable=True, ge=0)
    unknown_inputs: str = column("Inputs that leave it open, with their reasons", nullable=True)

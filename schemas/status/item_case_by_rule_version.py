"""What a row of `step.item_case_by_rule_version` means."""

from __future__ import annotations

from schemas.columns import column
from schemas.status.item_words import item_id
from schemas.status.legal_case_by_rule_version import BearingOnCase


class ItemCase(
    BearingOnCase, name="step.item_case_by_rule_version",
    key=("item_id", "rule_version_id", "case_number"),
    grain="item, rule version and case", group="status", may_be_empty=True,
):
    """The legal cases an item may be under a version: one, or several where inputs are unknown.

    Each case is the outcome of the whole test for one combination of what the inputs may be:
    .a before .b, notes, licence exceptions and review thresholds together, so that dependent tests
    never contradict one another.
    """

    item_id: str = item_id()
    case_number: int = column("Number of the case, from 1", ge=1)
    control_paragraph: str = column("Paragraph that classifies the item: of 4A090 for what contains "
                                    "the circuit", nullable=True)
    clause: str = column("First alternative of it that is met", nullable=True)
    excluding_locator: str = column("Note that takes the item out", nullable=True)
    is_subject_to_ear: bool = column("Subject to the EAR, in this case")

"""What a row of `step.item_case_by_rule_version` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import TextList, column
from schemas.status.item_words import item_id, rule_version_id


class ItemCase(
    Table, name="step.item_case_by_rule_version",
    key=("item_id", "rule_version_id", "case_number"),
    grain="item, rule version and case", group="status", may_be_empty=True,
):
    """The legal cases an item may be under a version: one, or several where inputs are unknown.

    Each case is the outcome of the whole test for one combination of what the inputs may be:
    .a before .b, notes, licence exceptions and review thresholds together, so that dependent tests
    never contradict one another.
    """

    item_id: str = item_id()
    rule_version_id: str = rule_version_id("Version tested")
    case_number: int = column("Number of the case, from 1", ge=1)
    case_id: str = column("What bears on the status, in one text: cases with the same id are "
                          "treated alike; `none`: no paragraph")
    parameter_paragraph: str = column(
        "Paragraph of 3A090 whose parameters are met; NULL: none", nullable=True)
    control_paragraph: str = column("Paragraph that classifies the item: of 4A090 for what contains "
                                    "the circuit", nullable=True)
    clause: str = column("First alternative of it that is met", nullable=True)
    excluding_locator: str = column("Note that takes the item out", nullable=True)
    is_datacenter: bool = column("Designed or marketed for data centers, in this case",
                                 nullable=True)
    is_subject_to_ear: bool = column("Subject to the EAR, in this case")
    is_us_marketed: bool = column("Commercially available in the United States when the version was "
                                  "published, in this case")
    passed_locators: TextList = column("Paragraphs on exceptions and review whose numbers are met")
    designer_group_codes: TextList = column("Country groups of the designer that provisions ask for")

"""What a row of `step.legal_case_by_rule_version` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import TextList, column
from schemas.status.item_words import rule_version_id


class BearingOnCase(Table):
    """What bears on the status of a legal case; its name says all of it."""

    rule_version_id: str = rule_version_id("Version tested")
    case_id: str = column("What bears on the status, in one text: cases with the same id are "
                          "treated alike; `none`: no paragraph")
    parameter_paragraph: str = column(
        "Paragraph of 3A090 whose parameters are met; NULL: none", nullable=True)
    is_datacenter: bool = column("Designed or marketed for data centers, in this case; NULL: not known",
                                 nullable=True)
    is_us_marketed: bool = column("Commercially available in the United States when the version was "
                                  "published, in this case")
    passed_locators: TextList = column("Paragraphs on exceptions and review whose numbers are met")
    designer_group_codes: TextList = column("Country groups of the designer that provisions ask for")


class LegalCase(
    BearingOnCase, name="step.legal_case_by_rule_version", key=("rule_version_id", "case_id"),
    grain="rule version and case", group="status", may_be_empty=True,
):
    """Each legal case in which any item may be under a version, once, but that of no paragraph.

    An item that comes or goes changes nothing here while others are treated like it.
    """

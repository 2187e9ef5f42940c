"""What a row of `step.strict_paragraph_by_item_rule_version` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import TextList, column
from schemas.status.item_words import item_id, rule_version_id


class StrictParagraph(
    Table, name="step.strict_paragraph_by_item_rule_version", is_published=True,
    key=("item_id", "rule_version_id", "control_paragraph"),
    grain="item, rule version and paragraph", group="status", may_be_empty=True,
):
    """The paragraphs an item may be in, with all that is not known of it read against the exporter.

    Told from the tests alone and not from the cases of an item, so that answers, which are made of
    cases, can be held against it. What is not known to be outside the EAR counts as subject to them.
    """

    item_id: str = item_id()
    rule_version_id: str = rule_version_id("Version tested")
    control_paragraph: str = column("Paragraph whose numbers may be met; of what contains a circuit, "
                                      "that of the circuit")
    is_sure: bool = column("Met whatever is not known; later paragraphs are then left out")
    is_datacenter: bool = column("Designed or marketed for data centers; NULL: not known", nullable=True)
    is_partner_design: bool = column("Designed in a country whose designers exceptions ask for")
    met_locators: TextList = column("Paragraphs on exceptions and review whose numbers are surely met")

"""What a row of `metric.rule_change_by_rule_version_paragraph` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column

CHANGES = ["added", "removed", "changed", "renumbered", "parameters_changed"]


class RuleChange(
    Table, name="metric.rule_change_by_rule_version_paragraph",
    question="What did each document change in 3A090?",
    example=(
        "select rule_version_to_id, locator, change, text_from, text_to from "
        "metric.rule_change_by_rule_version_paragraph where entry = '3A090' order by "
        "effective_date, locator limit 5"
    ),
                 key=("rule_version_from_id", "rule_version_to_id", "locator", "change"),
    grain="rule version, paragraph and change",
                 group="rules", may_be_empty=True,
    leaves_nothing="every paragraph of two versions is compared",
):
    """What each document changed in the text, paragraph by paragraph, against the one before (M33).

    Compared are 3A090, 4A090, 4E091 and what the document says it changed, as far as texts of both
    sides are held. What a capture lacks is no deletion; what it is the first to hold, no addition.
    """

    rule_version_from_id: str = column("Document before", str_matches=columns.SLUG)
    rule_version_to_id: str = column("Document that made the change", str_matches=columns.SLUG)
    locator: str = column("Paragraph, by its place after the change; before it where removed")
    change: str = column("renumbered: the same wording elsewhere; parameters_changed: a control "
                         "parameter differs; changed: other words only", isin=CHANGES)
    locator_from: str = column("Place before the change; NULL where added", nullable=True)
    entry: str = column("ECCN or section")
    kind: str = column("What the paragraph is, see core.rule_paragraph")
    effective_date: pl.Date = column("Day the later document took effect")
    text_from: str = column("Wording before", nullable=True)
    text_to: str = column("Wording after", nullable=True)
    parameters_from: str = column("Control parameters before, joined by `; `", nullable=True)
    parameters_to: str = column("Control parameters after, joined by `; `", nullable=True)
    text_similarity_ratio: float = column("Likeness of the two wordings, 1 where equal",
                                          nullable=True, ge=0, le=1)

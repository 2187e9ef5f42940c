"""What a row of `core.provision_evidence` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.rules.rule_threshold import EVIDENCE


class ProvisionEvidence(
    Table, name="core.provision_evidence",
    question="Where was each requirement, exception and review policy read, and does held text agree?",
    example=(
        "select provision_id, read_date, text_locators, evidence from core.provision_evidence "
        "order by provision_id, read_date"
    ),
    key=("provision_id", "read_date"), grain="provision and day", group="rules", may_be_empty=True,
):
    """Each provision beside the paragraphs in which it was read; a check refuses what they do not say.

    Where a capture of that day is held, policy, items and places of the row must all be named by
    its words, by what stands above them, or by the paragraphs they refer to.
    """

    provision_id: str = column("Provision", str_matches=columns.SLUG)
    read_date: pl.Date = column("Day of the text that was read")
    text_locators: TextList = column("Paragraphs that were read together")
    evidence: str = column("text: a capture of those paragraphs on that day is held", isin=EVIDENCE)
    is_proven: bool = column("Whether row and text agree; true where the text is not held")
    stated: str = column("What the row states: policy, items, places", nullable=True)
    found: str = column("What the words name of these", nullable=True)
    fault: str = column("What is wrong, in words", nullable=True)
    citation: str = columns.citation()
    source_id: str = column("Source of the held text", nullable=True)
    first_snapshot_id: str = column("Snapshot the wording was first seen in", nullable=True)

"""What a row of `core.rule_threshold_evidence` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.rules.rule_threshold import EVIDENCE


class RuleThresholdEvidence(
    Table, name="core.rule_threshold_evidence",
    question="Which control parameters are proven by text that is held?",
    example=(
        "select evidence, count(*) as parameters from core.rule_threshold_evidence group by "
        "evidence order by evidence"
    ),
    key=("evidence_id",), grain="evidence",
                            group="rules", may_be_empty=True):
    """Each control parameter beside what the held text says; a check refuses what is not proven.

    A parameter that the text states and no row repeats has a row of its own, without a threshold; so
    has what a later capture says otherwise while the version is in force, with its day.
    """

    evidence_id: str = column("The threshold, or `left-over`, version, paragraph and place in it; "
                              "behind a day what the captures since then say otherwise")
    rule_version_id: str = column("Version", str_matches=columns.SLUG)
    threshold_id: str = column("Parameter; NULL for one that only the text has", nullable=True)
    paragraph_locator: str = column("Paragraph the parameter cites, or the text stands in")
    evidence: str = column("text: the version's text of that paragraph is held", isin=EVIDENCE)
    is_proven: bool = column("Whether row and text agree; true where the text is not held")
    is_drift: bool = column("A later capture says so; the first one under the version did not")
    stated: str = column("The tuple of the row: term, operator, value, unit", nullable=True)
    found: str = column("The tuple in the text", nullable=True)
    fault: str = column("What is wrong, in words", nullable=True)
    text_locator: str = column("Paragraph that was read", nullable=True)
    text_first_seen_date: pl.Date = column("Its key with the locator in core.rule_paragraph",
                                           nullable=True)
    text_last_seen_date: pl.Date = column("Last day of which a capture says so", nullable=True)
    source_id: str = column("Source of the text, or of the file that lacks it", nullable=True)
    first_snapshot_id: str = column("Snapshot that wording was first seen in; of a paragraph that "
                                    "vanished, the file that lacks it", nullable=True)

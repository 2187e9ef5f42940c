"""Tables that say what claims were held against, and how their verdicts went with what was known."""

from __future__ import annotations

import polars as pl

from schemas.base import Table
from schemas.columns import TextList, column


class MetaEvidenceQuery(
    Table, name="meta.evidence_query",
    question="Which query is a claim held against?",
    example="from meta.evidence_query order by all limit 3",
    key=("table_name", "evidence_sql"), grain="table and query",
                        group="meta", may_be_empty=True):
    """The queries whose rows make one table together; each runs unchanged on this file."""

    table_name: str = column("Table they make")
    evidence_sql: str = column("Name of the file, see dbt_like_sql/")
    query: str = column("SQL to paste")
    inputs: TextList = column("Tables it reads; their content is in meta.table_version")


class MetaVerdictVintage(
    Table, name="meta.verdict_vintage",
    question="Which verdicts changed with what was known?",
    example="select claim_id, conjunct, claim_scope, scenario, confidence_tier, belief, verdict from "
            "meta.verdict_vintage order by all limit 5",
    key=("claim_id", "conjunct", "claim_scope", "scenario", "confidence_tier", "belief"),
    grain="claim, conjunct, scope, scenario, confidence tier and belief",
    group="meta", may_be_empty=True,
):
    """The verdicts of this and earlier releases side by side, and of beliefs kept for a day.

    All judge a claim for its own day; what differs is what was known. Releases that say the same are
    shown once. `chipledger claim --vintage` adds what was known when each claim was made.
    """

    claim_id: str = column("Claim, see core.claim")
    conjunct: str = column("Part of the claim")
    claim_scope: str = column("Case within the claim")
    scenario: str = column("Case of smuggling")
    confidence_tier: str = column("Rows that count")
    belief: str = column("Release, or `as-known-` and the day")
    as_known_at: pl.Date = column("Day by whose end all was known; NULL for all there is", nullable=True)
    is_now: bool = column("The belief of this file")
    is_when_said: bool = column("What was known on the claim's own day")
    is_same_method: bool = column("Made by the same queries, so that only knowledge differs")
    value_low: float = column("Low end of the value", nullable=True)
    value: float = column("Value, see metric.verdict_by_claim", nullable=True)
    value_high: float = column("High end of the value", nullable=True)
    verdict: str = column("Verdict in that belief", nullable=True)
    undecided_reason_code: str = column("What was missing", nullable=True)

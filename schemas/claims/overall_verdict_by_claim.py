"""Whether whole claims hold, over their conjuncts and scopes."""

from __future__ import annotations

import polars as pl

from schemas.base import Table
from schemas.claims.claim import CLAIM
from schemas.claims.verdict_by_claim import VERDICTS
from schemas.columns import TextList, column


class OverallVerdictByClaim(
    Table, name="metric.overall_verdict_by_claim", key=("claim_id",), grain="claim", group="claims",
    may_be_empty=True,
    leaves_nothing="every claim has a row; an open one says why",
):
    """The verdict on each whole claim, over its conjuncts and scopes (M35).

    supported: all are; contradicted: all are; partly: at least one is supported and at least one is
    not; undecidable: anything else.
    """

    claim_id: str = column("Claim, see core.claim", str_matches=CLAIM)
    as_of_date: pl.Date = column("Day it is tested for: the claim's own")
    verdict: str = column("supported, contradicted, partly or undecidable; NULL if nothing of it is "
                          "ruled on", nullable=True, isin=[*VERDICTS, "partly"])
    supported_count: int = column("Conjuncts and scopes that are supported", ge=0)
    contradicted_count: int = column("Conjuncts and scopes that are contradicted", ge=0)
    undecidable_count: int = column("Conjuncts and scopes that are undecidable", ge=0)
    undecided_reason_codes: TextList = column("What is missing for these")
    constant_ids: TextList = column("Assumptions used, see core.model_constant")

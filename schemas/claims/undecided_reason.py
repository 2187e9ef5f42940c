"""Why a claim can stay undecided, and what would decide it. Verdicts are made elsewhere."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column


class UndecidedReasonColumns(Table):
    """One thing that is missing."""

    undecided_reason_code: str = column("Short name of what is missing", str_matches=r"^[a-z0-9_]+$")
    meaning: str = column("What is missing, in words")
    would_decide: str = column("What would decide the claim")


class SeedUndecidedReason(UndecidedReasonColumns, name="seed.undecided_reason",
                          key=("undecided_reason_code",), grain="reason", group="claims"):
    """Words of the method: known from before the first claim."""


class CoreUndecidedReason(
    UndecidedReasonColumns, name="core.undecided_reason", key=("undecided_reason_code",),
    grain="reason",
    group="claims", copies="seed.undecided_reason",
    question="What is missing to decide the claims that are open?",
    example="select meaning, would_decide, list(distinct claim_id order by claim_id) as claim_ids "
            "from metric.verdict_by_claim join core.undecided_reason using (undecided_reason_code) "
            "group by all order by all",
):
    """Why claims stay undecided, and what would decide them."""

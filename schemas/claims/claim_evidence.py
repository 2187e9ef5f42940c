"""Values that claims are held against, one file of dbt_like_sql/claim/ for each conjunct."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column

SCENARIOS = r"^[a-z0-9_]+$"
TIERS = ["tier_all", "tier_likely_plus", "tier_confident"]
VALUE_BASES = [*columns.BASES, columns.LOWER_BOUND, "upper_bound"]


class ClaimEvidence(
    Table, name="step.claim_evidence",
    key=("evidence_sql", "claim_scope", "scenario", "confidence_tier"),
    grain="query, scope, scenario and confidence tier", group="claims",
    may_be_empty=True, gathers="claim",
):
    """The value of every claim in every scope, as the tables of this build give it.

    A value without ends is a point. Whether the claim holds is not said here.
    """

    evidence_sql: str = column("File the row comes from")
    constant_ids: TextList = column("Constants the file names, see core.model_constant")
    claim_scope: str = column("Case within the claim, `all` where there is one")
    scenario: str = column("Case of smuggling, see core.leakage_estimate; `none` without",
                           str_matches=SCENARIOS)
    confidence_tier: str = column("Rows that count", isin=TIERS)
    value_low: float = column("Low end", nullable=True)
    value: float = column("Value", nullable=True)
    value_high: float = column("High end", nullable=True)
    value_basis: str = column("reported, estimated or imputed; lower_bound or upper_bound where only "
                              "one end is known", nullable=True, isin=VALUE_BASES)
    bound_low: float = column("Low end of where the claim holds, if the data say it", nullable=True)
    bound_high: float = column("High end of it", nullable=True)
    finding: str = column("What was found, in a few words", nullable=True)
    undecided_reason_code: str = column("What is missing for a value", nullable=True)

"""Whether claims hold, in every scope. Whole claims stand in overall_verdict_by_claim.py."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.claims.claim import CLAIM, CONJUNCT
from schemas.claims.claim_evidence import SCENARIOS, TIERS, VALUE_BASES
from schemas.columns import TextList, column

VERDICTS = ["supported", "contradicted", "undecidable"]


class VerdictByClaim(
    Table, name="metric.verdict_by_claim",
    key=("claim_id", "conjunct", "claim_scope", "scenario", "confidence_tier"),
    grain="claim, conjunct, scope, scenario and confidence tier", group="claims",
    may_be_empty=True,
    leaves_nothing="every conjunct of a claim has a row; an open one says why",
):
    """What the tables say of each claim, on the claim's own day, in every scope it is tested in (M35).

    A claim is supported in a scope where it holds on the whole interval, contradicted where it
    fails on the whole interval, else undecidable, with the reason. NULL: published, not ruled on.
    The verdict on a whole claim is in metric.overall_verdict_by_claim.
    """

    claim_id: str = column("Claim, see core.claim", str_matches=CLAIM)
    conjunct: str = column("Part of the claim", str_matches=CONJUNCT)
    claim_scope: str = column("Case within the claim, `all` where there is one")
    as_of_date: pl.Date = column("Day it is tested for: the claim's own")
    scenario: str = column("Case of smuggling; `none` without", str_matches=SCENARIOS)
    confidence_tier: str = column("Rows that count", isin=TIERS)
    value_low: float = column("Low end of the value", nullable=True)
    value: float = column("Value, in the unit beside it", nullable=True)
    value_high: float = column("High end of the value", nullable=True)
    is_quotable: bool = columns.is_quotable("value", unit="value_unit")
    value_basis: str = column("reported, estimated or imputed; lower_bound or upper_bound where only "
                              "one end is known", nullable=True, isin=VALUE_BASES)
    value_unit: str = column("Unit of value and region, in words")
    region_low: float = column("Least value at which the claim holds; NULL: no least", nullable=True)
    region_high: float = column("Largest value at which it holds; NULL: no largest", nullable=True)
    finding: str = column("What was found, in a few words", nullable=True)
    undecided_reason_code: str = column("What is missing, see core.undecided_reason", nullable=True)
    verdict: str = column("Whether the claim holds; NULL where it is published and not ruled on",
                          nullable=True, isin=VERDICTS)
    verdict_rule_id: str = column("Rule applied, see core.verdict_rule")
    constant_ids: TextList = column("Assumptions used, see core.model_constant")

"""Claims of public documents, in our words, each placed in its document and made testable.

No verdict stands here: it is computed in metric.verdict_by_claim.
"""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column

CLAIM = r"^[A-Z][0-9]{2}$"
CONJUNCT = r"^[a-z][0-9]?$"
TRANSLATIONS = ["exact", "loose", "wrong", "unclear"]
CLAIM_TYPES = ["quantity", "date", "causal", "definition", "quote"]
COMPARATORS = ["eq", "about", "ge", "gt", "le", "lt", "in_range", "before", "after", "exists"]
SCOPE_RULES = ["single", "tiers", "scenarios", "tiers_and_scenarios"]


class ClaimColumns(Table):
    """One atomic claim; a compound one is split into conjuncts."""

    claim_id: str = column("Claim", str_matches=CLAIM)
    conjunct: str = column("Part of the claim, from a on", str_matches=CONJUNCT)
    source_document_id: str = column("Document, see core.claim_document", str_matches=columns.SLUG)
    point: str = column("Place in the original: its point, section or page")
    char_start: int = column("First character of the passage in the copy that was read, from 0; "
                             "NULL where no copy is kept", nullable=True, ge=0)
    char_end: int = column("First character after it", nullable=True, gt=0)
    span_sha256: str = column("Hash of the passage, in UTF-8", nullable=True,
                              str_matches=r"^[0-9a-f]{64}$")
    claim_text: str = column("What is claimed, in our words")
    translation_quality: str = column(
        "How the copy that was read renders the original; NULL where the original was read",
        nullable=True, isin=TRANSLATIONS)
    speaker: str = column("Who makes the claim")
    quoted_speaker: str = column("Whom the speaker quotes; NULL for none", nullable=True)
    said_date: pl.Date = column("Day it was said; first day of its period")
    said_date_precision: str = columns.precision("the day")
    claim_type: str = column("What kind of claim it is", isin=CLAIM_TYPES)
    claimed_low: float = column("Low end of what is claimed", nullable=True)
    claimed: float = column("What is claimed", nullable=True)
    claimed_high: float = column("High end of what is claimed", nullable=True)
    claimed_unit: str = column("Unit of the claim and of the value held against it, in words; "
                               "`truth` for a condition that holds (1) or fails (0)")
    comparator: str = column("How the value must stand to what is claimed", isin=COMPARATORS)
    scope_note: str = column("For which case it is tested, and what the test leaves out",
                             nullable=True)
    metric_id: str = column("Metrics that test it, as M02; M13", nullable=True,
                            str_matches=r"^M[0-9]{2}(; M[0-9]{2})*$")
    scope_rule: str = column(
        "Scopes it must be tested in: tiers (tier_all, tier_likely_plus) where models or clusters "
        "are compared, scenarios (none, smuggling_median) where countries are", isin=SCOPE_RULES)
    absent_reason_code: str = column("Why it is undecided where the tables have no value for it, "
                                     "see core.undecided_reason", str_matches=r"^[a-z0-9_]+$")
    evidence_sql: str = column("File in dbt_like_sql/claim/ that gives the value; its text is in "
                               "meta.claim_query", str_matches=r"^[A-Z][0-9]{2}[a-z][0-9]?$")
    verdict_rule_id: str = column("Rule that makes the verdict, see core.verdict_rule")


class SeedClaim(
    ClaimColumns, name="seed.claim", key=("claim_id", "conjunct"),
    grain="claim and conjunct", group="claims",
                may_be_empty=True):
    """The claims of the register, known since they were made."""


class CoreClaim(
    ClaimColumns, name="core.claim", key=("claim_id", "conjunct"),
    grain="claim and conjunct", group="claims",
                may_be_empty=True):
    """Claims of public documents, split into conjuncts that can be tested one by one."""

    as_of_date: pl.Date = column("Day for which it is tested: the last of the period it was said in")

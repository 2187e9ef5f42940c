"""Rules by which a value makes a verdict. The SQL that applies them is metric/claims/."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column

REGIONS = ["claimed", "about", "one_digit", "constant", "evidence", "truth", "exists", "none"]


class VerdictRuleColumns(Table):
    """Where the values lie at which a claim holds, and those at which it fails."""

    verdict_rule_id: str = column("Stable slug of the rule", str_matches=columns.SLUG)
    region_kind: str = column(
        "What makes the region in which the claim holds: claimed (the claim's own numbers and "
        "comparator), about (around its number), one_digit (its number is rounded to one digit), "
        "constant (the range or bound of a constant), evidence (bounds that the evidence gives), "
        "truth (1 holds, 0 fails), exists (at least one; none decides nothing), none (published "
        "and not ruled on)", isin=REGIONS)
    region_constant_id: str = column("Constant of the region, see core.model_constant",
                                     nullable=True)
    fails_constant_id: str = column("Constant of the bound beyond which it fails; NULL where it "
                                    "fails wherever it does not hold", nullable=True)
    is_high_open: bool = column("The high end of the region is not part of it")
    rule_text: str = column("The rule in words")


class SeedVerdictRule(
    VerdictRuleColumns, name="seed.verdict_rule", key=("verdict_rule_id",),
    grain="rule",
                      group="claims"):
    """The verdict algebra as rows; method, so known from before the first claim."""


class CoreVerdictRule(
    VerdictRuleColumns, name="core.verdict_rule", key=("verdict_rule_id",),
    grain="rule", group="claims",
    copies="seed.verdict_rule",
    question="By which rules do claims get their verdicts?",
    example="select verdict_rule_id, rule_text from core.verdict_rule order by verdict_rule_id",
):
    """The rules that make verdicts."""

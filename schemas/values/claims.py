"""Values of columns about claims of public documents and their verdicts."""

from __future__ import annotations

MEANINGS: dict[str, str] = {
    "exact": "the translation says what was said", "loose": "it says about what was said",
    "wrong": "it says something else",
    "claim_type.quantity": "a number is claimed", "claim_type.date": "a day is claimed",
    "causal": "one thing is said to have caused another", "quote": "somebody is said to have said it",
    "eq": "equal", "about": "about", "ge": "at least", "gt": "more than", "le": "at most",
    "lt": "less than", "in_range": "between two numbers", "before": "before a day",
    "after": "after a day", "exists": "there is such a thing",
    "tiers": "one verdict a tier of confidence", "scenarios": "one verdict a scenario",
    "tiers_and_scenarios": "one verdict a tier of confidence and scenario",
    "claimed": "the number that was claimed", "one_digit": "what rounds to the digit that was said",
    "constant": "a constant of core.model_constant", "evidence": "stated by the evidence itself",
    "truth": "true or not", "region_kind.none": "no region",
    "upper_bound": "at most so much",
    "supported": "the interval lies in what was claimed", "contradicted": "it lies outside",
    "undecidable": "it does not decide, or something is missing", "partly": "some parts are supported",
}

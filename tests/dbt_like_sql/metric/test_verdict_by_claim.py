"""The verdict algebra: a region of the claim, an interval of the value, and what follows."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from schemas import base
from tests.support.tiny import MODELS, TABLES, constants, frame, made

DAY = date(2025, 1, 31)
RULES = pl.read_csv(MODELS["seed.verdict_rule"].recipe.path, infer_schema_length=None).select(
    c.name for c in base.columns(TABLES["core.verdict_rule"])).cast({"is_high_open": pl.Boolean})


def claim(rule: str, comparator: str = "in_range", **said: Any) -> dict[str, Any]:
    """A claim; what a test does not turn on is filled in."""
    return {
        "claim_id": "C01", "conjunct": "a", "source_document_id": "d", "point": "1",
        "claim_text": "t", "speaker": "s", "said_date": DAY, "claim_type": "quantity",
        "claimed_unit": "count", "comparator": comparator, "scope_rule": "single",
        "absent_reason_code": "no_compute_known", "verdict_rule_id": rule, "as_of_date": DAY,
        "evidence_sql": "C01a", **said}


def evidence(low: float | None, value: float | None, high: float | None, **said: Any) -> dict[str, Any]:
    """One row of evidence."""
    return {"evidence_sql": "C01a", "constant_ids": [], "claim_scope": "all", "scenario": "none",
            "confidence_tier": "tier_all", "value_low": low, "value": value, "value_high": high,
            "value_basis": "reported", **said}


def verdicts(claims: list[dict[str, Any]], found: list[dict[str, Any]], **changed: float) -> pl.DataFrame:
    """The verdicts on some claims by the bundled rules, with some constants changed."""
    return made("metric.verdict_by_claim", ("core.claim", frame("core.claim", *claims)),
                ("core.verdict_rule", RULES), ("core.model_constant", constants(**changed)),
                ("step.claim_evidence", frame("step.claim_evidence", *found)))


def verdict(said: dict[str, Any], found: dict[str, Any], **changed: float) -> tuple[Any, Any]:
    row = verdicts([said], [found], **changed).row(0, named=True)
    return row["verdict"], row["undecided_reason_code"]


OPEN = ("undecidable", "interval_holds_both")
YES, NO = ("supported", None), ("contradicted", None)


@pytest.mark.parametrize(("comparator", "claimed", "interval", "expected"), [
    ("ge", 5, (5, 6, 7), YES), ("gt", 5, (5, 6, 7), OPEN), ("gt", 5, (3, 4, 5), NO),
    ("ge", 5, (3, 4, 5), OPEN), ("ge", 5, (3, 4, 4.9), NO), ("lt", 5, (1, 2, 4), YES),
    ("lt", 5, (5, 6, 7), NO), ("le", 5, (1, 2, 5), YES), ("le", 5, (5, 6, 7), OPEN),
    ("eq", 5, (5, 5, 5), YES), ("eq", 5, (4, 5, 6), OPEN), ("eq", 5, (6, 6, 6), NO),
    ("after", 5, (6, 7, 8), YES), ("before", 5, (6, 7, 8), NO),
])
def test_a_claim_holds_where_it_holds_on_the_whole_interval(
    comparator: str, claimed: float, interval: tuple[float, float, float], expected: tuple[Any, Any]
) -> None:
    assert verdict(claim("interval", comparator, claimed=claimed), evidence(*interval)) == expected


@pytest.mark.parametrize(("rule", "said", "value", "expected"), [
    ("about", {"claimed": 100.0}, 91, YES), ("about", {"claimed": 100.0}, 89, NO),
    ("one-digit", {"claimed": 2000.0}, 2048, YES), ("one-digit", {"claimed": 2000.0}, 1500, YES),
    ("one-digit", {"claimed": 2000.0}, 2500, NO), ("one-digit", {"claimed": 10_000.0}, 9500, YES),
    ("one-digit", {"claimed": 10_000.0}, 9400, NO), ("similar", {}, 1.25, YES), ("similar", {}, 1.3, NO),
    ("tens-of-thousands", {}, 99_999, YES), ("tens-of-thousands", {}, 100_000, NO),
    ("hundreds-of-thousands", {}, 100_000, YES), ("interval", {"claimed_low": 0.6, "claimed_high": 0.8},
                                                  0.8, YES),
    ("condition", {}, 1, YES), ("condition", {}, 0, NO), ("exists", {}, 2, YES),
])
def test_verbal_quantities_are_ranges(
    rule: str, said: dict[str, Any], value: float, expected: tuple[Any, Any]
) -> None:
    assert verdict(claim(rule, **said), evidence(None, value, None)) == expected


def test_finding_none_decides_nothing_and_names_what_is_missing() -> None:
    assert verdict(claim("exists"), evidence(None, 0, None)) == ("undecidable", "no_compute_known")


def test_between_the_bound_of_holding_and_that_of_failing_nothing_is_decided() -> None:
    said = claim("weaker", "lt")
    assert verdict(said, evidence(None, 0.79, None)) == YES
    assert verdict(said, evidence(None, 0.9, None)) == OPEN
    assert verdict(said, evidence(None, 1.0, None)) == NO


def test_a_threshold_is_a_constant_that_can_be_varied_and_the_verdict_names_it() -> None:
    said, found = claim("weaker", "lt"), evidence(None, 0.79, None)
    assert verdict(said, found, claim_weaker_ratio=0.7) == OPEN
    row = verdicts([said], [found]).row(0, named=True)
    assert row["constant_ids"] == ["claim_not_weaker_ratio", "claim_weaker_ratio"]


def test_a_prediction_brings_its_own_bounds_and_without_them_decides_nothing() -> None:
    said = claim("prediction")
    assert verdict(said, evidence(2, 3, 4, bound_low=1.0, bound_high=5.0)) == YES
    assert verdict(said, evidence(2, 3, 4, bound_low=5.0, bound_high=9.0)) == NO
    assert verdict(said, evidence(2, 3, 4, bound_low=3.0, bound_high=9.0)) == OPEN
    assert verdict(said, evidence(2, 3, 4)) == ("undecidable", "no_compute_known")


def test_a_lower_bound_has_no_high_end() -> None:
    found = evidence(5, 5, 5, value_basis="lower_bound")
    assert verdict(claim("interval", "ge", claimed=4.0), found) == YES
    assert verdict(claim("interval", "le", claimed=9.0), found) == OPEN
    assert verdict(claim("interval", "le", claimed=4.0), found) == NO


def test_what_is_not_ruled_on_has_a_value_and_no_verdict() -> None:
    assert verdict(claim("not-ruled-on"), evidence(None, 3, None)) == (None, "not_ruled_on")


def test_a_missing_value_or_mandatory_scope_is_undecidable_with_its_reason() -> None:
    said = claim("interval", "ge", claimed=4.0)
    assert verdict(said, evidence(None, None, None)) == ("undecidable", "no_compute_known")
    own = evidence(None, None, None, undecided_reason_code="status_undetermined")
    assert verdict(said, own) == ("undecidable", "status_undetermined")
    rows = verdicts([said | {"scope_rule": "tiers"}], [evidence(5, 5, 5)])
    assert rows.select("confidence_tier", "verdict").rows() == [
        ("tier_all", "supported"), ("tier_likely_plus", "undecidable")]
    both = verdicts([said | {"scope_rule": "tiers_and_scenarios"}], [])
    assert both.height == 4 and set(both["verdict"]) == {"undecidable"}


@pytest.mark.parametrize(("parts", "expected"), [
    (["supported", "supported"], "supported"), (["contradicted", "contradicted"], "contradicted"),
    (["supported", "contradicted"], "partly"), (["supported", "undecidable"], "partly"),
    (["contradicted", "undecidable"], "undecidable"), (["undecidable"], "undecidable"),
    ([None, "supported"], "supported"), ([None], None),
])
def test_a_whole_claim_is_partly_so_where_a_part_is_and_another_is_not(
    parts: list[str | None], expected: str | None
) -> None:
    rows = [{"claim_id": "C01", "conjunct": f"a{n}", "claim_scope": "all", "as_of_date": DAY,
             "scenario": "none", "confidence_tier": "tier_all", "value_unit": "count", "verdict": part,
             "verdict_rule_id": "interval", "constant_ids": ["x"],
             "undecided_reason_code": "interval_holds_both" if part == "undecidable" else None}
            for n, part in enumerate(parts)]
    found = made("metric.overall_verdict_by_claim",
                 ("metric.verdict_by_claim", frame("metric.verdict_by_claim", *rows)))
    assert found["verdict"].to_list() == [expected]
    assert found["constant_ids"].to_list() == [["x"]]

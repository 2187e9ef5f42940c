"""The engine of facts: which statement of which source is believed of one attribute."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from pipelines.conform import facts
from pipelines.conform.facts import Choice, Statement
from schemas.organizations.organization_fact import CoreOrganizationFact

ID = "organization_id"


def told(source_id: str, source_key: str = "k", *, size: float | None = None,
         reason: str | None = None, unit: str | None = None) -> pl.DataFrame:
    """What one record says of the size of one entity and of the unit of that size."""
    record = pl.DataFrame({
        ID: ["acme"], "source_id": [source_id], "source_key": [source_key],
        "source_locator": ["row 7"], "size": [size], "reason": [reason], "unit": [unit],
    }, schema_overrides={"size": pl.Float64, "reason": pl.String, "unit": pl.String})
    record = record.with_columns(first_snapshot_id=facts.UNSAID, citation=facts.UNSAID)
    said = [Statement("size", "Size", pl.col("size"), reason=pl.col("reason")),
            Statement("unit", "Unit", pl.col("unit"))]
    return facts.facts_of(record, ID, said)


def believed(*records: pl.DataFrame) -> dict[str, dict[str, Any]]:
    """The believed facts by attribute, where `seed` comes before `list` and units follow sizes."""
    order = ("seed", "list")
    choices = {"size": facts.first_of(*order), "unit": Choice(order, "with size", leader="size")}
    found = facts.with_choice(
        facts.ranked(pl.concat(records), choices), ID, CoreOrganizationFact)
    chosen = found.filter("is_chosen").iter_rows(named=True)
    return {row["attribute"]: row for row in chosen}


@pytest.mark.parametrize(("seed", "listed", "expected"), [
    ({"size": 1.0}, {"size": 2.0}, ("seed", 1.0)),
    ({"reason": "not_found"}, {"size": 2.0}, ("list", 2.0)),
    ({"reason": "not_supported"}, {"size": 2.0}, ("seed", None)),
    ({"reason": "not_found"}, {"reason": "not_found"}, ("seed", None)),
    ({}, {"size": 2.0}, ("list", 2.0)),
])
def test_a_settling_reason_beats_a_value_and_a_value_any_other_reason(
    seed: dict[str, Any], listed: dict[str, Any], expected: tuple[str, float | None]
) -> None:
    size = believed(told("seed", **seed), told("list", **listed))["size"]
    assert (size["source_id"], size["value_number"]) == expected
    assert size["chosen_by_rule"] == "first of seed, list"


def test_a_led_attribute_comes_from_the_record_that_is_believed_or_not_at_all() -> None:
    records = (told("seed", unit="kg"), told("list", "a", size=2.0), told("list", "b", unit="t"))
    assert set(believed(*records)) == {"size"}
    assert believed(*records, told("seed", "z", size=1.0, unit="g"))["unit"]["value"] == "g"


def test_a_source_that_may_not_decide_is_shown_and_never_believed() -> None:
    assert believed(told("gossip", size=3.0)) == {}


def test_a_record_says_nothing_by_an_empty_cell() -> None:
    assert told("seed").is_empty()
    assert told("seed", size=1.0)["source_locator"].to_list() == ["row 7, column Size"]


def test_what_a_maker_keeps_is_guessed_only_where_the_guess_is_accepted() -> None:
    told_by = pl.concat([told("seed", reason="not_disclosed"), told("list", size=2.0)])
    choices = {"size": facts.first_of("seed", "list", may_guess=False)}
    ranked = facts.ranked(told_by, choices)
    accepted = pl.DataFrame({"entity_id": ["acme"], "attribute": ["size"], "source_id": ["list"]})
    found = [
        facts.with_choice(facts.with_accepted(ranked, ID, rows), ID, CoreOrganizationFact)
        .filter("is_chosen").select("source_id", "chosen_by_rule").row(0)
        for rows in (accepted.clear(), accepted)
    ]
    assert found == [("seed", "first of seed, list"), ("list", facts.ACCEPTED)]

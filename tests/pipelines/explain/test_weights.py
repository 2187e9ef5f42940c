"""Model weights: what 4E091 asks for by the text and in fact, and what is not knowable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipelines.explain.gather import published
from tests.support.tiny import frame, made
from tests.support.transactions import Explained, Row, asked, asked_of_macro, number, rows
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.releasing.reading import open_published

NAMING = "step.naming_by_weights"
DAY = date(2025, 1, 13)
STATED = frame("core.rule_threshold", {
    "threshold_id": "t", "paragraph_locator": "4E091", "metric": "model_training_operations",
    "value": 1e26, "effective_from_date": DAY})
CLOSED = {"model_id": "a", "model_name": "A", "weights_access": "api", "compute_flop": 1e26}
BASE = {"model_id": "base", "model_name": "Base", "weights_access": "open"}


@pytest.mark.parametrize("row", rows("weights.csv"), ids=number)
def test_weights_are_answered_as_the_texts_say(explained: Explained, row: Row) -> None:
    found, said = explained(row)
    final = found.final
    assert (final.required_enforced, final.status_text, final.status_enforced) == (
        row["licence_required"], row["status_text"], row["status_enforced"]), row["why"]
    for phrase in row["says"].split(";"):
        assert phrase.strip() in said


@pytest.mark.parametrize(("known", "result", "why"), [
    ({}, "yes", "not published"),
    ({"compute_flop": 9.99e25}, "no", "fewer than 1e+26"),
    ({"compute_flop": None}, "undetermined", "reached"),
    ({"compute_flop_low": 2e25}, "undetermined", "reached"),
    ({"compute_flop": 5e25, "compute_flop_high": 1e26}, "undetermined", "reached"),
    ({"weights_access": "open"}, "no", "Note 1"),
    ({"weights_access": "restricted"}, "undetermined", "published"),
    ({"weights_access": "unknown", "compute_flop": 1e24}, "no", "fewer"),
    ({"base_model_id": "base"}, "undetermined", "Base"),
])
def test_what_is_not_known_is_not_decided(known: dict[str, object], result: str, why: str) -> None:
    models = frame("core.model_release", {**CLOSED, **known}, BASE)
    found = made(NAMING, ("core.model_release", models), ("core.rule_threshold", STATED)).filter(
        weights_id="a", valid_from_date=DAY).row(0, named=True)
    assert (found["result"], why in found["reason"]) == (result, True)


@pytest.mark.parametrize(("changed", "said"), [
    ({"transaction": "remote"}, "moves no weights"),
    ({"transaction": "deemed"}, "permanent regular employees"),
    ({"end_use": "military"}, "judged for chips alone"),
    ({"item": "GPT-4.55"}, "there is no item 'GPT-4.55'"),
])
def test_what_is_not_judged_of_weights_is_refused(
    first_refresh: Path, changed: dict[str, str], said: str
) -> None:
    question = replace(asked(rows("weights.csv")[3]), **changed)
    with pytest.raises(ChipledgerError, match=said):
        published(Home(first_refresh), question)


def test_the_answer_on_weights_lasts_as_long_as_the_text(explained: Explained) -> None:
    """Neither compliance day nor announcement changes it: in fact it was never asked for."""
    found, _ = explained(rows("weights.csv")[1])
    assert [str(day) for day in found.same_days] == ["2025-01-13", "None"]


def test_the_macro_answers_on_weights_as_the_command_does(first_refresh: Path) -> None:
    """Also for a party, the headquarters and the kind of transaction."""
    with open_published(Home(first_refresh)) as con:
        for row in rows("weights.csv"):
            found = con.execute(
                "select status_text, status_enforced, licence_required_enforced from "
                "weights_answer($item, $to, $day, in_party := $party, in_transaction := $transaction, "
                "in_headquarters := $headquarters)", asked_of_macro(row)).fetchall()
            assert found == [(row["status_text"], row["status_enforced"], row["licence_required"])], row

"""Whole transactions, with answers and citations written from the texts, and a journalist's questions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.transactions import Explained, Row, asked_of_macro, number, rows
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.releasing.reading import open_published


@pytest.mark.parametrize("row", rows("transactions.csv"), ids=number)
def test_a_transaction_is_answered_as_the_texts_say(explained: Explained, row: Row) -> None:
    found, said = explained(row)
    final = found.final
    assert (final.required_enforced, final.status_text, final.status_enforced) == (
        row["licence_required"], row["status_text"], row["status_enforced"]), row["why"]
    for phrase in row["says"].split(";"):
        assert phrase in said
    is_free = row["licence_required"] == "no"
    assert not (is_free and "ANSWER embargo" in said), "an embargo that leaves the kind out is not told"


@pytest.mark.parametrize("row", rows("questions.csv"), ids=number)
def test_a_question_gets_a_right_or_an_honestly_bounded_answer(explained: Explained, row: Row) -> None:
    try:
        said = explained(row)[1]
    except ChipledgerError as error:
        said = str(error)
    assert row["answer"] in said, row["question"]


def test_the_macro_answers_as_the_command_does(first_refresh: Path) -> None:
    """Also for the kind of transaction, the headquarters, the end use and the exporter."""
    with open_published(Home(first_refresh)) as con:
        for row in rows("transactions.csv"):
            found = con.execute(
                "select status_text, status_enforced, licence_required_enforced from "
                "control_answer($item, $to, $party, $day, in_transaction := $transaction, "
                "in_headquarters := $headquarters, in_end_use := $end_use, in_exporter := $exporter)",
                asked_of_macro(row, "item", "end_use", "exporter")).fetchall()
            assert found == [(row["status_text"], row["status_enforced"], row["licence_required"])], row


def test_an_answer_to_which_nothing_is_added_stays_what_it_is(first_refresh: Path) -> None:
    """The macro that weighs demands makes of every set of readings the word that the matrix has."""
    with open_published(Home(first_refresh)) as con:
        found = con.execute(
            "select *, prevailing_answer(status_set, [], [], false) as held from ("
            "select distinct status_set, status_text, licence_required_text "
            "from metric.control_status_by_item_destination_group union "
            "select distinct status_set, status_text, licence_required_text "
            "from metric.weights_status_by_destination_group)").fetchall()
    assert len(found) > 10
    for statuses, status, required, held in found:
        assert {**held, "held": sorted(held["held"])} == {
            "status": status, "licence_required": required, "held": sorted(statuses)}


def test_an_answer_for_a_later_day_says_so_and_names_the_clocks(explained: Explained) -> None:
    """Known through 2026-09-30: an approval that ends on 2027-04-05 still runs, or has run out."""
    row = next(r for r in rows("transactions.csv") if r["number"] == "19")
    said = explained(row)[1]
    assert "as known on 2026-09-30; the law may have changed since" in said
    assert "Supplement No. 8: to 2027-04-05, has run out by then" in said


def test_the_history_of_a_country_goes_through_its_groups(explained: Explained) -> None:
    """The Emirates changed groups on 2026-07-10 and their answer for the H100 did not.

    By the text exception LPP is there since its effective day, 2025-01-13. In fact an application had
    a presumption of approval before the compliance day, by the policy of 2023, and has one since.
    """
    row = next(r for r in rows("transactions.csv") if r["number"] == "17")
    first, end = explained(row)[0].same_days
    assert (first, end) == (date(2025, 1, 13), None)

"""Whole transactions, with answers and citations written from the texts, and a journalist's questions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines.explain.answer import Question
from pipelines.explain.gather import explain
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
            "select *, prevailing_answer(status_set, []) as held from ("
            "select distinct status_set, status_text, licence_required_text "
            "from metric.control_status_by_item_destination_group union "
            "select distinct status_set, status_text, licence_required_text "
            "from metric.weights_status_by_destination_group)").fetchall()
    assert len(found) > 10
    for _, status, required, held in found:
        assert held == {"status": status, "licence_required": required}


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


BOTH = """
select distinct on (standing.resulting_status, standing.destination_country_code) name.plain_name,
    standing.party_id, standing.destination_country_code,
    greatest(standing.listed_from_date, date '2024-06-01') as day
from core.party_standing as standing join core.party_name as name using (party_id)
where name.plain_name in (select plain_name from core.party_name group by all having count(*) = 1)
order by standing.resulting_status, standing.destination_country_code, standing.party_id
"""


def test_the_macro_and_the_command_agree_on_what_a_party_adds(first_refresh: Path) -> None:
    """Every word that a list can add, to answers that are free, open, unknown and denied."""
    items = ("nvidia-h20", "nvidia-h100-sxm", "amd-mi308x", "huawei-ascend-910d", "nvidia-rtx-4090")
    with open_published(Home(first_refresh)) as con:
        parties = con.execute(BOTH).fetchall()
        assert {row[2] for row in parties} == {None, "ARE"}
        assert len(parties) > 2
        for name, _, only_to, day in parties:
            for item in items:
                for to in (only_to,) if only_to else ("CHN", "DEU", "IRN"):
                    said = con.execute(
                        "select status_text, status_enforced, licence_required_enforced from "
                        "control_answer($item, $to, $name, $day)",
                        {"item": item, "to": to, "name": name, "day": day}).fetchone()
                    final = explain(con, Question(item, to, day, party=name)).final
                    assert said == (final.status_text, final.status_enforced,
                                    final.required_enforced), (item, to, name, day)

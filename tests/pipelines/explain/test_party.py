"""A party by its name: the command and the macro mean the same, and a listed firm is never read as free."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipelines.explain.answer import Question
from pipelines.explain.gather import explain
from pipelines.explain.names import NotFound, find_party
from pipelines.explain.text import render
from warehouse.paths import Home
from warehouse.releasing.reading import open_published

DAY = date(2025, 6, 1)
MACRO = ("select status_text, status_enforced, licence_required_enforced, reason from "
         "control_answer('RTX 4090 D', 'China', $party, $day)")


@pytest.fixture(scope="module")
def con(first_refresh: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_published(Home(first_refresh)) as opened:
        yield opened


def asked(party: str | None = None, day: date = DAY, **more: str) -> Question:
    return Question("RTX 4090 D", "China", day, party=party, **more)


def answer_of(con: duckdb.DuckDBPyConnection, question: Question) -> str:
    """The section that answers, in one line."""
    [section] = [block for block in render(explain(con, question)).split("\n\n")
                 if block.startswith("ANSWER")]
    return re.sub(r"\s+", " ", section)


@pytest.mark.parametrize(("name", "party_ids"), [
    ("Inspur Group", ["inspur-group"]), ("inspur group", ["inspur-group"]), ("Sugon", ["sugon"]),
    ("Huawei", ["huawei"]), ("SMIC", ["smic"]), ("HiSilicon", ["hisilicon"]), ("biren", ["biren"]),
    ("Core42", ["core42"]), ("Nobody Inc", []), ("Acme Technology Company of China", []),
])
def test_all_of_a_name_means_the_party(
    con: duckdb.DuckDBPyConnection, name: str, party_ids: list[str]
) -> None:
    assert find_party(con, name) == party_ids


CHOICES = [
    ("Biren", "biren ("), ("Biren Cloud", "biren ("), ("Inspur", "inspur-group (Inspur Group"),
    ("Inspur Cloud", "inspur-electronic-information ("), ("Hauwei", "huawei ("),
    ("National Supercomputing Center", "nscc-wuxi ("), ("Moore Thread", "moore-threads ("),
    ("Cambricon Labs", "cambricon ("), ("Microsoft Ireland", "microsoft ("),
]


@pytest.mark.parametrize(("name", "listed"), CHOICES)
def test_a_word_of_a_listed_name_is_a_choice_and_never_a_free_party(
    con: duckdb.DuckDBPyConnection, name: str, listed: str
) -> None:
    with pytest.raises(NotFound, match=re.escape(listed)) as by_command:
        explain(con, asked(name))
    assert "say which; if it is none of them, name no party" in str(by_command.value)
    with pytest.raises(duckdb.Error) as by_macro:
        con.execute(MACRO, {"party": name, "day": DAY}).fetchall()
    assert str(by_macro.value).removeprefix("Invalid Input Error: ") == str(by_command.value)


@pytest.mark.parametrize(("name", "said"), [("  ", "no party was named"), ("浪潮", "no letter of a to z")])
def test_a_party_without_letters_is_refused(
    con: duckdb.DuckDBPyConnection, name: str, said: str
) -> None:
    with pytest.raises(NotFound, match=said):
        explain(con, asked(name))
    with pytest.raises(duckdb.Error, match=said):
        con.execute(MACRO, {"party": name, "day": DAY}).fetchall()


def test_every_listed_name_means_the_same_to_macro_and_command(con: duckdb.DuckDBPyConnection) -> None:
    """By the least name of each party, with the listing that decides in the words of both."""
    names = con.execute("select min(listed_name) from core.party_name group by party_id").fetchall()
    assert len(names) > 50
    for (name,) in names:
        [said] = con.execute(MACRO, {"party": name, "day": DAY}).fetchall()
        found = explain(con, asked(name))
        final = found.final
        assert said[:3] == (final.status_text, final.status_enforced, final.required_enforced), name
        for row in found.parties:
            assert (f"{row['party_name']} is on the " in said[3]) == row["is_in_force"], name


def test_a_name_in_brackets_that_is_a_place_is_no_party(con: duckdb.DuckDBPyConnection) -> None:
    """Linkzol (Beijing) Technology is not called Beijing; whoever is asks a choice of all that are."""
    with pytest.raises(NotFound, match=r"and [0-9]+ more; say which"):
        find_party(con, "Beijing")


@pytest.mark.parametrize(("question", "said"), [
    (asked("Moore Threads"), "because Moore Threads is on the Entity List from 2023-10-17: 744.11"),
    (asked("Moore Threads"), "item alone not_controlled"),
    (asked("Moore Threads"), "decided by 744.11"),
    (asked("Moore Threads"), "unchanged since 2023-10-17, and still so"),
    (asked(end_use="supercomputer"), "because end use supercomputer: 744.23(a)(1)"),
    (asked(end_use="supercomputer"), "unchanged since 2022-10-21, and still so"),
    (asked(end_use="semiconductor"), "because end use semiconductor: 744.23(a)(2)"),
    (asked(end_use="military"), "because end use military: 744.21(a)(1)"),
    (asked(end_use="training"), "because end use training: 744.6 and 744.23"),
    (asked(transaction="deemed"), "because transaction deemed: 742.6(a)(6)(iv)"),
    (Question("H100", "China", DAY, party="Huawei"),
     "because Huawei Technologies (Huawei) is on the Entity List from 2019-05-16: 744.11"),
    (Question("B300", "UAE", date(2026, 9, 1), party="G42"), "because Group 42 Holding is named in "
     "Supplement No. 8 to part 740 from 2026-07-10 to before 2027-04-06"),
    (Question("B300", "UAE", date(2026, 9, 1), party="G42"), "since 2026-07-10, until 2027-04-06"),
    (Question("B300", "UAE", date(2026, 9, 1), party="G42"), "freed by supplement no. 8 to part 740, "
     "paragraph (b) (Supplement No. 8 to part 740) names Group 42 Holding"),
    (asked("arrow-china-electronics-trading", date(2026, 1, 1)),
     "since 2025-11-12, and still so freed by 744.11 (Entity List) ends for Arrow (China)"),
    (asked("SMIC", end_use="semiconductor"), "beside it Semiconductor Manufacturing International "
     "Corporation (SMIC) is on the Entity List from 2020-12-18: 744.11 -> licence_policy_unknown"),
    (Question("H20", "China", DAY), "decided by 3A090.b; in fact us-letter-2025-04-09-nvidia"),
    (Question("H100", "India", DAY), "decided by 740.29(a); in fact us-non-enforcement-2025-05-13-chips"),
    (Question("GB200 NVL72", "UAE", date(2026, 8, 1)),
     "decided by 740.29(a); in fact 742.6(b)(10)(iii)(B)"),
    (Question("H100", "China", DAY, transaction="deemed"), "freed by 742.6(a)(6)"),
    (Question("H200 SXM", "China", date(2026, 2, 15)),
     "freed by 742.6(b)(10)(iii)(A)(1) (a-b-china-macau-2026) begins"),
])
def test_an_answer_names_the_listing_or_the_end_use_that_decides(
    con: duckdb.DuckDBPyConnection, question: Question, said: str
) -> None:
    assert said in answer_of(con, question)


def test_without_party_and_end_use_the_item_alone_decides(con: duckdb.DuckDBPyConnection) -> None:
    said = answer_of(con, asked())
    assert "item alone" not in said and "because taken out of 3A090" in said


def test_an_answer_that_became_stricter_was_freed_by_nothing(con: duckdb.DuckDBPyConnection) -> None:
    """744.21 and 744.23 ask for more from their first day on."""
    for end_use in ("military", "semiconductor", "supercomputer"):
        assert "freed by" not in answer_of(con, asked(end_use=end_use))

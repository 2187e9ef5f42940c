"""The diff of the days around each document that changed the chip rules, on words made up here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from pipelines.conform.rules.rule_paragraph import RAW, rule_paragraph
from pipelines.explain.acts import acts_between, others_between
from pipelines.explain.rules_diff import NAMED, State, render, state_on
from pipelines.law.in_force import Wording
from schemas import base
from tests.support import law_text
from tests.support.homes import opened
from tests.support.made_frames import create_table
from tests.support.tiny import TABLES, frame
from warehouse.paths import Home

SEEDS = law_text.seeds()
DOCUMENTS = SEEDS["core.rule_version"].filter(
    pl.col("changed_locators").is_not_null() & (pl.col("series") == "us-3a090")
).sort("effective_date").rows(named=True)
UNDECLARED = "4A994.undeclared"


def part_of(locator: str) -> str:
    """The part of title 15 that a place belongs to; control list entries stand in 774."""
    return locator[:3] if locator[:3] in RAW.values() else "774"


def captured(day: date, words: str, locators: list[str]) -> dict[str, list[dict[str, Any]]]:
    """By raw table: one capture of a day, in which each place reads in these words."""
    found = defaultdict(list)
    for number, locator in enumerate(locators, start=1):
        table = next(name for name, part in RAW.items() if part == part_of(locator))
        found[table].append({
            "observed_date": day, "first_snapshot_id": f"snap-{day}", "ordinal": number,
            "entry": locator.partition("(")[0].partition(".")[0] if part_of(locator) == "774"
            else locator.partition("(")[0], "locator": locator, "kind": "paragraph",
            "section": "text", "text": f"{words} {locator}", "is_complete": True,
            "is_whole_part": False, "source_id": f"ecfr_part{part_of(locator)}",
            "source_locator": f"row {number}"})
    return found


def shown(document: dict[str, Any], held_before: bool) -> str:
    """The diff of the day before a document and its day, with captures of the two days."""
    day, before = document["effective_date"], document["effective_date"] - timedelta(days=1)
    places = [*document["changed_locators"].split(";"), UNDECLARED]
    captures = [captured(day, "new words of", places)]
    captures += [captured(before, "old words of", places)] if held_before else []
    frames = {name: frame(name, *(row for capture in captures for row in capture[name]))
              .sort(base.info(TABLES[name]).key) for name in RAW}
    with duckdb.connect() as con:
        con.execute("create schema core")
        create_table(con, "core.rule_paragraph", law_text.made(rule_paragraph, SEEDS | frames))
        create_table(con, "core.rule_version", SEEDS["core.rule_version"])
        create_table(con, "core.rule_document", SEEDS["seed.rule_document"].clear())
        create_table(con, "core.document_stage", frame("core.document_stage"))
        return render(state_on(con, before), state_on(con, day), acts_between(con, before, day))


def test_a_document_that_declares_no_paragraph_is_told(first_refresh: Path) -> None:
    """The rule of February 2023 on what Wassenaar decided; its list of amendments is not held."""
    start, day = date(2023, 2, 23), date(2023, 2, 24)
    with opened(Home(first_refresh).published) as con:
        others = others_between(con, start, day)
        assert others_between(con, day, day + timedelta(days=1)) == []
    said = render(State(start, {}), State(day, {}), others=others)
    assert said.startswith("88 FR 12108, in force from 2023-02-24: Wassenaar")


def test_a_document_that_is_no_version_of_the_chip_rules_declares_its_paragraphs(
    first_refresh: Path,
) -> None:
    """The affiliates rule amends parts 732 to 748; what of it is not held is said place by place."""
    start, day = date(2025, 9, 28), date(2025, 9, 29)
    with opened(Home(first_refresh).published) as con:
        [act], others = acts_between(con, start, day), others_between(con, start, day)
        [suspension] = acts_between(con, date(2025, 11, 9), date(2025, 11, 10))
    assert (act.citation, len(act.stems), others) == ("90 FR 47201", 16, [])
    assert (suspension.citation, suspension.stems) == ("90 FR 50857", act.stems)
    said = render(State(start, {}), State(day, {}), [act])
    assert said.split("\n\n") == [
        f"{place}: changed by 90 FR 47201, in force from 2025-09-29; its text is not held for "
        "2025-09-28 or 2025-09-29" for place in act.stems]


def test_a_document_in_parts_is_told_on_each_of_its_days(first_refresh: Path) -> None:
    """The rule of October 2022 reached chip plants on the 7th, persons on the 12th and chips on the 21st."""
    with opened(Home(first_refresh).published) as con:
        told = {day: [stem for act in acts_between(con, date(2022, 10, day - 1), date(2022, 10, day))
                      for stem in act.stems] for day in (7, 12, 21)}
        [other] = others_between(con, date(2022, 10, 6), date(2022, 10, 7))
    assert (told[7], told[12]) == (["744.23"], ["744.6"])
    assert {"3A090", "4A090", "734.9(h)"} <= {*told[21]}
    assert other.startswith("87 FR 62186, in force from 2022-10-07") and "742.6" in other


def test_every_document_is_told_on_its_day(first_refresh: Path) -> None:
    """By the places that it declares or by its name; no day on which one took effect shows nothing."""
    with opened(Home(first_refresh).published) as con:
        days = con.execute("select effective_date, coalesce(citation, document_number) "
                           "from core.rule_document where effective_date is not null").fetchall()
        for day, citation in days:
            start = day - timedelta(days=1)
            told = [act.citation for act in acts_between(con, start, day)] + others_between(con, start, day)
            assert any(said.startswith(citation) for said in told), (day, citation)
    assert len(days) > 30


def test_there_are_eight_documents_and_more() -> None:
    assert len(DOCUMENTS) >= 8


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda row: row["rule_version_id"])
def test_a_diff_shows_what_its_document_declares_and_nothing_else(document: dict[str, Any]) -> None:
    day = document["effective_date"]
    blocks = shown(document, held_before=True).split("\n\n")
    titles = {block.partition("\n")[0] for block in blocks}
    declared = document["changed_locators"].split(";")
    assert titles == {f"{place}: changed, in force from {day}" for place in declared} | {
        "read or held differently by captures, which no document of these days explains: 4A994 (1)"}
    assert all(f"[-old-] {{+new+}} words of {place}" in " ".join(block.split())
               for place in declared for block in blocks if block.startswith(f"{place}: "))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda row: row["rule_version_id"])
def test_a_diff_says_what_was_not_held_before(document: dict[str, Any]) -> None:
    day = document["effective_date"]
    said = shown(document, held_before=False)
    for place in document["changed_locators"].split(";"):
        assert f"{place}: in force from {day}; no earlier wording is held" in said


def test_a_capture_of_a_later_day_does_not_say_what_was_not_there_before() -> None:
    """Two captures of July and September tell of January: neither saw the list as it stood before."""
    early, day = date(2023, 11, 17), date(2025, 1, 13)
    kept = Wording("3A090.exception.LVS", "3A090", "license_exception", "N/A", date(2026, 7, 23), day,
                   early, None, NAMED, None, "ecfr", "snap")
    new = replace(kept, locator="3A090.exception.NAC", text="Yes", first_seen_date=date(2026, 9, 1),
                  valid_from_date=day)
    for seen, told in ((kept.first_seen_date, "no earlier wording is held"), (early, "added")):
        held = {kept.locator: replace(kept, first_seen_date=seen)}
        said = render(State(date(2025, 1, 12), held), State(day, held | {new.locator: new}))
        assert told in said.partition("\n")[0]

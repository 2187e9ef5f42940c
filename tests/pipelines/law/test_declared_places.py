"""What documents are said to have changed, against the instructions that they print themselves.

The words are those of files beside the repository, so the tests skip where these are absent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from pipelines.explain.rules_diff import is_dated, state_on
from pipelines.law.alignment import aligned
from pipelines.law.versions import covers
from tests.support import law_text
from tests.support.homes import SHARED_DATA
from tests.support.made_frames import create_table

TEXTS = SHARED_DATA.parent / "rules" / "texts" / "fr_paragraphs_2024-2026"
SEEDS = law_text.seeds()
DECLARING = pl.concat([SEEDS[name].select("document_number", "effective_date", "changed_locators")
                       for name in ("core.rule_version", "seed.rule_document")]).filter(
    pl.col("changed_locators").is_not_null()).unique("document_number").sort("document_number")
START = re.compile(r"amended as ?(follows)?:?$|are amended as")
INSTRUCTION = re.compile(r"(?:\d+|[a-z])\. (?:Section|Supplement|Part|Amend|Add|Revis|Remov|Redesignat|In )",
                         re.I)
OF_PART = re.compile(r"(?:authority citation for (?:15 CFR )?p|P)art (\d{3})")
SECTION = re.compile(r"(?:§+|[Ss]ections?) ?(7\d\d\.\d+(?:(?:, | and |, and )7\d\d\.\d+)*)")
SUPPLEMENT = re.compile(r"[Ss]upplements? (?:[Nn]o\. ?)?(\d+(?: and \d+)?)(?: to part (\d{3}))?")
PATH = re.compile(r"(?:\(\s*\w+\s*\))+")
ECCN = re.compile(r"\b\d[A-E]\d{3}\b")
LOST = {"2025-00636": {"734.9(h)", "734.9(l)"}}
"""Places whose instruction the reader of the page lost; their new paragraphs are printed."""
REFUSED = {"2025-00723": {"742.6(a)(13)", "742.6(b)(14)"}}
"""What an instruction could not change, because the number was taken: the eCFR says so."""

REPRINTED = {
    "2024-19633": {"2E003", "3A001", "3B001", "3C001", "3D001", "3D002", "3E001", "4D001", "4E001"},
    "2025-00636": {"3A001", "3D001", "3E001", "4A003", "4A004", "4A005", "4D001", "4D090", "4E001", "5A002",
                   "5A004", "5A992", "5D002", "5D992", "5E002", "5E992"},
    "2025-00711": {"3B001", "3B993", "3B994", "3D992", "3D993", "3D994", "3E992", "3E993", "3E994"},
    "2025-00723": {"3A999", "3E001"},
}
"""Old entries that a document prints anew as a whole: which of their paragraphs it changed is not known,
and what captures of two forms read differently there must not be dated by it."""


def instructions(number: str) -> Iterator[tuple[str, str]]:
    """The part and the words of each instruction of a document."""
    lines = [json.loads(line)["text"].replace("\n", " ")
             for line in (TEXTS / f"{number}.jsonl").read_text().splitlines()]
    begun = next((n for n, text in enumerate(lines) if START.search(text)), len(lines))
    part = ""
    for text in lines[begun + 1:]:
        named = OF_PART.search(text)
        part = named[1] if named else part
        if INSTRUCTION.match(text) and len(text) < 700 and "authority citation" not in text:
            yield part, text


def places(number: str) -> set[str]:
    """The places that a document says it changes."""
    found: set[str] = set()
    section = ""
    for part, text in instructions(number):
        named = SECTION.findall(text)
        sections = re.findall(r"7\d\d\.\d+", " ".join(named))
        if number_of := SUPPLEMENT.search(text):
            section = f"{number_of[2] or part}-supp-{number_of[1]}"
            found |= {f"{number_of[2] or part}-supp-{one}" for one in re.findall(r"\d+", number_of[1])}
        elif sections:
            section = sections[0]
        if sections and "the introductory text and" in text:
            found.add(f"{section}.text")
        inside = [f"{section}{path}" for path in paths(text)] if section else []
        found |= set(inside) or set(sections)
        found |= set(ECCN.findall(text))
    return {place for place in found if "-supp-1" not in place or not place.startswith("774")}


def paths(text: str) -> Iterator[str]:
    """Paragraphs of an instruction; `(a)(3), (8)` means (a)(3) and (a)(8)."""
    above = ""
    for found in PATH.findall(text):
        path = re.sub(r"\s", "", found)
        if re.match(r"\(\d", path) and above:
            path = above + path
        elif re.match(r"\([a-z]+\)", path):
            above = re.match(r"\([a-z]+\)", path)[0]  # type: ignore[index]
        yield path


def held() -> list[dict[str, Any]]:
    """Documents that declare places and whose instructions are kept."""
    return [row for row in DECLARING.iter_rows(named=True)
            if (TEXTS / f"{row['document_number']}.jsonl").is_file()
            and places(row["document_number"])]


DOCUMENTS = held() or [pytest.param(None, marks=pytest.mark.skip(reason="texts are not here"))]


def number(row: Any) -> str:
    return row["document_number"] if row else "none"


@pytest.mark.skipif(not TEXTS.is_dir(), reason="texts are not here")
def test_documents_are_held() -> None:
    assert {"2025-00636", "2025-00711", "2025-19001", "2024-19633"} <= {
        row["document_number"] for row in DOCUMENTS if isinstance(row, dict)}


@pytest.mark.parametrize("row", DOCUMENTS, ids=number)
def test_every_place_that_a_document_changes_is_declared(row: dict[str, Any]) -> None:
    declared = row["changed_locators"].split(";")
    unsaid = [known.get(row["document_number"], set()) for known in (REFUSED, REPRINTED)]
    said = places(row["document_number"]).difference(*unsaid)
    assert {place for place in said
            if not any(covers(stem, place) or covers(place, stem) for stem in declared)} == set()


@pytest.mark.parametrize("row", DOCUMENTS, ids=number)
def test_nothing_is_declared_that_a_document_does_not_say(row: dict[str, Any]) -> None:
    said = places(row["document_number"]) | LOST.get(row["document_number"], set())
    assert {stem for stem in row["changed_locators"].split(";")
            if not any(covers(place, stem) for place in said)} == set()


DAYS = sorted({row["effective_date"] for row in DOCUMENTS if isinstance(row, dict)}) or [
    pytest.param(None, marks=pytest.mark.skip(reason="texts are not here"))]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_diff_of_held_text_shows_what_the_documents_of_its_day_say(day: date, shared_data: Path) -> None:
    """On the kept captures: every change of the day stands at a place that an instruction names."""
    said = {place for row in DOCUMENTS if row["effective_date"] == day
            for place in places(row["document_number"]) | LOST.get(row["document_number"], set())}
    shown = changed(shared_data, day)
    assert {place for place in shown if not any(covers(stem, place) for stem in said)} == set()


def test_the_kept_captures_show_changes_of_some_days(shared_data: Path) -> None:
    assert [day for day in DAYS if changed(shared_data, day)]


@cache
def changed(data: Path, day: date) -> tuple[str, ...]:
    """Places that a diff of the day before and a day shows as changed by documents of the day."""
    with duckdb.connect() as con:
        con.execute("create schema core")
        create_table(con, "core.rule_paragraph", law_text.text_of_law(data, SEEDS))
        before, after = state_on(con, day - timedelta(days=1)), state_on(con, day)
    pairs = [pair for pair in aligned(before.wordings, after.wordings)
             if not pair.is_same and is_dated(pair, before.day, after.day)]
    return tuple(shown.locator for pair in pairs if (shown := pair.after or pair.before))

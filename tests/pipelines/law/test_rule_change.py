"""What a rule changed: paragraphs side by side, what counts as a change, and the word diff."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.explain.acts import Act, acts_between
from pipelines.explain.rules_diff import (
    NAMED,
    NOTHING,
    State,
    render,
    state_on,
    word_diff,
)
from pipelines.law.alignment import aligned
from pipelines.law.in_force import Wording
from pipelines.law.versions import covers
from pipelines.statistics.rules.rule_change import change_of
from tests.support import law_text
from tests.support.made_frames import create_table

SCOPE = "Items that are not designed or marketed for use in datacenters are outside of this entry"
LIST = "Integrated circuits specified by 3A090 include graphical and tensor processing units"


def state(**texts: str) -> dict[str, Wording]:
    """A state of 3A090 from the last part of each locator."""
    day = date(2024, 1, 1)
    names = {name: f"3A090.{name.replace('__', '#').replace('_', '-')}" for name in texts}
    return {names[name]: Wording(names[name], "3A090", "note" if "note" in name else "item", text,
                                 day, day, day, None, "first_seen", None, "ecfr", "snap")
            for name, text in texts.items()}


def shown(
    before: dict[str, Wording], after: dict[str, Wording]
) -> list[tuple[str, str | None, str]]:
    """Each change as place after, place before, and what it is."""
    found = []
    for pair in aligned(before, after):
        wording = pair.after or pair.before
        change = change_of(pair)
        if wording and change:
            found.append((wording.locator, pair.before.locator if pair.before else None, change))
    return found


def test_notes_that_swap_their_numbers_are_renumbered_and_nothing_else() -> None:
    assert shown(state(note_1=LIST, note_2=SCOPE), state(note_1=SCOPE, note_2=LIST)) == [
        ("3A090.note-1", "3A090.note-2", "renumbered"),
        ("3A090.note-2", "3A090.note-1", "renumbered")]


def test_a_note_put_in_front_moves_the_others_and_is_the_only_one_added() -> None:
    new = "When a fabricator seeks to export there is a presumption"
    found = shown(state(note_1=SCOPE, note_2=LIST), state(note_1=new, note_2=SCOPE, note_3=LIST))
    assert found == [("3A090.note-1", None, "added"),
                     ("3A090.note-2", "3A090.note-1", "renumbered"),
                     ("3A090.note-3", "3A090.note-2", "renumbered")]


def test_a_number_printed_twice_stays_two_paragraphs() -> None:
    both = state(a=SCOPE, a__2=LIST)
    assert shown(both, both) == []
    assert shown(both, state(a=SCOPE, b=LIST)) == [("3A090.b", "3A090.a#2", "renumbered")]


def test_a_parameter_outweighs_other_words() -> None:
    before = state(a="A 'total processing performance' of 4800 or more, or")
    assert shown(before, state(a="A 'total processing performance' of 4800 or more, and")) == [
        ("3A090.a", "3A090.a", "changed")]
    assert shown(before, state(a="A 'total processing performance' of 5000 or more, or")) == [
        ("3A090.a", "3A090.a", "parameters_changed")]


def test_typography_is_no_change() -> None:
    for other in ("a \u2018measure\u2019  of 10 26", "A measure, of 10^26;"):
        assert shown(state(a="a 'measure' of 10^26"), state(a=other)) == []
    for other in ("a 'measure' of 1.026", "a 'measure' of 10-26"):
        assert shown(state(a="a 'measure' of 1026"), state(a=other)) != []


def test_words_are_marked_in_runs_and_the_rest_is_shortened() -> None:
    assert word_diff("Prior to April 13, 2026, all", "Prior to December 31, 2026, all") == (
        "Prior to [-April 13,-] {+December 31,+} 2026, all")
    far = " ".join(f"w{n}" for n in range(60))
    found = word_diff(f"{far} old", f"{far} new")
    assert found.startswith("... w48") and found.endswith("w59 [-old-] {+new+}")
    assert word_diff(None, "new words") == "{+new words+}"


def test_what_is_held_on_one_side_only_is_named_and_not_called_new() -> None:
    early, late = date(2024, 1, 1), date(2024, 2, 1)
    later = State(late, state(a=SCOPE, note_1=LIST))
    unexplained = "which no document of these days explains: 3A090 (1)"
    assert render(State(early, state(a=SCOPE)), later).endswith(unexplained)
    assert render(State(early, later.wordings), later) == NOTHING


def test_what_a_document_declares_and_no_text_shows_is_said() -> None:
    early, late = State(date(2024, 1, 1), {}), State(date(2024, 2, 1), state(a=SCOPE))
    acts = [Act("90 FR 1", date(2024, 1, 10), ("3A090.b", "3A090.a"))]
    said = render(early, late, acts)
    assert ("3A090.b: changed by 90 FR 1, in force from 2024-01-10; its text is not held for "
            "2024-01-01 or 2024-02-01") in said
    assert ("3A090.a: changed by 90 FR 1, in force from 2024-01-10; its text is not held for "
            "2024-01-01\n") in said


def test_a_new_entry_shows_its_text_when_it_appears() -> None:
    day = date(2024, 1, 10)
    dated = {name: replace(wording, valid_basis=NAMED, valid_from_date=day)
             for name, wording in state(a=SCOPE).items()}
    said = render(State(date(2024, 1, 9), {}), State(day, dated), [Act("90 FR 1", day, ("3A090",))])
    assert said.startswith("3A090.a: in force from 2024-01-10; no earlier wording is held")
    assert "{+Items that are not designed" in said


@pytest.fixture(scope="module")
def frames(shared_data: Path) -> dict[str, pl.DataFrame]:
    """The bundled tables and the text of the kept captures."""
    bundled = law_text.seeds()
    return bundled | {"core.rule_paragraph": law_text.text_of_law(shared_data, bundled)}


@pytest.fixture(scope="module")
def rule_changes(frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The metric on the kept captures."""
    return law_text.changes(frames)


def of(changes: pl.DataFrame, version: str, change: str) -> list[tuple[str, str | None]]:
    """Places after and before, of one kind of change of one document."""
    found = changes.filter((pl.col("rule_version_to_id") == version) & (pl.col("change") == change))
    return found.select("locator", "locator_from").rows()


def test_renumbered_notes_come_out_right(rule_changes: pl.DataFrame) -> None:
    assert {("3A090.note-1", "3A090.note-2"), ("3A090.note-2", "3A090.note-1")} == set(
        of(rule_changes, "us-3a090-2024-12", "renumbered"))
    notes = {(f"3A090.note-{n + 1}", f"3A090.note-{n}") for n in (1, 2, 3)}
    assert notes <= set(of(rule_changes, "us-3a090-2025-01-fdd", "renumbered"))
    assert of(rule_changes, "us-3a090-2025-01-fdd", "removed") == []
    assert of(rule_changes, "us-3a090-2025-01-fdd", "parameters_changed") == []


def test_a_rule_is_charged_with_its_own_changes_only(rule_changes: pl.DataFrame) -> None:
    changed = dict(of(rule_changes, "us-3a090-2026-04", "changed"))
    assert set(changed) == {"3A090.a.note-1.a(2)", "3A090.a.note-1.a(3)"}
    added = [locator for locator, _ in of(rule_changes, "us-3a090-2024-12", "added")]
    assert added == ["3A090.c", "3A090.c.technical-note"]
    assert ("742.6(b)(10)(iii)(A)(1)", None) in of(rule_changes, "us-3a090-2026-01", "added")
    assert rule_changes.filter(pl.col("rule_version_to_id") == "us-3a090-2025-02").is_empty(), (
        "the correction changed the licence table, of which no text is held")


def test_an_incomplete_capture_deletes_nothing_and_adds_nothing(rule_changes: pl.DataFrame) -> None:
    removed = rule_changes.filter(pl.col("change") == "removed")["rule_version_to_id"].unique()
    assert removed.to_list() == ["us-3a090-2023"]
    july = rule_changes.filter(pl.col("rule_version_to_id") == "us-3a090-2026-07")
    assert set(july["locator"]) <= {"4A090.b.technical-note"}


def test_the_rule_of_2023_changed_parameters(rule_changes: pl.DataFrame) -> None:
    found = rule_changes.filter((pl.col("rule_version_to_id") == "us-3a090-2023")
                           & (pl.col("locator") == "3A090.a")).row(0, named=True)
    assert found["change"] == "parameters_changed"
    assert found["parameters_from"] == "aggregate bidirectional transfer rate >= 600 gb_per_s"
    assert found["parameters_to"] is None


def test_the_diff_of_two_days_is_read_from_a_published_table(
    frames: dict[str, pl.DataFrame],
) -> None:
    with duckdb.connect() as con:
        con.execute("create schema core")
        create_table(con, "core.rule_paragraph", frames["core.rule_paragraph"])
        create_table(con, "core.rule_version", frames["core.rule_version"])
        early, late = (state_on(con, day, "3A090.note")
                       for day in (date(2024, 12, 10), date(2025, 2, 20)))
    moved = "3A090.note-1 -> 3A090.note-2: renumbered, in force from 2025-01-16"
    assert moved in render(early, late)


PAIRS = {
    date(2022, 10, 21): {"3A090", "4A090"},
    date(2023, 1, 17): {"3A090", "4A090", "742.6", "744.23"},
    date(2023, 11, 17): {"3A090", "4A090", "740.8", "742.6", "744.23"},
    date(2024, 4, 4): {"3A090", "4A090", "740.8", "742.6", "744.23"},
    date(2024, 12, 2): {"3A090", "740.8", "740.25", "742.6", "744.23"},
    date(2025, 1, 13): {"3A090", "4A090", "4E091", "740.2", "740.8", "740.27", "740.28", "740.29", "742.6",
                        "744.23"},
    date(2025, 1, 16): {"3A090", "740.2", "740.26", "740.27", "740.28", "742.4", "742.6", "744.6", "744.11"},
    date(2026, 1, 15): {"742.6", "744.23"},
    date(2026, 4, 7): {"3A090"},
    date(2026, 7, 10): {"3A090", "4A090", "742.6", "740-supp-8"},
    date(2026, 7, 23): set(),
}
"""Days on which a document took effect, or two forms of capture meet, with the entries it changed."""


@pytest.mark.parametrize("day", PAIRS, ids=str)
def test_a_diff_shows_what_the_documents_of_the_day_changed_and_nothing_else(
    frames: dict[str, pl.DataFrame], day: date
) -> None:
    with duckdb.connect() as con:
        con.execute("create schema core")
        for name in ("core.rule_paragraph", "core.rule_version"):
            create_table(con, name, frames[name])
        create_table(con, "core.rule_document", frames["seed.rule_document"])
        create_table(con, "core.document_stage", law_text.stages())
        before = day - timedelta(days=1)
        acts = acts_between(con, before, day)
        said = render(state_on(con, before), state_on(con, day), acts)
    blocks = [block for block in said.split("\n\n") if not block.startswith("read or held")]
    declared = [stem for act in acts for stem in act.stems]
    assert all(any(covers(stem, place) for stem in declared) for place in places_in(blocks))
    unheld = [block for block in blocks if "its text is not held" in block]
    entries, without_text = entries_in(blocks), entries_in(unheld)
    assert entries >= PAIRS[day]
    assert entries - PAIRS[day] <= without_text, "of a place whose words are held, they are compared"


def places_in(blocks: list[str]) -> list[str]:
    return [place for block in blocks for place in block.split(":")[0].split(" -> ")]


def entries_in(blocks: list[str]) -> set[str]:
    """Entries and sections that places stand in."""
    return {re.split(r"[.(](?!\d)", place)[0] for place in places_in(blocks)}


def test_the_date_of_authorised_designers_is_that_of_april_2026(
    frames: dict[str, pl.DataFrame],
) -> None:
    """91 FR 17851 moved it from 2026-04-07 on; the first capture that shows it is of July."""
    moved = frames["core.rule_paragraph"].filter(
        (pl.col("locator") == "3A090.a.note-1.a(2)") & pl.col("text").str.contains("December 31"))
    assert moved["valid_from_date"].to_list() == [date(2026, 4, 7)]

"""Wordings over time: what ends one, since when one holds, and the macro that reads them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.conform.rules.rule_paragraph import RAW, rule_paragraph
from pipelines.law.outline import outline_key
from pipelines.sources.ecfr.source import SOURCES
from schemas import base
from schemas.base import faults
from schemas.rules.rule_capture import RuleCapture
from schemas.rules.rule_capture_entry import RuleCaptureEntry
from schemas.rules.rule_paragraph import RuleParagraph
from tests.support.ecfr_samples import CONTROLLED, HEADING, control_list, entry, section
from tests.support.files import sql_text
from tests.support.macros import create_macros
from tests.support.made_frames import create_table
from warehouse.project import engine
from warehouse.project.models import PythonRecipe

TABLES = {base.info(s.table).name: s for s in SOURCES}
EFFECTIVE = {"2022-10-21": "3A090;4A090", "2023-11-17": "3A090;4A090", "2024-04-04": "3A090;4A090",
             "2024-12-02": "3A090", "2025-01-13": "3A090;4E091", "2025-01-16": "3A090",
             "2025-02-11": "3A090", "2026-07-10": "3A090;4A090"}


def captured(table: str, files: list[tuple[str, bytes]]) -> pl.DataFrame:
    """The raw table of some files, each with its day."""
    source, parts = TABLES[table], []
    for number, (day, data) in enumerate(files):
        frame = source.parse(data).frame.with_columns(
            pl.lit(date.fromisoformat(day)).alias("observed_date"),
            pl.lit(f"snap{number}").alias("first_snapshot_id"),
            pl.lit(source.source_id).alias("source_id"),
            pl.format("row {}", "row_number").alias("source_locator"),
        )
        parts.append(frame.select(c.name for c in base.columns(source.table)))
    whole = pl.concat(parts).sort(base.info(source.table).key)
    assert not faults.failures(source.table, whole)
    return whole


def paragraphs(
    files: list[tuple[str, bytes]], table: str = "raw.ecfr_part774",
    effective: dict[str, str] | None = None,
) -> pl.DataFrame:
    """core.rule_paragraph of some files of one part."""
    frames = {name: base.empty_frame(TABLES[name].table) for name in RAW}
    frames[table] = captured(table, files)
    days = EFFECTIVE if effective is None else effective
    frames["seed.rule_version"] = pl.DataFrame({
        "effective_date": [date.fromisoformat(day) for day in days],
        "changed_locators": list(days.values()),
    }, schema={"effective_date": pl.Date, "changed_locators": pl.String})
    frames["seed.rule_document"] = frames["seed.rule_version"].clear()
    recipe = rule_paragraph.recipe
    assert isinstance(recipe, PythonRecipe)
    found = recipe.function(frames)
    assert not faults.failures(RuleParagraph, found)
    return found


def spans(found: pl.DataFrame, locator: str) -> list[tuple[str, str, str | None, str]]:
    """(text, from, to, basis) of a locator's wordings."""
    rows = found.filter(pl.col("locator") == locator).sort("first_seen_date")
    return [(r["text"], str(r["valid_from_date"]), r["valid_to_date"] and str(r["valid_to_date"]),
             r["valid_basis"]) for r in rows.iter_rows(named=True)]


def test_an_effective_date_between_two_captures_dates_the_change():
    found = paragraphs([("2024-12-23", control_list(entry())),
                        ("2025-03-01", control_list(entry(place="Anywhere.")))])
    old, new = spans(found, "3A090.license-table.1")
    assert old[1:] == ("2024-12-02", "2025-02-11", "effective_date_of_rule_version")
    assert new[1:] == ("2025-02-11", None, "effective_date_of_rule_version")
    assert found.filter(pl.col("valid_to_date").is_not_null())["locator"].to_list() == [
        "3A090.license-table.1"]  # the correction of February 2025 changes one row


def test_without_an_effective_date_a_change_holds_since_it_was_seen():
    found = paragraphs([("2024-12-23", control_list(entry())),
                        ("2025-03-01", control_list(entry(place="Anywhere.")))], effective={})
    assert spans(found, "3A090.license-table.1")[1][1:] == ("2025-03-01", None, "first_seen")


def test_what_an_incomplete_capture_lacks_is_not_deleted():
    bare = control_list(f"{HEADING}{CONTROLLED}<P>a. Integrated circuits having either of the "
                        "following:</P><P>a.1. A 'total processing performance' of 4800 or more; or"
                        "</P><P>b. [Reserved]</P>")
    files = [("2024-01-01", control_list(entry())), ("2024-02-01", bare),
             ("2024-03-01", control_list(entry()))]
    found = paragraphs(files, effective={})
    for locator in ("3A090.license-table.1", "3A090.note-2"):
        [only] = spans(found, locator)
        assert only[1:] == ("2024-01-01", None, "first_seen")
    declared = paragraphs(files[:2], effective={"2024-01-20": "3A090.note"})
    assert spans(declared, "3A090.note-2")[0][1:3] == ("2024-01-01", "2024-01-20")
    assert spans(declared, "3A090.license-table.1")[0][2] is None


def test_a_document_dates_only_what_it_declares():
    """Of two documents between captures the later one is not charged with the other's change."""
    found = paragraphs([("2024-12-23", control_list(entry())),
                        ("2025-03-01", control_list(entry(place="Anywhere.")))],
                       effective={"2025-01-20": "3A090.license-table", "2025-02-20": "3A090.a"})
    assert spans(found, "3A090.license-table.1")[1][1] == "2025-01-20"
    assert spans(found, "3A090.a")[0][1:3] == ("2024-12-23", None)


def test_an_entry_a_file_does_not_hold_goes_on_unless_the_file_is_the_whole_part():
    other = control_list("<FP-2><B>3A991 Devices.</B></FP-2>")
    found = paragraphs([("2024-01-01", control_list(entry())), ("2024-02-01", other)], effective={})
    assert spans(found, "3A090.a")[0][2] is None
    whole = (b'<DIV5 N="774"><HEAD>PART 774</HEAD><AUTH><HED>Authority:</HED></AUTH>'
             + other.partition(b"?>")[2] + b"</DIV5>")
    found = paragraphs([("2024-01-01", control_list(entry())), ("2024-02-01", whole)], effective={})
    assert spans(found, "3A090.a")[0][2] == "2024-02-01"


def test_an_excerpt_that_marks_its_elisions_ends_nothing():
    end = "<P>[61 FR 12786, Mar. 25, 1996]</P>"
    part = section(f"<!-- ... (a) elided ... --><P>(b) Policy.</P>{end}")
    found = paragraphs([("2026-02-10", section(f"<P>(a) Asked.</P><P>(b) Policy.</P>{end}")),
                        ("2026-09-01", part)], "raw.ecfr_part742")
    assert spans(found, "742.6(a)")[0][2] is None


def test_typography_alone_changes_nothing_and_the_fuller_print_is_kept():
    flat = section("<P>(a) Above 10 26 n/cm 2 \u201cof\u201d it</P><P>[61 FR 1]</P>")
    full = section('<P>(a) Above 10<SU>26</SU> n/cm<SU>2</SU> "of"  it</P><P>[61 FR 1]</P>')
    found = paragraphs([("2024-01-01", flat), ("2024-02-01", full)], "raw.ecfr_part742")
    [only] = spans(found, "742.6(a)")
    assert only[0] == 'Above 10^26 n/cm^2 "of" it'


def test_duplicate_numbers_come_and_go_apart():
    one = "<P>(a) X</P><P>(13) Model weights.</P>"
    end = "<P>[61 FR 12786, Mar. 25, 1996]</P>"
    found = paragraphs([
        ("2025-01-13", section(one + end)),
        ("2025-01-16", section(f"{one}<P>(13) Laboratories.</P>{end}")),
        ("2025-02-01", section(one + end)),
    ], "raw.ecfr_part742")
    assert spans(found, "742.6(a)(13)") == [("Model weights.", "2025-01-13", None, "first_seen")]
    assert spans(found, "742.6(a)(13)#2") == [
        ("Laboratories.", "2025-01-16", "2025-02-01", "first_seen")]


def test_two_files_of_one_day_are_one_day():
    part = control_list(f"{HEADING}{CONTROLLED}<P>a. Only this</P>")
    found = paragraphs([("2024-01-01", control_list(entry())), ("2024-01-01", part)], effective={})
    assert len(spans(found, "3A090.b")) == 1
    assert spans(found, "3A090.a")[0][0].startswith("Integrated")


@pytest.fixture(scope="module")
def kept_paragraphs(shared_data: Path) -> pl.DataFrame:
    """core.rule_paragraph of all kept files of part 774 and their days."""
    files = sorted(shared_data.glob("ecfr_part774*/*.xml"))
    return paragraphs([(path.stem[-10:], path.read_bytes()) for path in files])


def rule_text(found: pl.DataFrame, locator: str, day: str) -> list[tuple[str, str, str]]:
    """The macro's answer, from the file that analysts get."""
    connection = duckdb.connect()
    connection.execute("create schema core")
    create_table(connection, "core.rule_paragraph", found)
    create_macros(connection, ["rule_text"])
    rows = connection.execute(
        "select locator, text, valid_basis from rule_text(?, cast(? as date))", [locator, day])
    return rows.fetchall()


@pytest.mark.parametrize(("day", "first", "locators"), [
    ("2023-06-01", "Integrated circuits that have or are programmable to have an aggregate bidi",
     ["3A090.a", "3A090.a.1", "3A090.a.2", "3A090.a.3", "3A090.a.4"]),
    ("2023-11-16", "Integrated circuits that have or are programmable",
     ["3A090.a", "3A090.a.1", "3A090.a.2", "3A090.a.3", "3A090.a.4"]),
    ("2023-11-17", "Integrated circuits having one or more digital processing units",
     ["3A090.a", "3A090.a.1", "3A090.a.2"]),
    ("2024-12-31", "Integrated circuits having one or more", ["3A090.a", "3A090.a.1", "3A090.a.2"]),
    ("2025-06-30", "Integrated circuits having one or more", ["3A090.a", "3A090.a.1", "3A090.a.2"]),
    ("2026-09-01", "Integrated circuits having one or more", ["3A090.a", "3A090.a.1", "3A090.a.2"]),
])
def test_rule_text_of_a_day(kept_paragraphs: pl.DataFrame, day: str, first: str, locators: list[str]):
    found = rule_text(kept_paragraphs, "3A090.a", day)
    assert found[0][1].startswith(first)
    assert [row[0] for row in found if "note" not in row[0]] == locators
    assert {row[2] for row in found} == {"effective_date_of_rule_version"}
    assert ("3A090.a.note-1.a(2)(i)" in {row[0] for row in found}) == (day >= "2025-01-16")


@pytest.mark.parametrize(("locator", "day", "said"), [
    ("9Z999", "2025-06-30", "no text of '9Z999' is held for 2025-06-30; allowed are places below .*3A090"),
    ("3A090.a", "2022-01-01", "no text of '3A090.a' is held for 2022-01-01"),
    ("3A090.a", "2099-01-01", "nothing is known for the day '2099-01-01'"),
])
def test_no_text_is_said_and_not_shown_as_none(
    kept_paragraphs: pl.DataFrame, locator: str, day: str, said: str
):
    with pytest.raises(duckdb.Error, match=said):
        rule_text(kept_paragraphs, locator, day)


def test_wordings_of_one_threshold(kept_paragraphs: pl.DataFrame):
    assert spans(kept_paragraphs, "3A090.a.1")[1:] == [
        ("a 'total processing performance' of 4800 or more, or", "2023-11-17", None,
         "effective_date_of_rule_version"),
    ]  # a capital and a semicolon came later, which no threshold hangs on
    assert spans(kept_paragraphs, "3A090.c")[0][1] == "2024-12-02"  # first seen on 2024-12-23


def test_renumbered_notes_keep_their_own_history(kept_paragraphs: pl.DataFrame):
    notes = spans(kept_paragraphs, "3A090.note-2")
    assert [n[0].split(" do")[0][:30] for n in notes] == [
        "3A090", "3A090", "Integrated circuits specified ", "3A090.a and 3A090.b"]
    assert notes[-1][1:3] == ("2025-01-16", None)
    assert spans(kept_paragraphs, "3A090.note-1")[0][2] == "2024-12-02"


def test_notes_of_the_copy_that_lost_them_are_found_again(kept_paragraphs: pl.DataFrame):
    [row] = kept_paragraphs.filter(
        (pl.col("locator") == "3A090.a.note-1.a(2)") & pl.col("valid_to_date").is_null()
    ).iter_rows(named=True)
    assert row["text"].startswith("Prior to December 31, 2026")
    assert row["first_seen_date"] == date(2026, 7, 23)
    bare = kept_paragraphs.filter(pl.col("entry") == "3A090", pl.col("kind") == "paragraph")
    assert bare.is_empty()


def test_outline_keys_sort_as_printed():
    printed = ["3A090", "3A090.reason-for-control", "3A090.license-table.1",
               "3A090.license-table.2", "3A090.license-table.10", "3A090.exception.NAC/ACA",
               "3A090.related-controls", "3A090.items", "3A090.a", "3A090.a.2", "3A090.a.10",
               "3A090.a.note-1", "3A090.a.note-1.a(2)", "3A090.b", "3A090.z.1", "3A090.note-2"]
    assert sorted(set(printed), key=lambda p: outline_key(p, "3A090")) == printed
    section_places = ["742.6", "742.6(a)", "742.6(a)(6)", "742.6(a)(6)(v)", "742.6(a)(6)(ix)",
                      "742.6(a)(6)(ix)(B)", "742.6(a)(13)", "742.6(a)(13)#2", "742.6(b)"]
    assert sorted(set(section_places), key=lambda p: outline_key(p, "742.6")) == section_places


def test_captures_are_counted_by_their_entries():
    connection = duckdb.connect()
    connection.execute("create schema raw; create schema core")
    for name, source in TABLES.items():
        frame = base.empty_frame(source.table)
        if name == "raw.ecfr_part774":
            bare = control_list(f"{entry()}<FP-2><B>4E091 </B></FP-2>")
            frame = captured(name, [("2024-01-01", bare)])
        create_table(connection, name, frame)
    for table in (RuleCaptureEntry, RuleCapture):
        name = base.info(table).name
        text = sql_text(f"core.{name.partition('.')[2]}")
        found = engine.query(connection, text).sort(base.info(table).key)
        connection.execute(f"create table {name} as {text}")
        assert found.columns == [c.name for c in base.columns(table)]
    capture = engine.query(connection, "from core.rule_capture").row(0, named=True)
    assert capture["document_id"] == "ecfr-774-2024-01-01-snap0"
    assert (capture["entry_count"], capture["complete_entry_count"]) == (2, 1)
    gaps = connection.sql("select entry from core.rule_capture_entry where not is_complete").fetchall()
    assert gaps == [("4E091",)]

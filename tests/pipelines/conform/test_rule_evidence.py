"""The threshold seed against the law: all proven where text is held, and nothing left over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.conform.rules.rule_threshold_evidence import drifts, never_shown
from pipelines.conform.rules.rule_threshold_evidence import rule_threshold_evidence as model
from pipelines.law.evidence import compare
from pipelines.law.in_force import Document, Wording, covers, documents, in_force
from tests.support import law_text
from tests.support.files import sql_text
from warehouse.project.models import PythonRecipe

VERSIONS = ["us-3a090-2022", "us-3a090-2023", "us-3a090-2024-04", "us-3a090-2024-12",
            "us-3a090-2025-01", "us-3a090-2025-01-fdd", "us-3a090-2026-01", "us-3a090-2026-07"]
CHECK = sql_text("check.rule_threshold_is_in_the_text")


def wording(locator: str, text: str, first: str = "2024-01-01", last: str = "2024-12-31",
            until: str | None = None) -> Wording:
    """A wording seen and in force between two days."""
    end = date.fromisoformat(until) if until else None
    return Wording(locator, locator[:5], "item", text, date.fromisoformat(first),
                   date.fromisoformat(last), date.fromisoformat(first), end, "first_seen", None,
                   "ecfr", "snap")


def row(place: str, term: str, operator: str, value: float, unit: str = "tpp") -> dict[str, object]:
    """A row of the seed, as far as evidence reads it."""
    return {"threshold_id": f"v-{place}-{operator}", "rule_version_id": "v", "metric": "m",
            "paragraph_locator": place, "term": term, "operator": operator, "value": value,
            "unit": unit, "reference_locator": None}


TPP = "total processing performance"
TEXT = wording("3A090.a.1", "A 'total processing performance' of 4800 or more; or")


def test_a_row_that_the_text_states_is_proven() -> None:
    found = list(compare("v", [row("3A090.a.1", TPP, ">=", 4800)], {"3A090.a.1": TEXT}))
    (proof,) = found
    assert (proof.evidence, proof.is_proven, proof.text_locator) == ("text", True, "3A090.a.1")


@pytest.mark.parametrize("wrong", [{"value": 4801}, {"operator": ">"}, {"term": "TPP"},
                                   {"unit": "flop"}], ids=str)
def test_a_row_that_differs_in_one_cell_fails_and_so_does_what_is_left_over(
    wrong: dict[str, object],
) -> None:
    rows = [row("3A090.a.1", TPP, ">=", 4800) | wrong]
    missing, left = compare("v", rows, {"3A090.a.1": TEXT})
    assert (missing.threshold_id, missing.is_proven) == (rows[0]["threshold_id"], False)
    assert left.threshold_id is None
    assert left.found == "total processing performance >= 4800 tpp"


def test_a_parameter_in_a_paragraph_that_no_row_cites_is_left_over() -> None:
    more = wording("3A090.a.9", "A 'performance density' of 9 or more.")
    found = list(compare("v", [row("3A090.a.1", TPP, ">=", 4800)],
                         {"3A090.a.1": TEXT, "3A090.a.9": more}))
    assert [e.paragraph_locator for e in found if not e.is_proven] == ["3A090.a.9"]


def test_text_that_is_not_held_proves_nothing_and_fails_nothing() -> None:
    (found,) = compare("v", [row("3A090.a.1", TPP, ">=", 4800)], {})
    assert (found.evidence, found.is_proven) == ("citation only", True)


def test_a_cited_paragraph_missing_among_held_ones_fails() -> None:
    (found,) = compare("v", [row("3A090.a.7", "x", ">=", 1)],
                       {"3A090.b": wording("3A090.b", "[Reserved]")})
    assert (found.evidence, found.is_proven, found.fault) == (
        "text", False, "no paragraph 3A090.a.7 in the text of 3A090 under this version")


def test_a_note_that_lost_its_number_is_found_by_its_parameters() -> None:
    bare = wording("4E091.text-1", "more than 2.5 \u00d7 10^25 'operations'")
    (found,) = compare("v", [row("4E091.note-1", "operations", ">", 2.5e25, "flop")],
                       {"4E091.text-1": bare})
    assert (found.is_proven, found.text_locator) == (True, "4E091.text-1")


def test_a_locator_covers_what_is_below_it_only() -> None:
    assert covers("3A090.note", "3A090.note-2.a")
    assert covers("3A090.a", "3A090.a#2")
    assert not covers("3A090.a", "3A090.ab")
    assert not covers("3A090.note-1", "3A090.note-10")


def test_a_changed_paragraph_is_read_where_the_change_was_first_captured() -> None:
    old = wording("3A090.c", "old", "2024-01-01", "2024-12-05")
    new = wording("3A090.c", "new", "2024-12-23", "2024-12-31")
    document = Document("v", date(2024, 12, 2), None, date(2024, 12, 23), ("3A090.c",))
    assert in_force(document, {"3A090.c": [old, new]}) == {"3A090.c": new}


def test_before_a_capture_shows_the_change_the_old_wording_says_nothing_of_it() -> None:
    old = wording("3A090.c", "old", "2024-01-01", "2024-06-01")
    document = Document("v", date(2024, 12, 2), None, None, ("3A090.c",))
    assert in_force(document, {"3A090.c": [old]}) == {}
    kept = wording("3A090.a", "kept", "2024-01-01", "2024-06-01")
    assert in_force(document, {"3A090.a": [kept]}) == {"3A090.a": kept}


NEW = wording("3A090.a.1", "A 'total processing performance' of 7800 or more; or", "2025-02-01",
              "2025-03-01")
OLD = wording("3A090.a.1", TEXT.text or "", until="2025-02-01")


def faults(document: Document, *held: Wording) -> list[str | None]:
    """What later captures say otherwise than 4800."""
    rows = [row("3A090.a.1", TPP, ">=", 4800)]
    found = drifts(document, rows, {"3A090.a.1": list(held)}, set(), document.awaits)
    return [proof.fault for _, proof in found]


def test_a_later_capture_that_says_otherwise_is_a_fault_of_the_version_in_force() -> None:
    document = Document("v", date(2024, 1, 1), None, date(2024, 1, 1), ())
    assert faults(document, OLD, NEW) == [
        "v-3A090.a.1->= is not what 3A090.a.1 says, since 2025-02-01",
        "3A090.a.1 says total processing performance >= 7800 tpp and no row of it does, "
        "since 2025-02-01"]
    assert faults(document, OLD) == []


def test_what_a_later_version_says_is_no_fault_of_an_earlier_one() -> None:
    assert faults(Document("v", date(2024, 1, 1), date(2025, 2, 1), None, ()), OLD, NEW) == []


@pytest.mark.parametrize(("place", "whole", "is_gone"), [
    ("3A090.exception.NAC/ACA", [], True),
    ("3A090.exception.NAC/ACA", [("3A090", date(2023, 1, 1)), ("4A090", date(2025, 1, 1))], True),
    ("3A090.exception.NAC/ACA", [("3A090", date(2025, 1, 1))], False),
    ("3A090.a.1", [], False),
], ids=["with gaps", "whole before it", "whole", "shown once"])
def test_what_no_capture_showed_is_missing_only_from_a_whole_one(
    place: str, whole: list[tuple[str, date]], is_gone: bool
) -> None:
    document = Document("v", date(2024, 1, 1), None, date(2024, 1, 1), ())
    assert never_shown(document, {"3A090.a.1": [OLD]}, whole)(place) is is_gone


def test_a_paragraph_that_vanishes_while_in_force_is_a_fault() -> None:
    document = Document("v", date(2024, 1, 1), None, date(2024, 1, 1), ())
    rows = [row("3A090.a.1", TPP, ">=", 4800)]
    held = {"3A090.a.1": [OLD], "3A090.b": [wording("3A090.b", "[Reserved]")]}
    found = drifts(document, rows, held, set(), document.awaits)
    assert [(day, proof.fault) for day, proof in found] == [(
        date(2025, 2, 1),
        "no paragraph 3A090.a.1 in the text of 3A090 under this version, since 2025-02-01")]


def test_a_paragraph_that_vanishes_names_the_file_that_lacks_it() -> None:
    """So that this file is held, not the whole release: of two of a day, the one that has less."""
    fields = ("locator", "entry", "kind", "text", "first_seen_date", "last_seen_date", "valid_from_date",
              "valid_to_date", "valid_basis", "valid_to_basis", "source_id", "first_snapshot_id")
    held = [replace(OLD, source_id="ecfr_part774"), wording("3A090.b", "[Reserved]")]
    versions = {"rule_version_id": "v", "series": "s", "effective_date": date(2024, 1, 1), "amends_id": None,
                "codified_date": date(2024, 1, 1), "changed_locators": None}
    captures = [("3A090", day, True, count, "ecfr_part774", file) for day, count, file in (
        (date(2024, 1, 1), 51, "before"), (date(2025, 2, 1), 51, "whole"), (date(2025, 2, 1), 50, "thin"))]
    assert isinstance(model.recipe, PythonRecipe)
    found = model.recipe.function({
        "seed.rule_threshold": pl.DataFrame([row("3A090.a.1", TPP, ">=", 4800)], infer_schema_length=None),
        "core.rule_version": pl.DataFrame([versions]),
        "core.rule_paragraph": pl.DataFrame([{n: getattr(w, n) for n in fields} for w in held],
                                            infer_schema_length=None),
        "core.rule_capture_entry": pl.DataFrame(captures, orient="row", schema=[
            "entry", "document_date", "is_complete", "element_count", "source_id", "first_snapshot_id"])})
    drift = found.filter("is_drift").select("paragraph_locator", "source_id", "first_snapshot_id").rows()
    assert drift == [("3A090.a.1", "ecfr_part774", "thin")]


def test_before_the_text_shows_a_version_its_older_text_is_no_fault() -> None:
    document = Document("v", date(2025, 1, 1), None, date(2025, 2, 1), ("3A090.a.1",))
    older = wording("3A090.a.1", "A 'total processing performance' of 600 or more.", "2025-01-10",
                    "2025-01-20", "2025-02-01")
    assert faults(document, older, wording("3A090.a.1", TEXT.text or "", "2025-02-01")) == []


# The bundled tables


def test_versions_follow_one_another_and_an_amendment_replaces_none() -> None:
    frame = law_text.seeds()["core.rule_version"].filter(pl.col("series") == "us-3a090")
    chain = frame.filter(pl.col("amends_id").is_null()).sort("effective_date")
    assert chain["rule_version_id"].to_list() == VERSIONS
    assert chain["superseded_by_id"].to_list() == [*VERSIONS[1:], None]
    assert frame.filter(pl.col("amends_id").is_not_null())["superseded_by_id"].null_count() == 3


def test_a_version_knows_nothing_that_came_later() -> None:
    frame = law_text.seeds(date(2023, 10, 20))["core.rule_version"]
    latest = frame.filter(pl.col("rule_version_id") == "us-3a090-2023").row(0, named=True)
    assert (latest["codified_date"], latest["superseded_by_id"]) == (None, None)
    assert law_text.seeds(date(2022, 9, 1))["core.rule_version"].is_empty()


def test_every_version_repeats_the_tests_of_3a090() -> None:
    rows = law_text.seeds()["seed.rule_threshold"].filter(
        (pl.col("role") == "control") & pl.col("paragraph_locator").str.starts_with("3A090."))
    counts = dict(rows.group_by("rule_version_id").len().rows())
    assert counts == dict.fromkeys(VERSIONS, 11) | {
        "us-3a090-2022": 5, "us-3a090-2023": 10, "us-3a090-2024-04": 10}


def test_rows_of_the_seed_are_whole() -> None:
    frames = law_text.seeds()
    text = sql_text("check.rule_threshold_is_whole")
    assert law_text.queried(frames, text).is_empty()
    ends = {d.rule_version_id: d.until for d in documents(frames["core.rule_version"])}
    assert ends["us-3a090-2025-01"] == date(2025, 1, 16)
    assert ends["us-3a090-2022"] == date(2023, 11, 17), "the amendment of Macau ends nothing"


# The kept captures


@pytest.fixture(scope="module")
def frames(shared_data: Path) -> dict[str, pl.DataFrame]:
    """The bundled tables and the text of the kept captures."""
    bundled = law_text.seeds()
    return bundled | law_text.held(shared_data, bundled)


def test_the_kept_text_says_what_the_seed_says(frames: dict[str, pl.DataFrame]) -> None:
    found = law_text.evidence(frames)
    assert law_text.queried({"core.rule_threshold_evidence": found}, CHECK).is_empty()
    rows = frames["seed.rule_threshold"].join(found, on="threshold_id")
    assert rows.height == frames["seed.rule_threshold"].height
    cited = rows.filter(pl.col("paragraph_locator").str.contains("^[34]A090")
                        & (pl.col("rule_version_id") != "us-3a090-2022"))
    assert set(cited["evidence"]) == {"text"}
    assert cited.height > 100
    other = rows.filter(pl.col("paragraph_locator").str.contains("^74[02]")
                        & (pl.col("rule_version_id") >= "us-3a090-2026"))
    assert set(other.filter(pl.col("rule_version_id").str.starts_with("us-3a090"))["evidence"]) == {
        "text"}


@pytest.mark.parametrize(("threshold", "value"), [
    ("us-3a090-2023-3a090-a-1-tpp-min", 4801.0), ("us-3a090-2026-07-3a090-b-2-density-min", 3.3),
    ("us-3a090-2026-01-742-6-b-10-iii-a-1-tpp-below", 20999.0),
])
def test_altering_one_number_fails_the_check_naming_the_row(
    frames: dict[str, pl.DataFrame], threshold: str, value: float
) -> None:
    is_it = pl.col("threshold_id") == threshold
    seed = frames["seed.rule_threshold"]
    altered = seed.with_columns(pl.when(is_it).then(value).otherwise("value").alias("value"))
    assert not altered.equals(seed)
    found = law_text.evidence(frames | {"seed.rule_threshold": altered})
    failed = law_text.queried({"core.rule_threshold_evidence": found}, CHECK)
    assert failed.filter(is_it).height == 1
    assert failed.height == 2, "the row, and the number in the text that no row repeats"
    assert failed["first_snapshot_id"].is_null().all(), "no capture is at fault for what is curated here"


def test_the_newest_capture_with_another_number_fails_the_check(
    shared_data: Path, frames: dict[str, pl.DataFrame]
) -> None:
    text = frames["core.rule_paragraph"]
    newest = text.filter((pl.col("locator") == "3A090.a.1") & pl.col("valid_to_date").is_null())
    assert "4800" in newest["text"].item()
    day = date(2026, 11, 20)
    amended = pl.concat([
        text.join(newest, on=["locator", "first_seen_date"], how="anti"),
        newest.with_columns(pl.lit(day).alias("valid_to_date")),
        newest.with_columns(pl.col("text").str.replace("4800", "7800"), *(
            pl.lit(day).alias(n) for n in ("first_seen_date", "last_seen_date", "valid_from_date")))])
    failed = law_text.queried({"core.rule_threshold_evidence": law_text.evidence(
        frames | {"core.rule_paragraph": amended})}, CHECK)
    assert failed["found"].drop_nulls().to_list() == ["total processing performance >= 7800 tpp"]
    assert failed["threshold_id"].drop_nulls().to_list() == ["us-3a090-2026-07-3a090-a-1-tpp-min"]
    assert set(failed["first_snapshot_id"]) == set(newest["first_snapshot_id"]), "this capture is held"


def test_a_row_left_out_is_missed(frames: dict[str, pl.DataFrame]) -> None:
    seed = frames["seed.rule_threshold"]
    fewer = seed.filter(pl.col("threshold_id") != "us-3a090-2024-12-3a090-c-hbm-density-above")
    failed = law_text.queried({"core.rule_threshold_evidence": law_text.evidence(
        frames | {"seed.rule_threshold": fewer})}, CHECK)
    assert failed["paragraph_locator"].to_list() == ["3A090.c"]
    assert failed["threshold_id"].to_list() == [None]


@pytest.mark.parametrize("day", ["2022-09-01", "2022-11-01", "2023-02-01", "2023-10-20",
                                 "2023-12-01", "2024-12-10", "2025-01-14", "2025-01-15",
                                 "2025-06-01", "2026-01-20", "2026-04-08", "2026-07-12", "2026-08-01"])
def test_on_no_day_did_the_seed_contradict_what_was_held_then(shared_data: Path, day: str) -> None:
    known = date.fromisoformat(day)
    frames = law_text.seeds(known)
    found = law_text.evidence(frames | law_text.held(shared_data, frames, known))
    assert law_text.queried({"core.rule_threshold_evidence": found}, CHECK).to_dicts() == []


def test_a_document_whose_first_capture_is_held_waits_for_it(
    shared_data: Path, frames: dict[str, pl.DataFrame]
) -> None:
    """The rule of April 2024 was held against the text of November 2023: no day of that summer published."""
    day = date(2023, 11, 17)
    earlier = frames | {
        "core.rule_paragraph": frames["core.rule_paragraph"].filter(pl.col("first_seen_date") <= day),
        "core.rule_capture_entry": frames["core.rule_capture_entry"].filter(pl.col("document_date") <= day)}
    found = law_text.evidence(earlier).filter(pl.col("rule_version_id") == "us-3a090-2024-04")
    assert found.height > 10 and found["is_proven"].all()
    assert "citation only" in found["evidence"]

"""Words that no mapping knows are told and held, and none becomes a word of ours."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from pipelines.commands.oversights import oversights
from pipelines.conform.clusters.cluster_records import Meanings, told_by_epoch
from schemas import base
from schemas.words import WORDS
from tests.support.tiny import TABLES, frame
from warehouse.folding.outcomes import Outcome
from warehouse.folding.unread import over_time, words_of
from warehouse.folding.wording import doubt, respelled, unmapped
from warehouse.rows.sides import Sides
from warehouse.storage.snapshots import Sighting, end_of_day

CLUSTERS = "raw.epoch_gpu_clusters"


def said(**columns: list[Any]) -> pl.DataFrame:
    return pl.DataFrame(columns, schema_overrides=dict.fromkeys(columns, pl.String))


def clusters(status: list[str | None], certainty: str = "Confirmed") -> pl.DataFrame:
    count = len(status)
    return said(status=status, certainty=[certainty] * count, single_cluster=["Yes"] * count,
                sector=["Public/Private"] * count)


def test_words_outside_the_vocabulary_are_counted_by_column() -> None:
    found = unmapped(TABLES[CLUSTERS], clusters(["Existing", "Operational", "Operational", None]))
    assert found == {"status": {"Operational": 2}}


def test_marks_behind_names_are_words_too() -> None:
    sites = said(owner=["Oracle #confident, Crusoe #sure", None], users=["OpenAI", "xAI #likely"])
    assert unmapped(TABLES["raw.epoch_data_centers"], sites) == {"owner": {"sure": 1}}


@pytest.mark.parametrize(("moved", "is_held"), [(9, False), (10, True)])
def test_a_share_of_such_words_beyond_the_limit_holds_the_file(moved: int, is_held: bool) -> None:
    rows = clusters(["Operational"] * moved + ["Existing"] * (100 - moved))
    told = doubt(unmapped(TABLES[CLUSTERS], rows), rows.height, 0.05)
    assert (told is not None) == is_held
    assert told is None or f"'Operational' ({moved})" in told


def test_a_word_of_status_that_no_mapping_knows_is_not_planned() -> None:
    record = {"record_key": "A", "cluster_name": "A", "status": "Operational", "certainty": "Sure",
              "source_id": "epoch_gpu_clusters", "first_operational_date": date(2024, 1, 1)}
    names = Meanings(clusters={}, organizations={}, countries={}, chips={})
    row = told_by_epoch(frame(CLUSTERS, record), names).row(0, named=True)
    assert (row["status"], row["first_operational_date"], row["confidence_tier"]) == (None, None, None)


def test_many_new_words_at_once_are_a_respelling_and_a_few_are_news() -> None:
    before = said(country=["United States of America"] * 80 + ["China"] * 20)
    respelt = said(country=["United States"] * 80 + ["China"] * 20)
    news = said(country=["United States of America"] * 80 + ["China"] * 11 + ["Kenya"] * 9)
    assert list(respelled(Sides(before, respelt, ()), ("country",))) == [
        "says 80 of 100 values of country in new words: 'United States' (80)"]
    assert list(respelled(Sides(before, news, ()), ("country",))) == []


def outcome(day: date, **more: Any) -> Outcome:
    at = end_of_day(day)
    return Outcome(Sighting("s", at, "stated", at, f"{day}", "u"), "folded", "", 1, **more)


def test_status_tells_new_fields_unknown_words_and_lists_that_stay_away() -> None:
    lines = list(oversights("s", [
        outcome(date(2026, 1, 1), unread={"a": 5}, covers=("DTC", "SDN", "EL")),
        outcome(date(2026, 2, 1), unread={"a": 5, "b": 2}, unmapped={"status": {"On": 3}}, covers=("EL",)),
    ]))
    assert [(one.said, one.is_new) for one in lines] == [
        ("s: 2 fields that nobody reads, filled 7 times, new since the file before: b; "
         "see meta.unread_field", True),
        ("s: words of status that no mapping knows: 'On' (3); see meta.unmapped_word", True),
        ("s: the last file has no DTC, SDN; what is known of it stands as of 2026-01-01, when it was last "
         "seen", True),
    ]
    later = list(oversights("s", [
        outcome(date(2026, 1, 1), unread={"a": 5}, unmapped={"status": {"On": 3}}, covers=("SDN", "EL")),
        outcome(date(2026, 2, 1), unread={"a": 6}, unmapped={"status": {"On": 4}}, covers=("EL",)),
        outcome(date(2026, 3, 1), unread={"a": 6}, unmapped={"status": {"On": 4}}, covers=("EL",)),
    ]))
    assert (len(later), {one.is_new for one in later}) == (3, {False})
    assert list(oversights("s", [])) == []


def test_a_word_is_told_with_the_days_on_which_it_was_seen() -> None:
    def told(day: str, status: str = "folded", **words: int) -> dict[str, Any]:
        return {"status": status, "known_at": f"{day}T23:59:59+00:00", "unmapped": {"status": words}}
    days = [told("2026-01-01", On=3), told("2026-01-15", "held", Odd=9), told("2026-02-01", On=4, Up=1)]
    assert list(over_time("s", days, words_of)) == [
        ("s", "status", "On", 4, date(2026, 1, 1), date(2026, 2, 1), False),
        ("s", "status", "Up", 1, date(2026, 2, 1), date(2026, 2, 1), True)]


def test_every_vocabulary_is_of_a_column_that_is_there() -> None:
    for table, columns in WORDS.items():
        assert columns.keys() <= {column.name for column in base.columns(TABLES[table])}, table

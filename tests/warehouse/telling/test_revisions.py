"""Spans of statements and the steps between them, on records of a few versions."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from schemas import base
from warehouse.telling.history import spans
from warehouse.telling.revisions import corrected, revisions

Cell = tuple[str, str, str, str, int, int | None]


def day(number: int | None) -> datetime | None:
    return None if number is None else datetime(2024, 1, number, tzinfo=UTC)


def cells(*told: Cell) -> pl.DataFrame:
    """Entity, record, attribute and value from one day of January to another."""
    rows = [(e, a, v, "register", r, day(begin), day(end)) for e, r, a, v, begin, end in told]
    names = ["entity_id", "attribute", "value", "source_id", "record_key"]
    times = dict.fromkeys(["known_from_at", "known_to_at"], base.UTC_TIMESTAMP)
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String) | times, orient="row")


def steps(*told: Cell) -> list[tuple[str, ...]]:
    found = revisions(cells(*told)).sort("known_at", "record_key", "attribute", "kind")
    return found.select(
        pl.col("known_at").dt.day(), "kind", "record_key", "attribute", "old_value", "new_value").rows()


def test_versions_that_say_the_same_are_one_span_and_a_gap_is_kept() -> None:
    told = cells(("m", "M", "size", "1", 1, 2), ("m", "M", "size", "1", 2, 3),
                 ("m", "M", "size", "2", 3, 4), ("m", "M", "size", "2", 5, None))
    assert spans(told).select("value", pl.col("known_from_at").dt.day(), pl.col("known_to_at").dt.day()
                              ).rows() == [("1", 1, 3), ("2", 3, 4), ("2", 5, None)]


def test_a_value_changes_comes_and_goes_while_its_record_stands() -> None:
    assert steps(("m", "M", "name", "M", 1, None), ("m", "M", "size", "1", 1, 2),
                 ("m", "M", "size", "2", 2, 4), ("m", "M", "cost", "9", 3, None)) == [
        (1, "added", "M", "", None, "M"), (2, "changed", "M", "size", "1", "2"),
        (3, "changed", "M", "cost", None, "9"), (4, "changed", "M", "size", "2", None)]


def test_a_record_that_is_gone_takes_no_value_back_one_by_one() -> None:
    assert steps(("m", "M", "name", "M", 1, 3), ("m", "M", "size", "1", 1, 3),
                 ("m", "M", "size", "2", 5, None)) == [
        (1, "added", "M", "", None, "M"), (3, "removed", "M", "", "M", None),
        (5, "added", "M", "", None, "M")]


def test_a_record_goes_on_under_its_later_name_with_what_changed_then() -> None:
    assert steps(("m", "Old|1", "size", "1", 1, 2), ("m", "New|1", "size", "2", 2, None)) == [
        (1, "added", "Old|1", "", None, "Old|1"), (2, "renamed", "New|1", "", "Old|1", "New|1"),
        (2, "changed", "New|1", "size", "1", "2")]


def test_two_records_of_one_entity_split_and_merge() -> None:
    assert steps(("m", "A|1", "size", "1", 1, 3), ("m", "B|1", "size", "1", 2, None)) == [
        (1, "added", "A|1", "", None, "A|1"), (2, "split", "B|1", "", "A|1", "B|1"),
        (3, "merged", "A|1", "", "A|1", "B|1")]


def test_records_that_differ_in_more_than_the_name_are_no_renaming() -> None:
    assert [step[1] for step in steps(
        ("site", "Site|2024", "power", "1", 1, 2), ("site", "Site|2025", "power", "1", 2, None))
    ] == ["added", "removed", "added"]


def test_a_listed_error_that_the_source_leaves_is_its_correction() -> None:
    told = revisions(cells(("c", "C", "tdp", "700.0", 1, 2), ("c", "C", "tdp", "350.0", 2, None),
                           ("d", "D", "tdp", "70.0", 1, 2), ("d", "D", "tdp", "35.0", 2, None)))
    listed = pl.DataFrame({"source_id": ["register"] * 2, "record_key": ["C", "D"],
                           "column_name": ["tdp"] * 2, "expected_wrong_value": ["700", "71"]})
    found = corrected(told, listed).filter(pl.col("attribute") == "tdp").sort("record_key")
    assert found["kind"].to_list() == ["upstream_correction", "changed"]

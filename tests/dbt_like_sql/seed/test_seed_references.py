"""Bundled tables as they stood on earlier days: a refresh as known at any of them must not fail.

Nothing names a thing before that thing is known, and superseded rows are as sound as the latest.
Whether a reference exists at all is for the checks in dbt_like_sql/check.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date

import pytest

from schemas import base
from tests.support.tiny import TABLES
from warehouse.paths import REPOSITORY
from warehouse.rows.seeds import KNOWN_FROM, read_seed
from warehouse.storage.snapshots import end_of_day

NAMED = {
    "ambiguity": "ambiguity_id", "chip": "chip_id", "cluster": "cluster_id", "item": "item_id",
    "model_release": "model_id", "organization": "organization_id", "rule_version": "rule_version_id",
}
"""The registers that other tables refer to, and the key of each."""

SEEDS = {path.stem: path for path in (REPOSITORY / "dbt_like_sql" / "seed").glob("*.csv")}


def rows(table: str) -> list[dict[str, str]]:
    """Rows of a bundled table as text."""
    with SEEDS[table].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def first_known(register: str) -> dict[str, str]:
    """The day each thing of a register became known."""
    days: dict[str, str] = {}
    for row in rows(register):
        name = row[NAMED[register]]
        days[name] = min(days.get(name, row[KNOWN_FROM]), row[KNOWN_FROM])
    return days


def named_early(table: str, register: str) -> Iterator[tuple[str, str, str, str]]:
    """References of one table that are known before what they name: column, name, both days."""
    key, known = NAMED[register], first_known(register)
    for row in rows(table):
        for column in row:
            if column in (key, f"{key}s") or column.endswith(f"_{key}"):
                for name in filter(None, row[column].split(",")):
                    if row[KNOWN_FROM] < known.get(name.strip(), ""):
                        yield column, name, row[KNOWN_FROM], known[name.strip()]


@pytest.mark.parametrize("register", NAMED)
def test_nothing_is_named_before_it_is_known(register: str) -> None:
    found = {table: list(named_early(table, register)) for table in SEEDS}
    assert {table: early for table, early in found.items() if early} == {}


def test_a_reference_that_comes_too_early_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    late = [{"ambiguity_id": "reach", KNOWN_FROM: "2026-07-10"}]
    early = [{"requirement_id": "a", "ambiguity_ids": "other,reach", KNOWN_FROM: "2025-01-13"}]
    tables = {"ambiguity": late, "rule_destination": early}
    monkeypatch.setitem(globals(), "rows", tables.__getitem__)
    assert list(named_early("rule_destination", "ambiguity")) == [
        ("ambiguity_ids", "reach", "2025-01-13", "2026-07-10")
    ]


def superseded_days(table: str) -> list[str]:
    """The days on which rows became known that a later row of their key replaces."""
    key = base.info(TABLES[f"seed.{table}"]).key
    days: dict[tuple[str, ...], set[str]] = {}
    for row in rows(table):
        days.setdefault(tuple(row[name] for name in key), set()).add(row[KNOWN_FROM])
    return sorted({day for known in days.values() for day in known - {max(known)}})


@pytest.mark.parametrize(
    ("table", "day"), [(table, day) for table in sorted(SEEDS) for day in superseded_days(table)]
)
def test_superseded_rows_pass_their_class_on_the_day_they_were_believed(
    table: str, day: str
) -> None:
    believed = read_seed(SEEDS[table], TABLES[f"seed.{table}"], end_of_day(date.fromisoformat(day)))
    assert believed.height

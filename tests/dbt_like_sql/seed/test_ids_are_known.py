"""A bundled row names only what the bundled register of its kind knows by the day of the row.

A belief of that day would hold the name and not what it stands for, and could not be published.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

from schemas import registers
from warehouse.paths import SQL_ROOT

SEED = SQL_ROOT / "seed"
Row = dict[str, str]
LISTED_IN = {"item_id": ("chip", "item")}
"""Registers that several bundled tables make up; others are the table that an id is named after."""
OWN_NAME = {"item_id": "chip_id"}


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if "known_from_date" in row]


def first_days(kind: str) -> dict[str, str]:
    """Since when each id of a kind is known, by the bundled tables alone."""
    found: dict[str, str] = {}
    for name in LISTED_IN.get(kind, (kind.removesuffix("_id"),)):
        path = SEED / f"{name}.csv"
        for row in rows(path) if path.exists() else ():
            identity = row.get(kind) or row.get(OWN_NAME.get(kind, kind), "")
            day = row["known_from_date"]
            found[identity] = min(found.get(identity, day), day)
    return found


def too_early(path: Path, days: dict[str, dict[str, str]]) -> list[str]:
    """Ids in a table's rows that become known after the row."""
    found = []
    for row in rows(path):
        for column, cell in row.items():
            known = days[registers.ending_of(column) or ""]
            found += [f"{path.name}: {column} {name} is known from {known[name]}, the row from "
                      f"{row['known_from_date']}" for name in re.split("[,;|] *", cell or "")
                      if known.get(name, "") > row["known_from_date"]]
    return found


def test_no_row_names_what_becomes_known_later() -> None:
    days: dict[str, dict[str, str]] = defaultdict(dict)
    days |= {kind: first_days(kind) for kind in registers.REGISTERS}
    assert sum(map(len, days.values())) > 500
    assert [fault for path in sorted(SEED.glob("*.csv")) for fault in too_early(path, days)] == []


def test_a_row_that_names_a_later_item_is_found(tmp_path: Path) -> None:
    path = tmp_path / "event.csv"
    path.write_text('event_id,item_ids,known_from_date\nletter,"a,b",2023-08-28\n', encoding="utf-8")
    days: dict[str, dict[str, str]] = defaultdict(dict, item_id={"a": "2020-01-01", "b": "2024-03-14"})
    assert too_early(path, days) == [
        "event.csv: item_ids b is known from 2024-03-14, the row from 2023-08-28"]

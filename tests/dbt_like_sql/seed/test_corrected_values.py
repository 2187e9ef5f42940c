"""What a correction calls wrong in a database is not what the register says of the same thing."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import pytest

from warehouse.paths import SQL_ROOT

SEED = SQL_ROOT / "seed"
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (SEED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


CORRECTIONS = rows("correction")
REGISTERS = {path.stem: rows(path.stem) for path in sorted(SEED.glob("*.csv")) if path.stem != "correction"}


def wrong_still(correction: Row, registers: dict[str, list[Row]]) -> Iterator[tuple[str, Row]]:
    """Rows of registers that name the corrected record and hold the value that is called wrong."""
    record, column = slug(correction["record_key"].split("|")[0]), correction["column_name"]
    for name, listed in registers.items():
        for row in listed:
            is_meant = record in (slug(value) for value in list(row.values())[:3])
            if is_meant and row.get(column) == correction["expected_wrong_value"]:
                yield name, row


@pytest.mark.parametrize("correction", CORRECTIONS,
                         ids=lambda c: f"{c['record_key'][:40]}-{c['column_name']}")
def test_no_register_repeats_a_value_that_is_called_wrong(correction: Row) -> None:
    assert list(wrong_still(correction, REGISTERS)) == []


def test_the_date_that_once_put_china_ahead_would_be_found() -> None:
    """Kimi-K2-Instruct-0905 stood in the register of scores with the index's slip of a year."""
    slip = next(c for c in CORRECTIONS if c["record_key"] == "Kimi-K2-Instruct-0905")
    then = {"scale_id": "eci", "model_version": "Kimi-K2-Instruct-0905", "release_date": "2024-09-05"}
    assert [name for name, _ in wrong_still(slip, {"benchmark_score": [then]})] == ["benchmark_score"]

"""Every number of every table lies between what is too little and too much for its unit."""

from __future__ import annotations

import polars as pl
import pytest

from schemas import base, columns
from schemas.limits import HIGHEST, LIMITS, LOWEST
from tests.support.classes import CLASSES

NUMBERS = (pl.Float64, pl.Int64)


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_every_number_has_both_bounds(name: str) -> None:
    table = CLASSES[name]
    for column in base.columns(table):
        if column.dtype in NUMBERS:
            for side in (LOWEST, HIGHEST):
                assert any(check.startswith(side) for check in column.checks), column.name


def test_every_unit_has_its_limits_with_a_reason() -> None:
    assert LIMITS.keys() == {*columns.UNITS, None}
    assert all(limit.reason and limit.low < limit.high for limit in LIMITS.values())


@pytest.mark.parametrize(("column", "value"), [
    ("peak_dense_fp16_flop_per_s", 3.36e18), ("tdp_w", 250_300.0), ("logic_die_area_mm2", 10.17),
    ("memory_bandwidth_gb_per_s", 1e11), ("memory_size_gb", 1.6e-6),
])
def test_what_no_chip_can_be_is_none(column: str, value: float) -> None:
    rules = {c.name: c for c in base.columns(CLASSES["core.chip"])}[column].checks
    low, high = (next(check for check in rules if check.startswith(side)) for side in (LOWEST, HIGHEST))
    bounds = [float(check.rpartition(": ")[2].rstrip("}")) for check in (low, high)]
    assert not bounds[0] <= value <= bounds[1]

"""An interval holds the value it is of, to the last digit."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from schemas import base
from tests.support.classes import CLASSES
from tests.support.homes import opened
from warehouse.paths import Home

LAYERS = ("core.", "metric.")


def intervals() -> Iterator[tuple[str, str]]:
    """Numbers with two ends."""
    for table in (name for name in CLASSES if name.startswith(LAYERS)):
        numbers = {c.name for c in base.columns(CLASSES[table]) if c.dtype in (pl.Float64, pl.Int64)}
        yield from ((table, value) for value in sorted(numbers)
                    if {f"{value}_low", f"{value}_high"} <= numbers)


def test_no_value_lies_outside_its_own_interval(first_refresh: Path) -> None:
    with opened(Home(first_refresh).published) as con:
        outside = {f"{table}.{value}": rows for table, value in intervals() if (rows := con.execute(
            f"select {value}_low, {value}, {value}_high from {table} "
            f"where {value}_low > {value} or {value}_high < {value} or {value}_low > {value}_high limit 3"
        ).fetchall())}
    assert outside == {}

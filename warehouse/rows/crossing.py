"""Values that lie outside the interval that their own record states: nobody can say which is wrong.

All three are emptied, and what each said is told. Bounds of single values stand with the classes.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from schemas import base
from schemas.base import Table
from warehouse.rows.sides import RESOLUTION

CHECK = "within_its_interval"
SLACK = 0.01
"""Share by which a value may lie outside: ends are printed to fewer digits than what they hold."""
Cell = tuple[int, str, str, str]


def without_crossed(table: type[Table], frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Cell]]:
    """Records without values that contradict their interval; what they said, cell by cell."""
    told: list[Cell] = []
    for names in _intervals(table):
        low, value, high = (pl.col(name) for name in names)
        pairs = ((low, value), (value, high), (low, high))
        is_crossed = pl.any_horizontal(
            (less > more + SLACK * more.abs()).fill_null(value=False) for less, more in pairs)
        crossed = frame.filter(is_crossed)
        if crossed.is_empty():
            continue
        told += [(row, name, f"{said:g}", CHECK) for name in names
                 for row, said in crossed.select("row_number", name).drop_nulls().rows()]
        emptied = [n for name in names for n in (name, name + RESOLUTION) if n in frame.columns]
        frame = frame.with_columns(
            pl.when(is_crossed).then(None).otherwise(pl.col(name)).alias(name) for name in emptied)
    return frame, told


def _intervals(table: type[Table]) -> Iterator[tuple[str, str, str]]:
    """Low end, value and high end, where a class has all three and each may be unknown."""
    known = {c.name for c in base.columns(table) if c.is_nullable} - {*base.info(table).key}
    for name in sorted(known):
        if {f"{name}_low", f"{name}_high"} <= known:
            yield f"{name}_low", name, f"{name}_high"

"""Slips between columns and between conditions: a number that stands where another one stood.

Each is a number that the publisher does state, so that neither its size nor its move gives it away.
What moves by a factor stands in parts.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import polars as pl

from warehouse.folding.limits import FEWEST_JUMPS, FEWEST_WHOLE, Limits
from warehouse.rows.sides import NEW, RESOLUTION, Sides

OTHER = "__other"


def misplaced(sides: Sides, limits: Limits, names: list[str]) -> Iterator[str]:
    """Numbers that a snapshot gives for one another, or one condition's for those of the plain one."""
    both = sides.both
    numbers = [name for name in names if name + RESOLUTION in both.columns]
    yield from _exchanged(both, [name for name in numbers if name not in limits.opaque])
    for condition in limits.conditions:
        yield from _of_another(sides, condition, numbers)


def _exchanged(both: pl.DataFrame, numbers: list[str]) -> Iterator[str]:
    """Columns whose numbers change places within a record; no news does that to one of them."""
    pairs = list(combinations(numbers, 2))
    if not pairs:
        return
    counted = both.select(_change_places(*pair).sum().alias("|".join(pair)) for pair in pairs)
    for (one, other), count in zip(pairs, counted.row(0), strict=True):
        if count >= FEWEST_WHOLE:
            yield f"exchanges {one} and {other} in {count} records"


def _change_places(one: str, other: str) -> pl.Expr:
    old, new = pl.col(one), pl.col(one + NEW)
    return (old != pl.col(other)) & (new == pl.col(other)) & (pl.col(other + NEW) == old)


def _of_another(sides: Sides, condition: str, numbers: list[str]) -> Iterator[str]:
    """Numbers of one condition that are now those of another, which itself stands as it did."""
    key = [name for name in sides.key if name != condition]
    standing = sides.current.join(sides.incoming, on=sides.key, how="left", suffix=NEW, nulls_equal=True)
    beside = sides.both.join(standing, on=key, suffix=OTHER, nulls_equal=True).filter(
        pl.col(condition) != pl.col(condition + OTHER))
    for name in numbers:
        found = beside.filter(_is_taken_over(name)).group_by(
            condition, condition + OTHER, maintain_order=True).len()
        for ours, other, count in found.iter_rows():
            if count >= FEWEST_JUMPS:
                yield f"gives {count} values of {name} of {condition} {other!r} to {ours!r}"


def _is_taken_over(name: str) -> pl.Expr:
    old, new, other = pl.col(name), pl.col(name + NEW), pl.col(name + OTHER)
    stands = (pl.col(name + NEW + OTHER) == other).fill_null(value=True)
    return (old != other) & (new == other) & stands

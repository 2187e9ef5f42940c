"""Slips between columns and between conditions: a number that stands where another one stood.

Each is a number that the publisher does state, so that neither its size nor its move gives it away.
What moves by a factor stands in parts.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import polars as pl

from warehouse.folding.limits import FEWEST_JUMPS, FEWEST_WHOLE, Limits
from warehouse.rows.sides import NEW, RESOLUTION, Sides, same_value

OTHER = "__other"


def misplaced(sides: Sides, limits: Limits, names: list[str]) -> Iterator[str]:
    """Numbers that a snapshot gives for one another, or one condition's for those of the plain one."""
    both = sides.both
    numbers = [name for name in names if name + RESOLUTION in both.columns]
    compared = [name for name in numbers if name not in limits.opaque]
    yield from _exchanged(both, compared)
    yield from _passed_on(both, compared)
    yield from _turned(both, names)
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


def _passed_on(both: pl.DataFrame, numbers: list[str]) -> Iterator[str]:
    """Columns of which most that moved stood at another record, which has one of another record now."""
    for name in numbers:
        old, new = pl.col(name), pl.col(name + NEW)
        moved = both.filter(~same_value(name, both.columns) & old.is_not_null() & new.is_not_null())
        left = moved.filter(old.is_in(only_once(both, name)))[name].implode()
        count = moved.filter(new.is_in(left)).height
        if count >= FEWEST_JUMPS and 2 * count > moved.height:
            yield f"gives {count} of {moved.height} changed values of {name} to other records"


def only_once(both: pl.DataFrame, name: str) -> pl.Series:
    """The numbers of a column that one record alone has, so that nobody else has them by chance."""
    return both.group_by(name).len().filter(pl.col("len") == 1)[name].implode()


def _turned(both: pl.DataFrame, names: list[str]) -> Iterator[str]:
    """Columns of days in which the month stands where the day of the month stood."""
    for name in (n for n in names if both.schema[n] == pl.Date):
        old, new = pl.col(name), pl.col(name + NEW)
        is_turned = ((old != new) & (old.dt.year() == new.dt.year()) & (old.dt.day() == new.dt.month())
                     & (old.dt.month() == new.dt.day()))
        count = both.filter(is_turned).height
        if count >= FEWEST_WHOLE:
            yield f"turns day and month of {count} values of {name}"


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

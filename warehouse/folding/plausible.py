"""Whether a snapshot may change the belief: what it drops, alters, empties and adds.

A publisher's slip moves a whole list or column at once; news moves few of its records and values.
Folding what passes does not belong here, nor what a person says of a snapshot that does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from warehouse.folding.exchanges import misplaced
from warehouse.folding.limits import (
    APART,
    FEWEST,
    FEWEST_JUMPS,
    FEWEST_WHOLE,
    JUMP,
    JUMP_SHARE,
    LEAST_RANK_CORRELATION,
    MOST_DAYS,
    Limits,
    Losses,
)
from warehouse.folding.parts import slips
from warehouse.rows.sides import NEW, RESOLUTION, Sides, covered, same_value, without

FINER = (slips, misplaced)
"""What moves or goes as a whole does so in its parts too: these are asked only where nothing is found."""
OTHER_LIST = "is of another list"
OTHER_SHARE = 0.8


@dataclass(frozen=True)
class Change:
    """What became of one column in the records that both sides have."""

    column: str
    both: int
    changed: int
    filled: int
    """Values in believed records of which the snapshot speaks, also those that it does not have."""
    removed_share: float
    """Of these records, the share that it does not have."""
    ratio: float | None
    days: float | None
    """By how many days the changed values moved at the median, where they are dates."""
    correlation: float | None
    """Of the ranks of both sides, where they are numbers."""

    @property
    def emptied(self) -> int:
        """Values that are gone, with their records or without."""
        return self.filled - self.both

    def leap(self, *, is_restated: bool) -> str | None:
        """How far the changed values moved, if so far at the median that they mean something else.

        Dates that are restated with every release move as far as releases are apart.
        """
        if self.ratio is not None and not 1 / JUMP <= self.ratio <= JUMP:
            return f"a factor of {self.ratio:.3g}"
        if self.days is not None and self.days > MOST_DAYS and not is_restated:
            return f"{self.days:.0f} days"
        return None

    @property
    def is_emptied_by_itself(self) -> bool:
        """Whether far more values are gone than records, which are objected to once."""
        return self.emptied > APART * self.removed_share * self.filled


def objections(
    sides: Sides, losses: Losses, limits: Limits, names: list[str],
    held_before: pl.DataFrame | None = None,
) -> list[str]:
    """Everything that keeps a snapshot from being believed; none means that it may be.

    The snapshot held just before it (`held_before`) confirms it: what both say is no slip.
    """
    found = list(_others(sides, limits))
    if found:
        return found
    found = list(_drops(sides, losses, held_before))
    again = sides if held_before is None else Sides(
        held_before, sides.incoming, sides.key, sides.coverage)
    for judge in (_moves, _adds, *FINER):
        if found and judge in FINER:
            break
        said = list(judge(sides, limits, names))
        if said and (held_before is None or list(judge(again, limits, names))):
            found += said
    return found


def _drops(sides: Sides, losses: Losses, held: pl.DataFrame | None) -> Iterator[str]:
    """Too many records are gone, of all or of one value of coverage, besides confirmed ones."""
    before, gone = sides.covered, sides.gone
    if held is not None:
        confirmed = without(covered(gone, held, sides.coverage), held, sides.key)
        gone_now = without(gone, confirmed, sides.key)
    else:
        gone_now = gone
    lists = list(_cut_lists(before, gone_now, sides.coverage, losses))
    if losses.are_too_many(gone_now.height, before.height) and len(lists) != 1:
        yield f"drops {gone.height} of {before.height} records"
    else:
        yield from lists


def _cut_lists(
    before: pl.DataFrame, gone: pl.DataFrame, coverage: tuple[str, ...], losses: Losses
) -> Iterator[str]:
    """The values of coverage of which too many records are gone."""
    if not coverage or gone.height < FEWEST:
        return
    for value, lost in gone.partition_by(coverage, as_dict=True).items():
        same = before.filter(_is_value(coverage, value))
        if lost.height >= FEWEST and losses.are_too_many(lost.height, same.height):
            yield f"drops {lost.height} of {same.height} records of {', '.join(map(str, value))}"


def _is_value(columns: tuple[str, ...], value: tuple[object, ...]) -> pl.Expr:
    return pl.all_horizontal(pl.col(c).eq_missing(pl.lit(v)) for c, v in zip(columns, value, strict=True))


def _adds(sides: Sides, limits: Limits, _: list[str]) -> Iterator[str]:
    """More records came than a list grows by: repeated rows, or another list."""
    spoken_of = covered(sides.incoming, sides.current, sides.coverage)
    new = without(spoken_of, sides.current, sides.key)
    before = sides.covered
    if new.height >= FEWEST and before.height and new.height > limits.added * before.height:
        yield f"adds {new.height} records to {before.height}"


def _others(sides: Sides, limits: Limits) -> Iterator[str]:
    """Records go by the same names, and are others: no second file and no person makes it this list."""
    for name in limits.identity:
        both = sides.both.drop_nulls([name, name + NEW])
        others = both.filter(pl.col(name) != pl.col(name + NEW)).height
        if both.height >= FEWEST_JUMPS and others > OTHER_SHARE * both.height:
            yield f"{OTHER_LIST}: {others} of {both.height} values of {name} are not those of its records"


def _moves(sides: Sides, limits: Limits, names: list[str]) -> Iterator[str]:
    """Every column that moved as no news would move it, in words."""
    compared = [name for name in names if name not in limits.opaque]
    for change in changes(sides, compared):
        said = _complaint(change, limits)
        if said:
            yield said


def changes(sides: Sides, names: list[str]) -> list[Change]:
    """What became of some columns in the believed records of which the snapshot speaks."""
    both = sides.both
    if both.is_empty() or not names:
        return []
    counted = [expression for name in names for expression in _counts(name, both.schema)]
    row = both.select(counted).row(0, named=True)
    filled = sides.covered.select(pl.col(names).count()).row(0, named=True)
    removed_share = sides.gone.height / sides.covered.height
    return [Change(name, row[f"{name}|both"], row[f"{name}|changed"], filled[name], removed_share,
                   row[f"{name}|ratio"], row[f"{name}|days"], row[f"{name}|correlation"])
            for name in names]


def _counts(name: str, schema: pl.Schema) -> list[pl.Expr]:
    old, new = pl.col(name), pl.col(name + NEW)
    is_both = old.is_not_null() & new.is_not_null()
    is_changed = is_both & ~same_value(name, list(schema))
    ratio = order = days = pl.lit(None, pl.Float64)
    if name + RESOLUTION in schema:
        ratio = (new / old).filter(is_changed & (old != 0) & (new != 0)).median()
        order = pl.corr(old.filter(is_both), new.filter(is_both), method="spearman")
    elif schema[name] == pl.Date:
        days = (new - old).filter(is_changed).dt.total_days().abs().median()
    counted = {"both": is_both.sum(), "changed": is_changed.sum(), "ratio": ratio, "days": days,
               "correlation": order}
    return [expression.alias(f"{name}|{what}") for what, expression in counted.items()]


def _complaint(change: Change, limits: Limits) -> str | None:
    name, both = change.column, change.both
    if _is_most(change.emptied, change.filled, limits.emptied) and change.is_emptied_by_itself:
        return f"empties {change.emptied} of {change.filled} values of {name}"
    is_restated = name in limits.volatile
    leap = change.leap(is_restated=is_restated)
    if leap and change.changed >= FEWEST_JUMPS and change.changed > JUMP_SHARE * both:
        return f"moves {change.changed} of {both} values of {name} by {leap}"
    if not _is_most(change.changed, both, limits.changed):
        return None
    if not is_restated:
        return f"changes {change.changed} of {both} values of {name}"
    order = change.correlation
    is_shuffled = order is not None and both >= FEWEST and order < LEAST_RANK_CORRELATION
    return f"puts {both} values of {name} in another order" if is_shuffled else None


def _is_most(count: int, whole: int, share: float) -> bool:
    """Whether so many of a column moved as no news moves."""
    return count > share * whole and (count >= FEWEST or FEWEST_WHOLE <= count == whole)

"""Whether a snapshot may change the belief: what it drops, alters, empties and adds.

A publisher's slip moves a whole list or column at once; news moves few of its records and values.
Folding what passes does not belong here, nor what a person says of a snapshot that does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

NEW = "__new"
RESOLUTION = "__resolution"
"""Suffix of the helper column that says how much one step of a number's last printed digit is."""
FEWEST = 10
"""Fewer values or records than this are no column or list that slipped."""
FEWEST_JUMPS = 5
JUMP = 3.0
"""Values that move by more than this factor at the median have another unit, or another meaning."""
JUMP_SHARE = 0.2
ALLOWED_ROUNDING = 0.01
"""A number that moves by more than this share was revised, to however few digits it is printed."""


@dataclass(frozen=True)
class Limits:
    """What a snapshot may do to what is believed before it is held, in shares of it.

    The share of changed and emptied values is that of each column by itself. `volatile` names
    columns that a publisher restates from release to release, for which only a jump counts;
    `opaque` those that are not compared, such as numbers of rows; `words` those with few words, of
    which many new ones at once are a respelling; `free` numbers that are redefined or based anew
    record by record, so that one of them may move far; `close` those on which a rule turns,
    so that none of them may move by more than its printing. `identity` names columns that stay with a
    record for ever, so that a file in which most are others is of another list.
    """

    added: float = 0.9
    changed: float = 0.5
    emptied: float = 0.5
    volatile: tuple[str, ...] = ()
    opaque: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()


OTHER_LIST = "is of another list"
OTHER_SHARE = 0.8


@dataclass(frozen=True)
class Sides:
    """What is believed and what a snapshot says, with how their records are told apart."""

    current: pl.DataFrame
    incoming: pl.DataFrame
    key: tuple[str, ...]
    coverage: tuple[str, ...] = ()

    def in_own_form(self, copy_column: str | None) -> Sides:
        """Both without the records of copies in another form, which are held against nothing."""
        if copy_column is None:
            return self
        is_own = ~pl.col(copy_column)
        return replace(self, current=self.current.filter(is_own),
                       incoming=self.incoming.filter(is_own))

    @property
    def covered(self) -> pl.DataFrame:
        """Believed records of which the snapshot speaks: all, or those of values it shares."""
        return covered(self.current, self.incoming, self.coverage)

    @property
    def gone(self) -> pl.DataFrame:
        """Covered records that the snapshot does not have."""
        return without(self.covered, self.incoming, self.key)

    @property
    def both(self) -> pl.DataFrame:
        """Believed records beside their new form, whose columns end in `__new`."""
        return self.current.join(
            self.incoming, on=self.key, how="inner", suffix=NEW, nulls_equal=True)


@dataclass(frozen=True)
class Change:
    """What became of one column in the records that both sides have."""

    column: str
    both: int
    changed: int
    filled: int
    emptied: int
    ratio: float | None


def covered(
    current: pl.DataFrame, incoming: pl.DataFrame, coverage: tuple[str, ...]
) -> pl.DataFrame:
    """Records whose values in the columns of coverage some record of the snapshot shares."""
    if not coverage:
        return current
    return current.join(incoming, on=coverage, how="semi", nulls_equal=True)


def without(frame: pl.DataFrame, other: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """Records whose key the other frame does not have."""
    return frame.join(other, on=key, how="anti", nulls_equal=True)


def objections(
    sides: Sides, max_removed_share: float, limits: Limits, names: list[str],
    held_before: pl.DataFrame | None = None,
) -> list[str]:
    """Everything that keeps a snapshot from being believed; none means that it may be.

    The snapshot held just before it (`held_before`) confirms it: what both say is no slip.
    """
    found = list(_others(sides, limits))
    if found:
        return found
    found = list(_drops(sides, max_removed_share, held_before))
    again = sides if held_before is None else Sides(
        held_before, sides.incoming, sides.key, sides.coverage)
    for judge in (_moves, _adds):
        said = list(judge(sides, limits, names))
        if said and (held_before is None or list(judge(again, limits, names))):
            found += said
    return found


def _drops(sides: Sides, max_share: float, held: pl.DataFrame | None) -> Iterator[str]:
    """Too many records are gone, of all or of one value of coverage, besides confirmed ones."""
    before, gone = sides.covered, sides.gone
    if held is not None:
        confirmed = without(covered(gone, held, sides.coverage), held, sides.key)
        gone_now = without(gone, confirmed, sides.key)
    else:
        gone_now = gone
    if gone_now.height > max_share * before.height:
        yield f"drops {gone.height} of {before.height} records"
        return
    if not sides.coverage or gone_now.height < FEWEST:
        return
    for value, lost in gone_now.partition_by(sides.coverage, as_dict=True).items():
        same = before.filter(_is_value(sides.coverage, value))
        if lost.height >= FEWEST and lost.height > max_share * same.height:
            said = ", ".join(map(str, value))
            yield f"drops {lost.height} of {same.height} records of {said}"


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
    for change in changes(sides.both, compared):
        said = _complaint(change, limits)
        if said:
            yield said


def changes(both: pl.DataFrame, names: list[str]) -> list[Change]:
    """What became of some columns in records that stand beside their new form."""
    if both.is_empty() or not names:
        return []
    counted = [expression for name in names for expression in _counts(name, both.columns)]
    row = both.select(counted).row(0, named=True)
    counts = ("both", "changed", "filled", "emptied", "ratio")
    return [Change(name, *(row[f"{name}|{what}"] for what in counts)) for name in names]


def _counts(name: str, columns: list[str]) -> list[pl.Expr]:
    old, new = pl.col(name), pl.col(name + NEW)
    is_both = old.is_not_null() & new.is_not_null()
    is_changed = is_both & ~same_value(name, columns)
    is_number = name + RESOLUTION in columns
    moved = (new / old).filter(is_changed & (old != 0) & (new != 0)) if is_number else None
    return [
        is_both.sum().alias(f"{name}|both"),
        is_changed.sum().alias(f"{name}|changed"),
        old.is_not_null().sum().alias(f"{name}|filled"),
        (old.is_not_null() & new.is_null()).sum().alias(f"{name}|emptied"),
        (pl.lit(None) if moved is None else moved.median()).alias(f"{name}|ratio"),
    ]


def _complaint(change: Change, limits: Limits) -> str | None:
    name, both = change.column, change.both
    if change.emptied >= FEWEST and change.emptied > limits.emptied * change.filled:
        return f"empties {change.emptied} of {change.filled} values of {name}"
    ratio = change.ratio
    has_jumped = ratio is not None and not 1 / JUMP <= ratio <= JUMP
    if has_jumped and change.changed >= FEWEST_JUMPS and change.changed > JUMP_SHARE * both:
        return f"moves {change.changed} of {both} values of {name} by a factor of {ratio:.3g}"
    is_restated = change.changed >= FEWEST and change.changed > limits.changed * both
    if is_restated and name not in limits.volatile:
        return f"changes {change.changed} of {both} values of {name}"
    return None


def same_value(name: str, columns: list[str]) -> pl.Expr:
    """A value says what the one beside it says, up to the digits that were printed."""
    if name + RESOLUTION in columns:
        return same_number(name)
    return pl.col(name).eq_missing(pl.col(name + NEW))


def same_number(name: str) -> pl.Expr:
    """Equal, or printed to different digits and equal when rounded to the coarser of the two.

    What is printed so coarsely that the step is more than a hundredth of it says nothing of sameness.
    """
    old, new = pl.col(name), pl.col(name + NEW)
    old_step, new_step = pl.col(name + RESOLUTION), pl.col(name + RESOLUTION + NEW)
    half = 0.5 * pl.max_horizontal(old_step, new_step)
    largest = ALLOWED_ROUNDING * pl.max_horizontal(old.abs(), new.abs())
    agrees = (old_step != new_step) & (
        (old - new).abs() <= pl.min_horizontal(half, largest) * (1 + 1e-9))
    return old.eq_missing(new) | agrees.fill_null(value=False)

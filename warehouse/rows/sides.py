"""What is believed beside what a snapshot says: which records both have, and which values are the same.

Whether the difference may be believed does not belong here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

NEW = "__new"
RESOLUTION = "__resolution"
"""Suffix of the helper column that says how much one step of a number's last printed digit is."""
ALLOWED_ROUNDING = 0.01
"""A number that moves by more than this share was revised, to however few digits it is printed."""


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

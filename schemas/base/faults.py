"""How a frame is held against the class of its table: what pandera would let pass is refused here.

Validation is eager (a LazyFrame would skip the data checks), floats must be finite (`ge=0` accepts
inf), a key must be unique and in order, and an empty frame fails unless the class allows it. How
pandera is asked stands in asked.py, which is imported with the first frame: it costs as much as all else
that most commands import.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from schemas import base
from schemas.base import THROUGH, Table

NOT_EMPTY = "not_empty"


@dataclass(frozen=True)
class Failure:
    """One value, or one whole frame, that breaks a rule of its class."""

    check: str
    column: str | None = None
    row: int | None = None
    value: str | None = None


def failures(table: type[Table], frame: pl.DataFrame) -> list[Failure]:
    """Every way in which an eager frame, sorted by its key, breaks the rules of its class."""
    if not isinstance(frame, pl.DataFrame):
        raise TypeError("validate an eager polars DataFrame: pandera skips checks on a LazyFrame")
    if frame.is_empty() and not base.info(table).may_be_empty:
        return [Failure(NOT_EMPTY), *_pandera_failures(table, frame)]
    if frame.height > base.info(table).row_limit:
        return [Failure(f"at_most_{base.info(table).row_limit}_rows", value=f"{frame.height} rows")]
    found = _pandera_failures(table, frame)
    if frame.is_empty():
        return found
    found += _infinite(frame)
    return found or _key_failures(table, frame) + _past_its_data(table, frame)


def _past_its_data(table: type[Table], frame: pl.DataFrame) -> list[Failure]:
    """Rows of a series that lie after the day through which its inputs are known."""
    axis = base.info(table).time_axis
    if not axis:
        return []
    ends = pl.date(pl.col(axis), 12, 31) if frame.schema[axis] == pl.Int64 else pl.col(axis)
    late = frame.select(ends > pl.col(THROUGH)).to_series().arg_true().to_list()
    return [Failure("not_past_its_data", axis, row, str(frame[row, axis])) for row in late]


def _infinite(frame: pl.DataFrame) -> list[Failure]:
    """Floats that are no number: pandera's bounds accept inf, and NaN where there is no bound."""
    if pl.Float64 not in frame.schema.values():
        return []
    bad = pl.col(pl.Float64).is_finite().not_().fill_null(value=False)
    counts = frame.select(bad.sum()).row(0, named=True)
    return [Failure("finite", name, row, str(frame[row, name]))
            for name, count in counts.items() if count
            for row in frame.select(bad)[name].arg_true().to_list()]


def _pandera_failures(table: type[Table], frame: pl.DataFrame) -> list[Failure]:
    asked = importlib.import_module("schemas.base.asked")
    return [Failure(*found) for found in asked.broken(base.columns(table), frame)]


def _key_failures(table: type[Table], frame: pl.DataFrame) -> list[Failure]:
    """Rows whose key repeats the one before; a frame out of key order is a fault of ours."""
    key = list(base.info(table).key)
    repeats = pl.all_horizontal(pl.col(name) == pl.col(name).shift() for name in key).fill_null(value=False)
    is_repeated, is_unsorted = frame.select(
        repeats.any().alias("is_repeated"), _unsorted(frame, key).alias("is_unsorted")).row(0)
    named = ", ".join(key)
    if is_unsorted:
        return [Failure("sorted_by_key", named)]
    rows = frame.select(repeats).to_series().arg_true().to_list() if is_repeated else []
    return [Failure("unique_key", named, row, "|".join(str(frame[row, name]) for name in key))
            for row in rows]


def _unsorted(frame: pl.DataFrame, key: Sequence[str]) -> pl.Expr:
    """Whether rows stand out of key order; lists are ordered by a sort, as no operator compares them."""
    if any(frame.schema[name].is_nested() for name in key):
        return (pl.arg_sort_by(key, maintain_order=True) != pl.int_range(pl.len())).any()
    return _falls(key).any()


def _falls(key: Sequence[str]) -> pl.Expr:
    """Whether a row's key comes before that of the row above; an empty cell comes first of all."""
    falls = pl.lit(value=False)
    for name in reversed(key):
        now, above = pl.col(name), pl.col(name).shift()
        is_less = (now < above).fill_null(now.is_null() & above.is_not_null())
        falls = is_less | (now.eq_missing(above) & falls)
    return falls.slice(1)

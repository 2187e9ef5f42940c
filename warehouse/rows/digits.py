"""Numbers printed to different digits: of two that agree, the longer form is kept.

Whether two agree is said in plausible.py.
"""

from __future__ import annotations

import polars as pl

from warehouse.rows.sides import NEW, RESOLUTION, same_number


def keeping_digits(
    new: pl.DataFrame, current: pl.DataFrame, key: tuple[str, ...]
) -> pl.DataFrame:
    """New versions whose numbers keep the longer form that is believed, if they agree with it.

    Else a revised name would take digits from every number beside it.
    """
    before = new.join(current, on=key, how="left", suffix=NEW, nulls_equal=True)
    return with_longer_numbers(before, new.columns)


def with_longer_numbers(both: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Records with each number in the longer printed form of the one beside it that agrees."""
    numbers = [n for n in columns if n + RESOLUTION in columns and n + NEW in both.columns]
    chosen = [
        pl.when(
            same_number(number)
            & (pl.col(number + RESOLUTION + NEW) < pl.col(number + RESOLUTION))
        )
        .then(pl.col(column + NEW)).otherwise(pl.col(column)).alias(column)
        for number in numbers
        for column in (number, number + RESOLUTION)
    ]
    return both.with_columns(chosen).select(columns)

"""What pandera finds in a frame: the one module that imports it.

It asks check by check and prepares for each what it would print of failures, which costs more than the
comparisons; so all checks of all columns are asked in one pass first, and a frame that passes has nothing
to print. Rules beyond those of pandera's columns stand in faults.py.
"""

from __future__ import annotations

import json
from functools import cache, partial
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData
from pandera.backends.polars.register import register_polars_backends
from pandera.errors import SchemaErrors

from schemas.base import FINITE, Column

Broken = tuple[str, str, int | None, str | None]
"""Check, column, row and value."""

register_polars_backends()  # before any schema is made: a schema keeps the checks of that moment


@cache
def schema_of(columns: tuple[Column, ...]) -> pa.DataFrameSchema:
    """The pandera schema of a class: exactly its columns, in their order, of exactly their types."""
    return pa.DataFrameSchema(
        {column.name: pa.Column(column.dtype, _checks(column), nullable=column.is_nullable)
         for column in columns}, strict=True, ordered=True)


def _checks(column: Column) -> list[pa.Check]:
    parted = (check.partition("{") for check in column.checks if check != FINITE)
    return [getattr(pa.Check, name)(**json.loads(f"{{{said}")) for name, _, said in parted]


def broken(columns: tuple[Column, ...], frame: pl.DataFrame) -> list[Broken]:
    """What pandera finds in an eager frame, and nothing of values where columns are others."""
    if passes(columns, frame):
        return []
    schema = schema_of(columns)
    if odd := misshapen(schema, frame):
        return [(check, column, None, value) for check, column, value in odd]
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as error:
        return [(str(case["check"]), str(case["column"]), case["index"], case["failure_case"])
                for case in error.failure_cases.iter_rows(named=True)]
    return []


def misshapen(schema: pa.DataFrameSchema, frame: pl.DataFrame) -> list[tuple[str, str, str]]:
    """Check, column and value, in pandera's words, of columns that are not those of a schema.

    A frame that has any is asked no more: values of another type fail without saying anything.
    """
    held = {name: column.dtype.type for name, column in schema.columns.items()}
    found = [("column_in_dataframe", name, name) for name in held if name not in frame.columns]
    found += [("column_in_schema", name, name) for name in frame.columns if name not in held]
    if not found:
        found = [("column_ordered", name, name)
                 for name, wanted in zip(frame.columns, held, strict=True) if name != wanted][:1]
    return found + [(f"dtype('{held[name]}')", name, str(dtype))
                    for name, dtype in frame.schema.items() if held.get(name, dtype) != dtype]


def passes(columns: tuple[Column, ...], frame: pl.DataFrame) -> bool:
    """True if pandera would find no failure in an eager frame; False says nothing.

    The schema is not made for it: pandera copies every column deeply, which costs more than the answer.
    """
    if [*frame.schema.items()] != [(column.name, column.dtype) for column in columns]:
        return False
    if frame.is_empty():
        return True
    filled = [column.name for column in columns if not column.is_nullable]
    if any(frame.select(filled).null_count().row(0) if filled else ()):
        return False
    asked = _all_asked(columns)
    return not asked or all(frame.select(asked).row(0))


@cache
def _all_asked(columns: tuple[Column, ...]) -> list[pl.Expr]:
    """What the checks of all columns ask, each whether all values fit."""
    return [_asked(check, column.name).all().alias(f"{column.name} {place}")
            for column in columns for place, check in enumerate(_checks(column))]


class _Asking:
    """In the place of a frame: what a check would select from it is what it asks."""

    def select(self, answers: pl.Expr) -> pl.Expr:
        return answers


def _asked(check: Any, name: str) -> pl.Expr:
    """One column of answers, as the check itself gives them."""
    asking: Any = _Asking()
    answers: pl.Expr = partial(check._check_fn, **check._check_kwargs)(PolarsData(asking, name))
    return answers

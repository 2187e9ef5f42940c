"""Rows as values of a class that names their columns: a wrong name is a fault of types or of the query.

What the columns of a table mean stands in its class in schemas; here is only what a reader takes.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

import duckdb

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")


def rows_of(
    kind: type[Row], con: duckdb.DuckDBPyConnection, source: str, **parameters: object
) -> list[Row]:
    """The rows of `source`, what stands behind `from`, each with the columns that the class names."""
    names = ", ".join(field.name for field in fields(kind))
    found = con.execute(f"select {names} from {source}", parameters).fetchall()
    return [kind(*row) for row in found]

"""How a Python function becomes the recipe of a table. What recipes compute does not belong here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from schemas.base import Table
from warehouse.models import Model, PythonRecipe

Function = Callable[[Mapping[str, pl.DataFrame]], pl.DataFrame]


def recipe(table: type[Table], reads: Sequence[str]) -> Callable[[Function], Model]:
    """Declare a function as the recipe of a table: it gets the frames it reads, by table name."""

    def declare(function: Function) -> Model:
        return Model(table, PythonRecipe(function), tuple(sorted(reads)))

    return declare

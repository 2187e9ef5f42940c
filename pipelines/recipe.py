"""How a Python function becomes the recipe of a table. What recipes compute does not belong here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from schemas import base
from schemas.base import Table
from warehouse.project import marking
from warehouse.project.models import Model, PythonRecipe

CONSTANTS = marking.CONSTANTS
COVERAGE = "core.coverage"

Function = Callable[[Mapping[str, pl.DataFrame]], pl.DataFrame]


def recipe(
    table: type[Table], reads: Sequence[str], constants: Sequence[str] = (), *,
    rows: Mapping[str, Sequence[str]] | None = None, is_covered: bool = False, by: str | None = None,
) -> Callable[[Function], Model]:
    """Declare a function as the recipe of a table: it gets the frames it reads, by table name.

    `constants` are the rows of core.model_constant it uses, besides those that marks of its class
    need: it gets these alone, and a change of any other does not rebuild it. With `is_covered` it gets
    the rows of core.coverage that its class says its series end with; `rows` names those of other
    tables. In SQL the header says `-- only: core.model_constant = a, b`. Rows of one value of `by` follow
    from those that inputs have of it; in SQL `-- by: model_id` says so.
    """
    used = [*constants, *marking.limits(table)]
    named = {CONSTANTS: used, COVERAGE: base.info(table).coverage if is_covered else ()}
    only = {name: tuple(sorted(keys)) for name, keys in (named | dict(rows or {})).items() if keys}
    tables = {*reads, *only}

    def declare(function: Function) -> Model:
        return Model(table, PythonRecipe(function), tuple(sorted(tables)), only, by=by)

    return declare

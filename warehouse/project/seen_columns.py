"""Which columns of a table a query can read: what it does not name it cannot depend on.

Where a column of a result comes from is finer, and stands in describing/lineage.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from schemas import base
from schemas.base import Table
from warehouse.code.memo import answered
from warehouse.project.models import Model, RawRecipe, SqlRecipe

NAMING = "warehouse.project.naming"


def narrowed(models: Mapping[str, Model]) -> dict[str, Model]:
    """The models in their order, each query bound to see those columns alone that it names.

    Raw tables are shown whole: they are beliefs of many files, of which only core reads.
    """
    return {name: _narrowed(model, models) for name, model in models.items()}


def _narrowed(model: Model, models: Mapping[str, Model]) -> Model:
    if not isinstance(model.recipe, SqlRecipe):
        return model
    tables = {read: models[read].table for read in model.reads
              if not isinstance(models[read].recipe, RawRecipe) and read not in model.only}
    return replace(model, sees=columns_read(model.recipe.text, tables))


def columns_read(
    text: str, tables: Mapping[str, type[Table]]
) -> dict[str, tuple[str, ...]]:
    """By table, the columns that a query names; a table that it shows whole is not among the keys.

    A name that may be of several tables counts for each. Of a table whose rows alone count, the key.
    """
    held = {name: [column.name for column in base.columns(table)] for name, table in tables.items()}
    found = answered(NAMING, "named", text, held)
    return {name: tuple(columns) or base.info(tables[name]).key for name, columns in found.items()}

"""Which tables follow, value by value of a column, from the rows that their inputs have of it.

That a query or function does so is said where it is declared; a test holds each to it. What is kept of
an earlier build for it stands in building/renewing.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from schemas import base
from schemas.base import Table
from warehouse.errors import ChipledgerError
from warehouse.project.models import Model


def standing_alone(models: Mapping[str, Model]) -> dict[str, Model]:
    """The models in their order, those that stand alone by a column with the inputs that have it."""
    return {name: _keyed(model, models) if model.by else model
            for name, model in models.items()}


def _keyed(model: Model, models: Mapping[str, Model]) -> Model:
    """The model with its keyed inputs; raises ChipledgerError where rows cannot be kept by the column."""
    if base.info(model.table).key[0] != model.by:
        raise ChipledgerError(f"{model.name} stands alone by {model.by}, which is not first in its key")
    keyed = model.keyed or {read: model.by for read in model.reads
                            if read not in model.only and _has(models[read].table, model.by)}
    for read, column in keyed.items():
        if read not in model.reads or not _has(models[read].table, column):
            raise ChipledgerError(f"{model.name} reads no {read} that has a column {column}")
    if not keyed:
        raise ChipledgerError(f"{model.name} stands alone by {model.by}, which no table has that it reads")
    found = replace(model, keyed=keyed)
    for read, column in model.through.items():
        if read not in model.reads or read in keyed or not linking(found, column, models):
            raise ChipledgerError(f"{model.name} reads no {read} through {column}: name a table that lacks "
                                  f"{model.by}, and a column that one with it has")
    return found


def linking(model: Model, column: str, models: Mapping[str, Model]) -> list[str]:
    """The keyed tables of a model that have a column through which others are read."""
    return [read for read in model.keyed if _has(models[read].table, column)]


def _has(table: type[Table], column: str | None) -> bool:
    return any(own.name == column for own in base.columns(table))

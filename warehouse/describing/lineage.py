"""Which input columns a model's columns come from. Nothing is stored or shown here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from schemas import base
from schemas.base import Table
from warehouse.code.memo import answered
from warehouse.code.mentions import mentioned
from warehouse.project import sql
from warehouse.project.models import Model, Project, PythonRecipe, SqlFile, SqlRecipe

TRACING = "warehouse.describing.tracing"
Origins = dict[str, set[tuple[str, str]]]
"""By output column: the (table, column) pairs it is computed from."""
KINDS = (("DOUBLE", "BIGINT"), ("DATE",))
"""Types of which one can be computed from the other: numbers, and days."""


def column_origins(project: Project, model: Model) -> Origins:
    """The origins of every column of a SQL model; other recipes state none."""
    if not isinstance(model.recipe, SqlRecipe):
        return {}
    tables = {read: project.models[read].table for read in model.reads}
    return _origins(model.recipe.text, tuple(sorted(tables.items())))


def view_origins(file: SqlFile) -> Origins:
    """The origins of every column of a view of the published file."""
    known = base.registered()
    tables = tuple((read, known[read]) for read in sorted(file.reads))
    return _origins(sql.body(file.text, file.path), tables)


def python_origins(project: Project, model: Model) -> Origins:
    """For each column of a Python recipe: those it can come from among the tables it declares to read.

    Python cannot be traced as SQL can. A column comes from those of its name and type; where there is
    none, a number comes from numbers that the recipe's code mentions, and a day from days: it may use
    fewer. Of words and flags that a recipe finds for itself nothing is said.
    """
    if not isinstance(model.recipe, PythonRecipe):
        return {}
    words = mentioned(model.recipe.function.__module__)
    return {column.name: _alike(project, model, column) or _of_kind(project, model, column, words)
            for column in base.columns(model.table)}


def _alike(project: Project, model: Model, column: base.Column) -> set[tuple[str, str]]:
    return {(read, column.name) for read in model.reads
            if column.name in _types(project.models[read].table, column.duckdb_type)}


def _of_kind(
    project: Project, model: Model, column: base.Column, words: frozenset[str]
) -> set[tuple[str, str]]:
    kind = next((kind for kind in KINDS if column.duckdb_type in kind), ())
    return {(read, name) for read in model.reads for duckdb_type in kind
            for name in _types(project.models[read].table, duckdb_type) & words}


def _types(table: type[Table], duckdb_type: str) -> set[str]:
    return {column.name for column in base.columns(table) if column.duckdb_type == duckdb_type}


@lru_cache(maxsize=512)
def _origins(text: str, tables: tuple[tuple[str, type[Table]], ...]) -> Origins:
    schema = _schema(dict(tables))
    found = answered(TRACING, "traced", text, schema)
    return {name: {(table, column) for table, column in pairs} for name, pairs in found.items()}


def _schema(tables: Mapping[str, type[Table]]) -> dict[str, dict[str, dict[str, str]]]:
    schema: dict[str, dict[str, dict[str, str]]] = {}
    for name, table in tables.items():
        layer, _, short = name.partition(".")
        types = {c.name: c.duckdb_type for c in base.columns(table)}
        schema.setdefault(layer, {})[short] = types
    return schema

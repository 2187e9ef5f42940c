"""All that chipledger is made of, found by looking: adding a file adds a table, source or recipe."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import schemas
from pipelines.source import Source
from schemas import base
from warehouse.code.memo import remembered
from warehouse.describing import compiling
from warehouse.errors import ChipledgerError
from warehouse.paths import SQL_ROOT
from warehouse.project.loading import load_project
from warehouse.project.models import Model, Project, SqlRecipe

RECIPE_PACKAGES = ("conform", "statistics")
NO_TABLES = f"{base.__name__}."
"""Where frames are held against classes: it declares none, and would be imported for nothing."""


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not found.name.startswith(NO_TABLES):
            yield importlib.import_module(found.name)


@cache
def sources() -> dict[str, Source]:
    """Every declared source, by the raw table it fills."""
    found: dict[str, Source] = {}
    for module in _modules(importlib.import_module("pipelines.sources")):
        declared = getattr(module, "SOURCES", None) or [getattr(module, "SOURCE", None)]
        found |= {base.info(source.table).name: source for source in declared if source}
    return found


def source(source_id: str) -> Source:
    """A source by its id; raises ChipledgerError listing the ids there are."""
    for found in sources().values():
        if found.source_id == source_id:
            return found
    known = ", ".join(sorted(s.source_id for s in sources().values()))
    raise ChipledgerError(f"there is no source {source_id}; the sources are {known}")


@cache
def recipes() -> dict[str, Model]:
    """Every table made by a Python function, by name."""
    found: dict[str, Model] = {}
    for name in RECIPE_PACKAGES:
        if Path(__file__).with_name(name).is_dir():
            for module in _modules(importlib.import_module(f"pipelines.{name}")):
                models = (m for m in vars(module).values() if isinstance(m, Model))
                found |= {model.name: model for model in models}
    return found


@cache
def project() -> Project:
    """The project, compiled: a fault in any file is known before anything runs."""
    for _ in _modules(schemas):
        pass
    loaded = load_project(SQL_ROOT, base.registered(), sources(), recipes())
    remembered("compiles", _compiled_from(loaded), compiling.__name__, lambda: _compile(loaded))
    return loaded


def _compile(loaded: Project) -> bool:
    compiling.compile_project(loaded)
    compiling.compile_readers(loaded)
    return True


def _compiled_from(loaded: Project) -> list[Any]:
    """All that decides whether every file fits every class."""
    classes = {name: base.validating_hash(table) for name, table in base.registered().items()}
    recipes = (model.recipe for model in loaded.models.values())
    queries = [[str(r.path), r.text] for r in recipes if isinstance(r, SqlRecipe)]
    files = [*loaded.checks.values(), *loaded.all_row_checks(), *loaded.macros.values()]
    return [classes, queries, [[str(file.path), file.text] for file in files]]

"""Tables and how they are made: recipes, what they read, and the order that follows.

Running a recipe does not belong here, nor any knowledge of a particular table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Literal, Protocol

import polars as pl

from schemas import base
from schemas.base import Table
from warehouse import sql
from warehouse.errors import ChipledgerError
from warehouse.fold import Register
from warehouse.records import Parsed

BUILD_DATE = "seed.build_date"

MAY_READ: dict[str, tuple[str, ...]] = {
    "core": ("raw", "seed", "core"),
    "metric": ("core", "metric"),
    "check": ("seed", "core", "metric", "previous"),
    "claim": ("seed", "core", "metric", "previous"),
    "macro": ("core", "metric", "meta"),
}
"""The one way in which SQL reads; `seed.build_date` may be read by all."""


class RawSource(Protocol):
    """What the warehouse must know of a source; who publishes it and how it is fetched stays outside."""

    @property
    def source_id(self) -> str: ...
    @property
    def table(self) -> type[Table]: ...
    @property
    def parse(self) -> Callable[[bytes], Parsed]: ...
    @property
    def kind(self) -> Literal["register", "observations"]: ...
    @property
    def register(self) -> Register: ...
    @property
    def max_rejected_share(self) -> float: ...
    def about(self) -> Mapping[str, str]: ...


@dataclass(frozen=True)
class DateRecipe:
    """The build's own date."""


@dataclass(frozen=True)
class SeedRecipe:
    """A bundled CSV file."""

    path: Path


@dataclass(frozen=True)
class RawRecipe:
    """The snapshots of a source."""

    source: RawSource


@dataclass(frozen=True)
class SqlRecipe:
    """One select in a file."""

    path: Path
    text: str


@dataclass(frozen=True)
class PythonRecipe:
    """A function from the frames of its declared reads, by table name, to one frame."""

    function: Callable[[Mapping[str, pl.DataFrame]], pl.DataFrame]


Recipe = DateRecipe | SeedRecipe | RawRecipe | SqlRecipe | PythonRecipe


@dataclass(frozen=True)
class Model:
    """One table: a class that says what it means and a recipe that says how it is made."""

    table: type[Table]
    recipe: Recipe
    reads: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The one name: `layer.table`."""
        return base.info(self.table).name

    @property
    def layer(self) -> str:
        """seed, raw, core or metric."""
        return base.info(self.table).layer


@dataclass(frozen=True)
class SqlFile:
    """A check, a claim or a macro: SQL that makes no table."""

    name: str
    path: Path
    text: str
    reads: tuple[str, ...]
    header: Mapping[str, str]


@dataclass(frozen=True)
class Project:
    """All tables in build order, with the checks and macros over them."""

    models: Mapping[str, Model]
    checks: Mapping[str, SqlFile]
    macros: Mapping[str, SqlFile]

    def of_layer(self, *layers: str) -> list[Model]:
        """The models of some layers, in build order."""
        return [model for model in self.models.values() if model.layer in layers]


def load_project(
    root: Path,
    tables: Mapping[str, type[Table]],
    sources: Mapping[str, RawSource],
    recipes: Mapping[str, Model],
) -> Project:
    """Join classes, SQL files, sources and Python recipes into one ordered set of tables."""
    models: dict[str, Model] = {BUILD_DATE: Model(tables[BUILD_DATE], DateRecipe())}
    for name, source in sources.items():
        models[name] = Model(source.table, RawRecipe(source))
    for path in sorted((root / "seed").glob("*.csv")):
        name = f"seed.{path.stem}"
        models[name] = Model(_class_of(name, path, tables), SeedRecipe(path))
    models |= recipes
    for layer in ("core", "metric"):
        for path in sorted((root / layer).glob("*.sql")):
            name = f"{layer}.{path.stem}"
            text = path.read_text(encoding="utf-8")
            reads = _checked_reads(path, layer, sql.reads(text, path))
            models[name] = Model(_class_of(name, path, tables), SqlRecipe(path, text), reads)
    ordered = _in_order(models)
    return Project(ordered, load_files(root, "check"), load_files(root, "macro"))


def load_files(root: Path, folder: str) -> dict[str, SqlFile]:
    """Checks, claims or macros by name; the reads of a macro are those of its body."""
    files = {}
    for path in sorted((root / folder).glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        reads = _checked_reads(path, folder, sql.reads(text, path))
        files[path.stem] = SqlFile(path.stem, path, text, reads, sql.header(text))
    return files


def _class_of(name: str, path: Path, tables: Mapping[str, type[Table]]) -> type[Table]:
    if name not in tables:
        raise ChipledgerError(f"{path}: no class is named {name}; declare one in schemas/")
    return tables[name]


def _checked_reads(path: Path, layer: str, reads: tuple[str, ...]) -> tuple[str, ...]:
    for read in reads:
        if read != BUILD_DATE and read.split(".")[0] not in MAY_READ[layer]:
            allowed = ", ".join(MAY_READ[layer])
            raise ChipledgerError(f"{path}: {layer} reads {read}; it may read {allowed} only")
    return reads


def _in_order(models: Mapping[str, Model]) -> dict[str, Model]:
    for model in models.values():
        for read in model.reads:
            if read not in models:
                raise ChipledgerError(f"{_where(model)}: {model.name} reads {read}, which no file makes")
    try:
        order = TopologicalSorter({m.name: m.reads for m in models.values()}).static_order()
        return {name: models[name] for name in order}
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        files = ", ".join(sorted({str(_where(models[name])) for name in error.args[1]}))
        raise ChipledgerError(f"these tables read each other in a circle: {circle} ({files})") from None


def _where(model: Model) -> str:
    if isinstance(model.recipe, SqlRecipe):
        return str(model.recipe.path)
    if isinstance(model.recipe, PythonRecipe):
        return model.recipe.function.__module__
    return model.name

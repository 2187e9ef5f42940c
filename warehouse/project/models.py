"""Tables and how they are made: recipes and what they read.

Running a recipe does not belong here, nor any knowledge of a particular table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from schemas import base
from schemas.base import Table
from warehouse.folding.raw_source import RawSource
from warehouse.project.questions import WorkedQuestion

BUILD_DATE = "seed.build_date"


@dataclass(frozen=True)
class DateRecipe:
    """The build's own date."""


@dataclass(frozen=True)
class SeedRecipe:
    """A bundled CSV file, and what it said when the project was loaded."""

    path: Path
    text: str


@dataclass(frozen=True)
class RawRecipe:
    """The snapshots of a source, and the file of those that come with the code, if there is one."""

    source: RawSource
    bundle: Path | None = None


@dataclass(frozen=True)
class SqlRecipe:
    """One select in a file."""

    path: Path
    text: str
    given: str = ""
    """What the file says, where the text adds the marks that the class declares."""


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
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By table read: the keys of the rows it needs; it sees no others and depends on no others."""
    sees: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By table read: the columns it names, where it sees no others; it depends on no others."""
    by: str | None = None
    """A column whose values stand alone: the rows of one follow from those that inputs have of it."""
    keyed: Mapping[str, str] = field(default_factory=dict)
    """By table read that has this column: its name there. It needs the rows of the value at hand."""
    through: Mapping[str, str] = field(default_factory=dict)
    """By table read: another column that a keyed table has too, by which rows are told for the value."""

    @property
    def name(self) -> str:
        """The one name: `layer.table`."""
        return base.info(self.table).name

    @property
    def layer(self) -> str:
        """seed, raw, core, step, metric or meta."""
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
    """All tables in build order, with the checks and macros over them, and questions to ask.

    `gathered` are the files that each give some rows of one table, by that table and their stems.
    """

    models: Mapping[str, Model]
    checks: Mapping[str, SqlFile]
    macros: Mapping[str, SqlFile]
    row_checks: Mapping[str, tuple[SqlFile, ...]] = field(default_factory=dict)
    """By table: the checks that set rows of it aside."""
    gathered: Mapping[str, Mapping[str, SqlFile]] = field(default_factory=dict)
    questions: Sequence[WorkedQuestion] = ()

    def published(self) -> list[Model]:
        """The models that analysts see, in build order."""
        return [model for model in self.models.values() if base.info(model.table).is_published]

    def all_row_checks(self) -> list[SqlFile]:
        """The checks of rows, of whatever table."""
        return [check for checks in self.row_checks.values() for check in checks]



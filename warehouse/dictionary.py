"""The dictionary of the published file: comments, units, lineage, macros, example queries.

All of it derives from classes and SQL headers; nothing here reads the tables' rows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import polars as pl

from schemas import base
from schemas.base import Table
from schemas.columns import UNITS, unit_of
from warehouse import sql, views
from warehouse.errors import ChipledgerError
from warehouse.lineage import column_origins
from warehouse.models import Project, SqlFile, SqlRecipe

INTERNAL = "A step of a calculation, internal: it explains an answer and may change without notice."

CREATED = re.compile(
    r"create\s+(?:or\s+replace\s+)?(?P<kind>macro|view)\s+(?P<name>[\w.]+)\s*"
    r"(?:\((?P<parameters>[^)]*)\)\s*as\s*(?P<table>table\b)?)?",
    re.IGNORECASE,
)


HERE = f"asked_here('{sql.RELEASE_ID}')"
"""What keeps a table macro to its own file: tables it names are those of the current database."""


@dataclass(frozen=True)
class Macro:
    """A macro or view as its file declares it; `kind` is view, table, or value for one of a value."""

    name: str
    kind: str
    parameters: tuple[str, ...]
    text: str
    description: str
    example: str
    needs: str = ""
    """A table without whose rows the example has nothing to show."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """What the columns of a view mean."""


@dataclass(frozen=True)
class Example:
    """A query to start from, with the file whose header holds it."""

    subject: str
    question: str
    query: str
    path: Path


def read_macro(file: SqlFile) -> Macro:
    """A macro file, read; raises ChipledgerError for what would mislead a caller."""
    match = CREATED.search(file.text)
    if not match or match["name"] != file.name:
        raise ChipledgerError(f"{file.path}: must create a macro or view named {file.name}")
    parameters = tuple(p.strip() for p in (match["parameters"] or "").split(",") if p.strip())
    for parameter in parameters:
        if not parameter.startswith("in_"):
            raise ChipledgerError(
                f"{file.path}: the parameter {parameter} must start with `in_`, or a column of "
                "that name would silently take its place"
            )
    kind = "view" if match["kind"].lower() == "view" else "table" if match["table"] else "value"
    if kind == "table" and HERE not in file.text:
        raise ChipledgerError(
            f"{file.path}: write `where {HERE}`, or the macro would answer from another file that is "
            "the current database"
        )
    description, example = _said(file.header, ("description", "example"), file.path)
    needs = file.header.get("needs", "")
    columns = views.columns_of(file) if kind == "view" else {}
    return Macro(file.name, kind, parameters, file.text, description, example, needs, columns)


def read_macros(project: Project) -> list[Macro]:
    """All macros and views, those first that others stand on."""
    found = {name: read_macro(file) for name, file in sorted(project.macros.items())}
    stands_on = {name: [other for other in found if other != name and f"{other}(" in macro.text]
                 for name, macro in found.items()}
    return [found[name] for name in TopologicalSorter(stands_on).static_order()]


def _said(said: Mapping[str, str], wanted: Sequence[str], path: Path) -> list[str]:
    for name in wanted:
        if name not in said:
            raise ChipledgerError(f"{path}: the header has no `-- {name}: ...` line")
    return [said[name] for name in wanted]


def model_examples(project: Project) -> list[Example]:
    """The example queries of published tables, from header or class; each macro has its own."""
    found = []
    for model in project.published():
        about, path = base.info(model.table), Path(f"the class of {model.name}")
        said: Mapping[str, str] = {"question": about.question, "example": about.example}
        if isinstance(model.recipe, SqlRecipe) and not about.example:
            path = model.recipe.path
            said = sql.header(model.recipe.text, path)
        if said.get("example"):
            question, query = _said(said, ("question", "example"), path)
            found.append(Example(model.name, question, query, path))
    return found


def table_comment(table: type[Table]) -> str:
    """A table's description, as one line per paragraph; a step says that it is one."""
    paragraphs = (table.__doc__ or "").strip().split("\n\n")
    if base.info(table).layer == "step":
        paragraphs.append(INTERNAL)
    return "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def column_comment(column: base.Column) -> str:
    """A column's meaning with its unit."""
    unit = unit_of(column.name)
    return f"{column.description} [{UNITS[unit]}]" if unit else column.description


def comments(tables: Mapping[str, type[Table]]) -> dict[str, dict[str, Any]]:
    """All comments of the published file, by table."""
    return {
        name: {
            "table": table_comment(table),
            "columns": {c.name: column_comment(c) for c in base.columns(table)},
        }
        for name, table in tables.items()
    }


def column_frame(tables: Mapping[str, type[Table]]) -> pl.DataFrame:
    """meta.column: every column of every published table."""
    rows = []
    for name, table in tables.items():
        key = base.info(table).key
        for position, column in enumerate(base.columns(table), start=1):
            unit = unit_of(column.name)
            rows.append((
                name, column.name, position, column.duckdb_type, UNITS[unit] if unit else None,
                column.name in key, column.is_nullable, column.description,
            ))
    return _frame("meta.column", rows)


def lineage_frame(project: Project) -> pl.DataFrame:
    """meta.column_lineage: what each column of a SQL table is computed from."""
    rows = [
        (model.name, column, input_table, input_column)
        for model in project.models.values()
        for column, origins in column_origins(project, model).items()
        for input_table, input_column in sorted(origins)
    ]
    return _frame("meta.column_lineage", rows)


def macro_frame(macros: list[Macro]) -> pl.DataFrame:
    """meta.macro: what analysts can call."""
    return _frame("meta.macro", [(m.name, m.kind, list(m.parameters), m.description, m.example)
                                 for m in macros])


def example_frame(project: Project, macros: list[Macro], empty: Collection[str]) -> pl.DataFrame:
    """meta.example_query: from the headers of macros and models, where there is something to show."""
    rows = [(macro.name, macro.description, macro.example) for macro in macros
            if macro.kind != "value" and macro.needs not in empty]
    rows += [(found.subject, found.question, found.query) for found in model_examples(project)]
    return _frame("meta.example_query", rows)


def evidence_frame(project: Project) -> pl.DataFrame:
    """meta.evidence_query: the files that each give some rows of a table."""
    rows = [(table, file.name, file.text.strip(), list(file.reads))
            for table, files in project.gathered.items() for file in files.values()]
    return _frame("meta.evidence_query", rows)


def _frame(name: str, rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    return frame_of(base.registered()[name], rows)


def frame_of(table: type[Table], rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    """Rows as a frame of a class, in key order; raises ChipledgerError if they break its rules."""
    schema = {c.name: c.dtype for c in base.columns(table)}
    frame = pl.DataFrame(rows, schema=schema, orient="row").sort(base.info(table).key)
    found = base.failures(table, frame)
    if found:
        raise ChipledgerError(f"{base.info(table).name} would be wrong: {found[0]}")
    return frame

"""The dictionary of the published file: comments, units, lineage, macros, example queries.

All of it derives from classes and SQL headers; nothing here reads the tables' rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import polars as pl

from schemas import base, values
from schemas.base import Table, faults
from schemas.columns import UNITS, unit_of
from warehouse.describing import views
from warehouse.describing.lineage import column_origins, python_origins, view_origins
from warehouse.errors import ChipledgerError
from warehouse.project import gathering, sql
from warehouse.project.models import Project, PythonRecipe, RawRecipe, SqlFile

INTERNAL = "A step of a calculation, internal: it explains an answer and may change without notice."

METHOD = re.compile(r"\bM\d\d\b")
"""A family of metrics, as a class names it and docs/methods.md explains it."""
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
    group: str = ""
    """The folder its file stands in."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """What the columns of a view mean."""
    needs: str = ""
    """A table without whose rows the example has nothing to show."""


def read_macro(file: SqlFile) -> Macro:
    """A macro file, read; raises ChipledgerError for what would mislead a caller."""
    match = CREATED.search(file.text)
    if not match or match["name"] != file.name:
        raise ChipledgerError(f"{file.path}: must create a macro or view named {file.name}")
    parameters = tuple(re.findall(r"(?:^|,)\s*(\w+)", match["parameters"] or ""))
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
    description, example = said(file.header, ("description", "example"), file.path)
    columns = views.columns_of(file) if kind == "view" else {}
    return Macro(file.name, kind, parameters, file.text, description, example,
                 file.path.parent.name, columns, file.header.get("needs", ""))


def read_macros(project: Project) -> list[Macro]:
    """All macros and views, those first that others stand on."""
    found = {name: read_macro(file) for name, file in sorted(project.macros.items())}
    stands_on = {
        name: {*sql.calls(file.text, file.path), *(n.removeprefix("main.") for n in file.reads)}
        & found.keys() for name, file in project.macros.items()}
    return [found[name] for name in TopologicalSorter(stands_on).static_order()]


def said(header: Mapping[str, str], wanted: Sequence[str], path: Path) -> list[str]:
    """What a header says under these names; raises ChipledgerError for one that is missing."""
    for name in wanted:
        if name not in header:
            raise ChipledgerError(f"{path}: the header has no `-- {name}: ...` line")
    return [header[name] for name in wanted]


def table_comment(table: type[Table]) -> str:
    """A table's description and what one row is, as one line per paragraph; a step says that it is one.

    Where the class names a method, a line says where it is explained.
    """
    paragraphs = (table.__doc__ or "").strip().split("\n\n")
    if grain := base.info(table).grain:
        paragraphs.append(f"One row per {grain}.")
    if families := METHOD.findall(table.__doc__ or ""):
        paragraphs.append(f"Method: docs/methods.md, {', '.join(dict.fromkeys(families))}.")
    if base.info(table).layer == "step":
        paragraphs.append(INTERNAL)
    return "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def column_comment(column: base.Column) -> str:
    """A column's meaning with its unit, and the values that it does not name itself."""
    unit = unit_of(column.name)
    text = f"{column.description} [{UNITS[unit]}]" if unit else column.description
    unnamed = values.unnamed(column)
    said = "; ".join(f"{value}: {values.meaning(column, value)}" for value in unnamed)
    return f"{text}. Values: {said}" if said else text


def comments(tables: Mapping[str, type[Table]]) -> dict[str, dict[str, object]]:
    """All comments of the published file, by table."""
    return {
        name: {
            "table": table_comment(table),
            "columns": {c.name: column_comment(c) for c in base.columns(table)},
        }
        for name, table in tables.items()
    }


def column_frame(
    tables: Mapping[str, type[Table]], project: Project,
    view_types: Mapping[str, list[tuple[str, str]]],
) -> pl.DataFrame:
    """meta.column: every column of every published table and view, what it is made from, by whose data.

    `view_types` are the names and types of the columns of each view.
    """
    rows = []
    made = inputs_by_column(project)
    by = sources_by_table(project)
    for name, table in tables.items():
        key = base.info(table).key
        for position, column in enumerate(base.columns(table), start=1):
            unit = unit_of(column.name)
            rows.append((
                name, column.name, position, column.duckdb_type, UNITS[unit] if unit else None,
                column.name in key, column.is_nullable, column.description,
                made.get((name, column.name), []), by.get(name, []),
            ))
    for view, types in view_types.items():
        rows += _view_rows(project.macros[view], types, by)
    return frame("meta.column", rows)


def _view_rows(
    file: SqlFile, types: list[tuple[str, str]], by: Mapping[str, list[str]]
) -> list[tuple[Any, ...]]:
    """The columns of a view, which names its units as tables do and states no key."""
    said, origins = views.columns_of(file), view_origins(file)
    ids = sorted({source for read in file.reads for source in by.get(read, ())})
    units = {name: unit_of(f"_{name}") for name, _ in types}
    return [
        (f"main.{file.name}", name, position, kind, UNITS[unit] if (unit := units[name]) else None,
         False, True, said[name], [f"{t}.{c}" for t, c in sorted(origins.get(name, ()))], ids)
        for position, (name, kind) in enumerate(types, start=1)
    ]


def lineage_rows(project: Project) -> list[tuple[Any, ...]]:
    """meta.column_lineage: what each column is computed from, or can come from where Python makes it."""
    told = [(model.name, basis, origins) for model in project.models.values()
            for basis, origins in (("traced", column_origins(project, model)),
                                   ("possible", python_origins(project, model)))]
    told += [(f"main.{file.name}", "traced", view_origins(file)) for file in _view_files(project)]
    return [
        (name, column, input_table, input_column, basis)
        for name, basis, origins in told
        for column, pairs in origins.items()
        for input_table, input_column in sorted(pairs)
    ]


def _view_files(project: Project) -> list[SqlFile]:
    return [file for file in project.macros.values() if read_macro(file).kind == "view"]


def macro_frame(macros: list[Macro]) -> pl.DataFrame:
    """meta.macro: what analysts can call."""
    return frame("meta.macro", [(m.name, m.kind, list(m.parameters), m.description, m.example)
                                 for m in macros])


def inputs_by_column(project: Project) -> dict[tuple[str, str], list[str]]:
    """What each column is computed from: columns for SQL, the tables read for Python."""
    found = {}
    for model in project.models.values():
        origins = column_origins(project, model)
        for column in base.columns(model.table):
            made = sorted(f"{table}.{name}" for table, name in origins.get(column.name, ()))
            is_python = isinstance(model.recipe, PythonRecipe)
            found[model.name, column.name] = sorted(model.reads) if is_python else made
    return found


def evidence_frame(project: Project) -> pl.DataFrame:
    """meta.evidence_query: the files that each give some rows of a table."""
    return frame("meta.evidence_query", [
        (name, file.name, file.text.strip(), list(file.reads)) for name, files in project.gathered.items()
        if gathering.is_labelled(base.registered()[name]) for file in files.values()])


def sources_by_table(project: Project) -> dict[str, list[str]]:
    """The sources, and `seed` for curated rows, whose data a table is made from in the end."""
    found: dict[str, set[str]] = {}
    for model in project.models.values():
        own = {model.recipe.source.source_id} if isinstance(model.recipe, RawRecipe) else set()
        own |= {model.layer} if model.layer == "seed" else set()
        found[model.name] = own.union(*(found[read] for read in model.reads))
    return {name: sorted(ids) for name, ids in found.items()}


def value_frame(tables: Mapping[str, type[Table]]) -> pl.DataFrame:
    """meta.allowed_value: what every value of every category column means."""
    rows = [(name, *said) for name, table in tables.items() for said in values.all_values(table)]
    return frame("meta.allowed_value", rows)


def frame(name: str, rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    """Rows of a meta table as a frame."""
    return frame_of(base.registered()[name], rows)


def frame_of(table: type[Table], rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    """Rows as a frame of a class, in key order; raises ChipledgerError if they break its rules."""
    frame = unheld(table, rows)
    found = faults.failures(table, frame)
    if found:
        raise ChipledgerError(f"{base.info(table).name} would be wrong: {found[0]}")
    return frame


def unheld(table: type[Table], rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    """Rows as a frame of a class, in key order, that nobody held against it: to be hashed, not shown."""
    schema = {c.name: c.dtype for c in base.columns(table)}
    return pl.DataFrame(rows, schema=schema, orient="row").sort(base.info(table).key)

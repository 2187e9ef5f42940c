"""Binding every SQL file against empty tables, before any data is touched.

Nothing is run over data here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from schemas import base
from schemas.base import Table
from warehouse.describing import dictionary, examples
from warehouse.errors import ChipledgerError
from warehouse.project import engine, gathering, sql
from warehouse.project.loading import MAY_READ
from warehouse.project.models import Project, SqlFile, SqlRecipe
from warehouse.project.subjects import SET_ASIDE


def compile_project(project: Project) -> dict[str, list[tuple[str, str]]]:
    """Bind every SQL file against empty tables; raises ChipledgerError naming the file at fault."""
    types: dict[str, list[tuple[str, str]]] = {}
    with engine.session() as con:
        for name, model in project.models.items():
            for file in project.gathered.get(name, {}).values():
                gathering.check_file(con, model.table, file)
            if isinstance(model.recipe, SqlRecipe):
                types[name] = _checked(con, model.table, model.recipe)
            engine.create_empty(con, name, model.table)
            engine.create_empty(con, f"{sql.PREVIOUS}.{name}", model.table)
        for check in [*project.checks.values(), *project.all_row_checks()]:
            given = sql.compiled_types(con, check.text, check.path)
            _demand_key(project, check, {name for name, _ in given})
    return types


def _demand_key(project: Project, check: SqlFile, given: set[str]) -> None:
    """A check that sets rows aside must say which; raises ChipledgerError naming what it leaves out."""
    if check.header.get("severity") != SET_ASIDE:
        return
    table = check.header["table"]
    missing = [name for name in base.info(project.models[table].table).key if name not in given]
    if missing:
        raise ChipledgerError(f"{check.path}: names no {', '.join(missing)}, by which {table} knows its rows")


def _checked(
    con: duckdb.DuckDBPyConnection, table: type[Table], recipe: SqlRecipe
) -> list[tuple[str, str]]:
    """What a query gives; raises ChipledgerError unless its file gives just what it has to."""
    given = sql.compiled_types(con, recipe.given or recipe.text, recipe.path)
    sql.check_against_class(table, given, recipe.path, added=base.marks(table) if recipe.given else ())
    return sql.compiled_types(con, recipe.text, recipe.path) if recipe.given else given


def compile_readers(project: Project) -> None:
    """Bind what the published file offers to analysts; raises ChipledgerError naming the file."""
    with _empty_file(project) as con:
        for macro in dictionary.read_macros(project):
            sql.compiled_types(con, macro.example, project.macros[macro.name].path)
        for example in examples.of_models(project):
            sql.compiled_types(con, example.query, example.path)
        for question in project.questions:
            sql.compiled_types(con, question.query, question.path)


def view_types(project: Project) -> dict[str, list[tuple[str, str]]]:
    """Names and types of the columns of each view of the published file."""
    views = [macro.name for macro in dictionary.read_macros(project) if macro.kind == "view"]
    if not views:
        return {}
    with _empty_file(project) as con:
        return {name: sql.compiled_types(con, f"from {name}", project.macros[name].path)
                for name in views}


@contextmanager
def _empty_file(project: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """What analysts open, without a row."""
    with engine.tried() as con:
        made = {model.name: model.table for model in project.models.values()}
        said = {n: t for n, t in base.registered().items() if base.info(t).layer in base.SAID_LAYERS}
        for name, table in (made | said).items():
            if base.info(table).layer in MAY_READ["macro"]:
                engine.create_empty(con, name, table)
        for macro in dictionary.read_macros(project):
            _create(con, macro.text, project.macros[macro.name].path)
        yield con


def _create(con: duckdb.DuckDBPyConnection, text: str, path: Path) -> None:
    try:
        con.execute(text)
    except duckdb.Error as error:
        raise ChipledgerError(f"{path}: {error}") from None

"""Binding macros and example queries against empty tables, before there is any file to try them on.

Models and checks are compiled in build.py; nothing is run over data here.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from schemas import base
from warehouse import dictionary, sql
from warehouse.errors import ChipledgerError
from warehouse.models import MAY_READ, Project


def compile_readers(project: Project) -> None:
    """Bind what the published file offers to analysts; raises ChipledgerError naming the file."""
    con = sql.connect()
    try:
        con.execute(f"attach ':memory:' as {sql.PUBLISHED}")
        con.execute(f"use {sql.PUBLISHED}")
        made = {model.name: model.table for model in project.models.values()}
        meta = {n: t for n, t in base.registered().items() if base.info(t).layer == "meta"}
        for name, table in (made | meta).items():
            if base.info(table).layer in MAY_READ["macro"]:
                sql.create_empty(con, name, table)
        macros = [(dictionary.read_macro(file), file.path) for file in project.macros.values()]
        for macro, path in macros:
            _create(con, macro.text, path)
        for macro, path in macros:
            sql.compiled_types(con, macro.example, path)
        for example in dictionary.model_examples(project):
            sql.compiled_types(con, example.query, example.path)
    finally:
        con.close()


def _create(con: duckdb.DuckDBPyConnection, text: str, path: Path) -> None:
    try:
        con.execute(text)
    except duckdb.Error as error:
        raise ChipledgerError(f"{path}: {error}") from None

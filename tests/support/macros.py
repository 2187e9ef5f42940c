"""Macros of the project in an engine of a test, over the tables that the test makes up."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from pipelines.project import project
from schemas import base
from warehouse.describing import dictionary
from warehouse.project import engine, sql

RELEASE = "2024-12-31-0123456789ab"


def create_macros(con: duckdb.DuckDBPyConnection, names: Iterable[str]) -> None:
    """These macros, those that they stand on, and what these read, unless the test has made it."""
    there = {f"{schema}.{table}" for schema, table in con.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = "
        "current_database()").fetchall()}
    macros = dictionary.read_macros(project())
    values = [macro.name for macro in macros if macro.kind == "value"]
    read = {"meta.release", *(table for name in values for table in project().macros[name].reads)}
    for name in sorted(read - there):
        engine.create_empty(con, name, base.registered()[name])
    if "core.legal_period" not in there:
        con.execute("insert into core.legal_period (valid_from_date) values ('2022-01-01')")
    con.execute("insert into meta.release (release_id, as_of_date) values (?, '2026-12-31')",
                [RELEASE])
    for macro in macros:
        if macro.kind == "value" or macro.name in names:
            con.execute(macro.text.replace(sql.RELEASE_ID, RELEASE))

"""The same SQL models as a project of dbt with dbt-duckdb, where its command is on the path.

Everything that is no query of ours lies in the database before; what our build costs is measured in
builds.py, and what DuckDB alone takes in plainly.py.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import duckdb

from benchmarks.measuring import once_s
from benchmarks.queries import query_of
from warehouse.building.build import Builder
from warehouse.project.models import Model

COMMAND = shutil.which(os.environ.get("CHIPLEDGER_DBT", "dbt"))
"""dbt wants packages of its own versions, so it is best installed into an environment of its own."""
PROJECT = """name: models
profile: models
models: {+materialized: table}
flags: {send_anonymous_usage_stats: false, version_check: false}
"""
PROFILE = """models:
  target: here
  outputs:
    here: {type: duckdb, path: '%s', threads: 1, config_options: {threads: 1}, settings: {TimeZone: UTC}}
"""
SCHEMA_AS_NAMED = """{% macro generate_schema_name(custom_schema_name, node) -%}
{{ custom_schema_name or target.schema }}
{%- endmacro %}
"""


def run_by_dbt(builder: Builder, models: Mapping[str, Model], database: Path) -> float | None:
    """The seconds of `dbt run` over a database that holds all but these tables; None without dbt."""
    if COMMAND is None:
        return None
    folder = database.with_suffix(".dbt")
    write_project(builder, models, database, folder)
    with duckdb.connect(str(database)) as con:
        for name in models:
            con.execute(f"drop table {name}")
    command = [COMMAND, "--quiet", "run", "--project-dir", str(folder), "--profiles-dir", str(folder)]
    return once_s(lambda: subprocess.run(command, check=True, cwd=folder))


def write_project(
    builder: Builder, models: Mapping[str, Model], database: Path, folder: Path
) -> None:
    """A project whose files hold our queries as they are, each with a mention of what it reads."""
    files = {"dbt_project.yml": PROJECT, "profiles.yml": PROFILE % database,
             "macros/generate_schema_name.sql": SCHEMA_AS_NAMED}
    files |= {f"models/{_file(name)}.sql": _model(builder, model, models)
              for name, model in models.items()}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _file(name: str) -> str:
    return name.replace(".", "__")


def _model(builder: Builder, model: Model, models: Mapping[str, Model]) -> str:
    schema, _, table = model.name.partition(".")
    reads = [f"-- depends_on: {{{{ ref('{_file(read)}') }}}}" for read in model.reads if read in models]
    return "\n".join([f"{{{{ config(schema='{schema}', alias='{table}') }}}}", *reads,
                      "{% raw %}", query_of(builder, model), "{% endraw %}"])

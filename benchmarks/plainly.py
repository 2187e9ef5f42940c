"""The SQL models as anybody's tool would run them: `create table x as` one after the other.

No views over Parquet files, no fingerprints, no store; only the rows that a file's `-- only:` names
are written into its text, as a tool for models would by a reference. What a build of ours costs is
measured in the main module.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from benchmarks import promises
from benchmarks.measuring import Measured, timed
from schemas import base
from warehouse import spelling, sql
from warehouse.build import Builder
from warehouse.models import Model, SqlRecipe


def measure_plain_models(builder: Builder, folder: Path) -> list[Measured]:
    """All models beside what the first build of ours took for them, and the slowest of them.

    None may hang on an order of joins.
    """
    took = dict(run_plainly(builder, folder / "plain_models.duckdb"))
    slowest = max(took, key=lambda name: took[name])
    everything = sum(took.values())
    ours = sum(builder.get(name).seconds for name in took)
    return [
        timed(promises.SQL_MODELS, ours, everything, f"{len(took)} models"),
        timed(promises.SLOWEST_MODEL, took[slowest], everything, slowest),
    ]


def run_plainly(builder: Builder, path: Path) -> Iterator[tuple[str, float]]:
    """Every table in build order, and the seconds of those that are a query."""
    with duckdb.connect(str(path)) as con:
        con.execute("set TimeZone = 'UTC'")
        for definition in spelling.definitions().values():
            con.execute(definition)
        for name, model in builder.project.models.items():
            con.execute(f"create schema if not exists {model.layer}")
            query = _query(builder, model)
            started = time.perf_counter()
            con.execute(f"create table {name} as {query}")
            if isinstance(model.recipe, SqlRecipe):
                yield name, time.perf_counter() - started


def _query(builder: Builder, model: Model) -> str:
    if isinstance(model.recipe, SqlRecipe):
        return _narrowed(builder, model, model.recipe.text) if model.only else sql.bare(model.recipe.text)
    files = [str(path) for path in builder.bindings.righted(model.name).paths(builder.store)]
    return f"select * from read_parquet({files})"


def _narrowed(builder: Builder, model: Model, text: str) -> str:
    """The query with each table of which it names rows cut to them."""
    tree = sqlglot.parse_one(text, dialect="duckdb")
    for table in list(tree.find_all(exp.Table)):
        read = f"{table.db}.{table.name}"
        if read in model.only:
            key = base.info(builder.project.models[read].table).key[0]
            rows = exp.select("*").from_(exp.to_table(read)).where(
                exp.column(key).isin(*model.only[read]))
            table.replace(rows.subquery(table.alias or table.name))
    return tree.sql(dialect="duckdb")

"""The SQL models as anybody's tool would run them: `create table x as` one after the other.

No views over Parquet files, no fingerprints, no store; only the rows that a file's `-- only:` names
are written into its text, as a tool for models would by a reference. What a build of ours costs is
measured in the main module.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from benchmarks import promises
from benchmarks.measuring import Measured, timed
from schemas import base
from warehouse.building.build import Builder
from warehouse.project import spelling, sql
from warehouse.project.models import Model, SqlRecipe

LONGEST_S = 60.0


def measure_plain_models(builder: Builder, folder: Path) -> list[Measured]:
    """All models beside what the first build of ours took for them, and the slowest of them.

    None may hang on an order of joins.
    """
    ran = dict(run_plainly(builder, folder / "plain_models.duckdb"))
    took = {name: seconds for name, seconds in ran.items() if seconds is not None}
    stopped = "".join(f"; without {name}, stopped in plain DuckDB after {LONGEST_S:.0f} s and "
                      f"{builder.get(name).seconds:,.1f} s in ours" for name in ran.keys() - took.keys())
    slowest = max(took, key=lambda name: took[name])
    everything = sum(took.values())
    ours = sum(builder.get(name).seconds for name in took)
    return [
        timed(promises.SQL_MODELS, ours, everything, f"{len(took)} models{stopped}"),
        timed(promises.SLOWEST_MODEL, took[slowest], everything, slowest),
    ]


def run_plainly(builder: Builder, path: Path) -> Iterator[tuple[str, float | None]]:
    """Every table in build order, and the seconds of those that are a query; None of one that hangs."""
    with duckdb.connect(str(path)) as con:
        con.execute("set TimeZone = 'UTC'")
        for definition in spelling.definitions().values():
            con.execute(definition)
        for name, model in builder.project.models.items():
            con.execute(f"create schema if not exists {model.layer}")
            query = _query(builder, model)
            started = time.perf_counter()
            is_done = created(con, name, query)
            if not is_done:
                con.execute(f"create table {name} as {_stored(builder, name)}")
            if isinstance(model.recipe, SqlRecipe):
                yield name, time.perf_counter() - started if is_done else None


def created(con: duckdb.DuckDBPyConnection, name: str, query: str) -> bool:
    """Create a table; says whether it was made before the longest time was over."""
    timer = threading.Timer(LONGEST_S, con.interrupt)
    timer.start()
    try:
        con.execute(f"create table {name} as {query}")
    except duckdb.InterruptException:
        return False
    finally:
        timer.cancel()
    return True


def _query(builder: Builder, model: Model) -> str:
    if isinstance(model.recipe, SqlRecipe):
        return _narrowed(builder, model, model.recipe.text) if model.only else sql.bare(model.recipe.text)
    return _stored(builder, model.name)


def _stored(builder: Builder, name: str) -> str:
    files = [str(path) for path in builder.bindings.righted(name).paths(builder.store)]
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

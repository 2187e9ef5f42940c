"""The SQL models as anybody's tool would run them: `create table x as` one after the other.

No views over Parquet files, no fingerprints, no store. What the queries say stands in queries.py, and what
a build of ours costs is measured in builds.py.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb

from benchmarks import promises
from benchmarks.dbt import run_by_dbt
from benchmarks.measuring import Measured, timed
from benchmarks.queries import query_of, stored_rows
from warehouse.building.build import Builder
from warehouse.project import functions
from warehouse.project.models import SqlRecipe

LONGEST_S = 60.0


def measure_models(builder: Builder, folder: Path, told: str) -> Iterator[Measured]:
    """All models beside what the first build of ours took for them, and the slowest of them.

    None may hang on an order of joins; all that ended are run by dbt too, where it is there.
    """
    database = folder / "plain_models.duckdb"
    ran = dict(run_plainly(builder, database))
    took = {name: seconds for name, seconds in ran.items() if seconds is not None}
    stopped = "".join(f"; without {name}, stopped in plain DuckDB after {LONGEST_S:.0f} s and "
                      f"{builder.get(name).seconds:,.1f} s in ours" for name in ran.keys() - took.keys())
    slowest = max(took, key=lambda name: took[name])
    everything = sum(took.values())
    ours = sum(builder.get(name).seconds for name in took)
    yield timed(promises.PLAIN_MODELS, ours, everything, f"{len(took)} models{stopped}")
    yield timed(promises.SLOWEST_MODEL, took[slowest], everything, slowest)
    by_dbt = run_by_dbt(builder, {name: builder.project.models[name] for name in took}, database)
    if by_dbt is not None:
        yield timed(promises.SQL_MODELS, ours, by_dbt, f"{len(took)} models; {told}")


def run_plainly(builder: Builder, path: Path) -> Iterator[tuple[str, float | None]]:
    """Every table in build order, and the seconds of those that are a query; None of one that hangs."""
    with duckdb.connect(str(path)) as con:
        con.execute("set TimeZone = 'UTC'")
        functions.create_in(con)
        for name, model in builder.project.models.items():
            con.execute(f"create schema if not exists {model.layer}")
            query = query_of(builder, model)
            started = time.perf_counter()
            is_done = created(con, name, query)
            if not is_done:
                con.execute(f"create table {name} as {stored_rows(builder, name)}")
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

"""What it costs to build, to build again, to build an earlier belief, and to publish."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import duckdb
from dateutil.relativedelta import relativedelta

from benchmarks import promises
from benchmarks.measuring import REPEATS, Measured, median_s, once_s, timed
from benchmarks.plainly import measure_models
from benchmarks.sampling import Sampler
from pipelines.commands import beliefs
from pipelines.workspace import Workspace
from warehouse.building import planning
from warehouse.building.build import Builder
from warehouse.paths import Home
from warehouse.project.models import Model, SqlRecipe
from warehouse.releasing import release
from warehouse.releasing.publish import Publisher
from warehouse.storage.manifest import Manifest
from warehouse.storage.store import content_path

MONTHS = 6
DOING = {
    "warehouse.project.engine": "DuckDB", "warehouse.releasing.writing": "writing the file",
    "warehouse.storage.store.put_frame": "writing Parquet", "warehouse.building.seeing": "hashes of columns",
    "warehouse.building.build.components": "what decides a table", "schemas.base.faults": "validation",
    "warehouse.folding.parsing": "reading publishers' files", "warehouse.folding.fold": "believing them",
    "warehouse.building.checks": "checks",
    "warehouse.building.running.rows": "functions in Python",
    "warehouse.building.running.stored": "rows in their order", "warehouse.telling.answers": "answers",
}
"""What our modules and functions do with the time of a build."""
VINTAGES = "from pipelines.cli import main; main(['vintages', '--from', '{}', '--to', '{}'])"


def builder_of(home: Path) -> Builder:
    return Workspace.open(Home(home)).now()


def build_all(home: Path, begins: Callable[[Model], None] = lambda _: None) -> Manifest:
    builder = _built(home, begins)
    return release.make(builder, Workspace.open(Home(home)).publisher.current())


def plan(home: Path) -> None:
    planning.plan(builder_of(home))


def _built(home: Path, begins: Callable[[Model], None]) -> Builder:
    builder = builder_of(home)
    for name, model in builder.project.models.items():
        begins(model)
        builder.build(name)
    return builder


def measure_builds(folder: Path) -> list[Measured]:
    home = folder / "home0"
    queries = Sampler(DOING)

    def begins(model: Model) -> None:
        queries.is_about = isinstance(model.recipe, SqlRecipe)

    first = once_s(lambda: queries.look_on(lambda: build_all(home, begins)))
    again = median_s(lambda: build_all(home))
    planned = median_s(lambda: plan(home))
    return [
        timed(promises.SECOND_BUILD, again, first),
        timed(promises.PLAN, planned, first),
        *measure_models(builder_of(home), folder, f"ours: {queries.told()}"),
        measure_vintages(folder),
    ]


def measure_vintages(folder: Path) -> Measured:
    """The last months by one command where today's is built; their ends, each in a home of its own."""
    today = builder_of(folder / "home0").as_of_date
    days = beliefs.ends(today - relativedelta(months=MONTHS), today, 1)
    alone = [once_s(partial(_vintages, folder / f"home_of_{day}", day, day))
             for day in (days[0], days[-1])]
    shared = once_s(lambda: _vintages(folder / "home0", days[0], days[-1]))
    return timed(promises.VINTAGES, shared, sum(alone) / len(alone) * len(days),
                 f"{days[0]} to {days[-1]}; from nothing the first and the last of them; "
                 f"of one month more: {_one_vintage(folder / 'home0', days[0] - relativedelta(months=1))}")


def _one_vintage(home: Path, day: date) -> str:
    """Where the time of a further belief goes."""
    sampler = Sampler(DOING)
    sampler.look_on(lambda: beliefs.as_known(Workspace.open(Home(home)), day, None, lambda _: None))
    return sampler.told()


def _vintages(home: Path, first: date, last: date) -> None:
    """One command in a process of its own, with all that it imports and reads."""
    subprocess.run([sys.executable, "-c", VINTAGES.format(first, last)], check=True, capture_output=True,
                   env={**os.environ, "CHIPLEDGER_HOME": str(home)})


def measure_publishing(folder: Path) -> list[Measured]:
    home = Home(folder / "home0")
    workspace = Workspace.open(home)
    manifest = build_all(home.root)
    folders = iter(folder / f"published{number}" for number in range(REPEATS + 1))
    files = iter(folder / f"plain{number}.duckdb" for number in range(REPEATS + 1))

    def publish() -> None:
        Publisher(Home(next(folders)), workspace.store).publish(manifest, 1)

    def create_plainly() -> None:
        with duckdb.connect(str(next(files))) as con:
            parts = {name: manifest.tables[name].parts for name in manifest.published}
            parts |= {name: (content,) for name, content in manifest.meta.items()}
            for name, hashes in parts.items():
                paths = [str(content_path(workspace.store, content)) for content in hashes]
                con.execute(f"create schema if not exists {name.partition('.')[0]}")
                con.execute(f"create table {name} as select * from read_parquet({paths})")

    return [timed(promises.PUBLISH, median_s(publish), median_s(create_plainly))]

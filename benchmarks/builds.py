"""What it costs to build, to build again, to build an earlier belief, and to publish."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path

import duckdb
from dateutil.relativedelta import relativedelta

from benchmarks import promises
from benchmarks.measuring import REPEATS, Measured, median_s, once_s, timed
from benchmarks.plainly import measure_models
from pipelines.commands import beliefs
from pipelines.workspace import Workspace
from warehouse.building import planning
from warehouse.building.build import Builder
from warehouse.paths import Home
from warehouse.releasing import release
from warehouse.releasing.publish import Publisher
from warehouse.storage.manifest import Manifest
from warehouse.storage.store import content_path

MONTHS = 6
VINTAGES = "from pipelines.cli import main; main(['vintages', '--from', '{}', '--to', '{}'])"


def builder_of(home: Path) -> Builder:
    return Workspace.open(Home(home)).now()


def build_all(home: Path) -> Manifest:
    builder = _built(home)
    return release.make(builder, Workspace.open(Home(home)).publisher.current())


def plan(home: Path) -> None:
    planning.plan(builder_of(home))


def _built(home: Path) -> Builder:
    builder = builder_of(home)
    for name in builder.project.models:
        builder.build(name)
    return builder


def measure_builds(folder: Path) -> list[Measured]:
    home = folder / "home0"
    first = once_s(lambda: build_all(home))
    again = median_s(lambda: build_all(home))
    planned = median_s(lambda: plan(home))
    return [
        timed(promises.SECOND_BUILD, again, first),
        timed(promises.PLAN, planned, first),
        *measure_models(builder_of(home), folder),
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
                 f"{days[0]} to {days[-1]}; from nothing the first and the last of them")


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

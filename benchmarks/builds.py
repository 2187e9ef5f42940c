"""What it costs to build, to build again, to build an earlier belief, and to publish."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import duckdb

from benchmarks import promises
from benchmarks.measuring import REPEATS, Measured, median_s, once_s, timed
from benchmarks.plainly import measure_models
from pipelines.workspace import Workspace, clock_of
from warehouse.building import planning
from warehouse.building.build import Builder
from warehouse.paths import Home
from warehouse.releasing import release
from warehouse.releasing.publish import Publisher
from warehouse.storage.manifest import Manifest
from warehouse.storage.store import content_path

QUARTER = timedelta(days=91)


def builder_of(home: Path, known_on: str | None = None) -> Builder:
    return Workspace.open(Home(home)).builder(clock_of(known_on, None))


def build_all(home: Path) -> Manifest:
    builder = _built(home)
    return release.make(builder, Workspace.open(Home(home)).publisher.current())


def plan(home: Path) -> None:
    planning.plan(builder_of(home), {})


def _built(home: Path, known_on: str | None = None) -> Builder:
    builder = builder_of(home, known_on)
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
        measure_vintage(folder),
    ]


def measure_vintage(folder: Path) -> Measured:
    """A belief of a quarter ago where today's is built, and the same in a home of its own."""
    known_on = (builder_of(folder / "home0").as_of_date - QUARTER).isoformat()
    shared = once_s(lambda: _built(folder / "home0", known_on))
    alone = once_s(lambda: _built(folder / "home_of_a_day", known_on))
    return timed(promises.VINTAGE, shared, alone, f"as known on {known_on}")


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

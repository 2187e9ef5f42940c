"""What the machinery costs by itself: a refresh with nothing to do, journals of years, the event log."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import dagster as dg

from benchmarks import promises
from benchmarks.measuring import Measured, median_s, timed
from pipelines.orchestration.run import INSTANCE_SETTINGS, instance_of
from pipelines.workspace import Workspace
from warehouse.paths import Home
from warehouse.storage.snapshots import Sighting, Snapshots, as_json

DAGSTER = "import dagster; dagster.DagsterInstance.ephemeral()"
REFRESH = "from pipelines.cli import main; main(['refresh', '--no-fetch'])"
TICK = ("from pipelines.orchestration.run import instance_of; from pipelines.orchestration.ticks import tick;"
        " from pipelines.workspace import Workspace\n"
        "with instance_of(Workspace.open()) as instance: tick(instance, [], [])")
SOURCES, LINES, ASSETS = 44, 20_000, 50
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def measure_nothing_to_do(home: Home) -> list[Measured]:
    """A refresh of a published warehouse, as a person or a timer starts it, and a tick of its schedule."""
    environment = {**os.environ, "CHIPLEDGER_HOME": str(home.root)}

    def run(code: str) -> None:
        subprocess.run([sys.executable, "-c", code], env=environment, check=True,
                       capture_output=True)

    idle, imported, ticked = (median_s(partial(run, code)) for code in (REFRESH, DAGSTER, TICK))
    return [timed(promises.IDLE, idle, imported), timed(promises.TICK, ticked, idle)]


def measure_journal() -> list[Measured]:
    """Two years of checks of all sources, against parsing the same lines."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "sightings.jsonl"
        path.write_text("".join(f"{line}\n" for line in _sightings()), encoding="utf-8")

        def index() -> None:
            snapshots = Snapshots(Path(name))
            for number in range(SOURCES):
                snapshots.sightings(f"source_{number}")

        def parse() -> None:
            [json.loads(line) for line in path.read_bytes().splitlines()]

        return [timed(promises.JOURNAL, median_s(index), median_s(parse))]


def _sightings() -> Iterator[str]:
    first = datetime(2024, 1, 1, tzinfo=UTC)
    for number in range(LINES):
        at = first + timedelta(hours=number)
        yield json.dumps(as_json(Sighting(f"source_{number % SOURCES}", at, "retrieved", at, "ab" * 32,
                                          "https://example.org/file.csv", '"etag"', None)))


def measure_event_log() -> list[Measured]:
    """A run of assets that do nothing, recorded as we and as Dagster record it."""
    job = _idle_job()
    with tempfile.TemporaryDirectory() as name:
        ours, theirs = Path(name) / "ours", Path(name) / "theirs"
        (theirs / "dagster").mkdir(parents=True)
        (theirs / "dagster" / "dagster.yaml").write_text(f"{INSTANCE_SETTINGS}# Dagster's own\n")
        with (dg.DagsterInstance.ephemeral() as memory,
              instance_of(Workspace.open(Home(ours))) as stepwise,
              instance_of(Workspace.open(Home(theirs))) as plain):
            found = [median_s(partial(job.execute_in_process, instance=each, run_config=QUIET))
                     for each in (stepwise, plain, memory)]
    return [
        timed(promises.OUR_EVENTS, found[0], found[2]),
        timed(promises.DAGSTER_EVENTS, found[1], found[2]),
    ]


def _idle_job() -> Any:
    def table(number: int) -> dg.AssetsDefinition:
        upstream = [f"t{n}" for n in range(max(0, number - 3), number)]
        name = f"t{number}"

        @dg.asset(name=name, deps=upstream, check_specs=[dg.AssetCheckSpec("fits", asset=name)])
        def make() -> Iterator[Any]:
            fits = dg.AssetCheckResult(passed=True, check_name="fits")
            yield dg.MaterializeResult(metadata={"rows": 1}, check_results=[fits])

        return make

    return dg.Definitions(
        assets=[table(number) for number in range(ASSETS)],
        jobs=[dg.define_asset_job("all")], executor=dg.in_process_executor,
    ).resolve_job_def("all")

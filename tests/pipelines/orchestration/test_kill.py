"""A kill at any moment leaves the published file whole; the next refresh needs no cleaning up."""

from __future__ import annotations

import csv
import random
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from dagster import DagsterRun, DagsterRunStatus, RunsFilter

from pipelines.orchestration.run import instance_of
from pipelines.sources.epoch_data_centers import TIMELINES
from pipelines.workspace import Workspace
from tests.support.homes import child_environment, chipledger, contents, copied
from warehouse.paths import FILE_NAME, Home
from warehouse.stages import STAGES

SOURCE = "epoch_data_center_timelines"
CHILD = """
import os, signal, sys, threading, time
from warehouse import stages
stage, count, delay, source, file = sys.argv[1:]
count, delay = int(count), float(delay)
first, left = [], [count]

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def listen(reached):
    if not first:
        first.append(time.monotonic())
        if delay >= 0:
            threading.Timer(delay, die).start()
    left[0] -= reached == stage
    if reached == stage and not left[0]:
        die()

stages.listeners.append(listen)
from pipelines.cli import main
main(["ingest", source, file, "--known-at", "2025-12-31"], standalone_mode=False)
try:
    main(["refresh", "--no-fetch"])
finally:
    print("took", time.monotonic() - first[0], flush=True)
"""


def release_of(path: Path, power_mw: int) -> Path:
    """A release of the timelines of data centers with one milestone; few tables depend on it."""
    row = dict.fromkeys(TIMELINES, "") | {
        "site_name": "Colossus", "milestone_date": "2025-10-01", "power_mw": str(power_mw),
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(field.headers[0] for field in TIMELINES.values())
        lines.writerow(row[name] for name in TIMELINES)
    return path


def run_killed(
    home: Path, file: Path, stage: str = "", count: int = 1, delay: float = -1.0
) -> subprocess.CompletedProcess[str]:
    """Take in a file and refresh in a process that kills itself at a stage or after a delay."""
    command = [sys.executable, "-c", CHILD, stage, str(count), str(delay), SOURCE, str(file)]
    return subprocess.run(command, env=child_environment(home), capture_output=True, text=True,
                          timeout=300, check=False)


def said(path: Path) -> dict[str, str]:
    """What analysts read in a file, without the tables that hold run times."""
    return {name: rows for name, rows in contents(path).items() if not name.startswith("meta.")}


@dataclass(frozen=True)
class Case:
    """A published warehouse, and what the next refresh would make of one more file."""

    home: Path
    file: Path
    old: dict[str, str]
    new: dict[str, str]
    new_release: str
    seconds: float

    def copy(self, target: Path) -> Path:
        """The published warehouse, for one test alone."""
        return copied(self.home, target)


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory, first_refresh: Path) -> Case:
    """The same change as every killed run makes, uninterrupted."""
    folder = tmp_path_factory.mktemp("kill")
    home = copied(first_refresh, folder / "home")
    first, second = release_of(folder / "a.csv", 200), release_of(folder / "b.csv", 250)
    chipledger(home, "ingest", SOURCE, str(first), "--known-at", "2025-11-01")
    made = chipledger(home, "refresh", "--no-fetch")
    assert made.exit_code == 0, made.output
    whole = copied(home, folder / "whole")
    run = run_killed(whole, second)
    assert run.returncode == 0, run.stdout + run.stderr
    seconds = float(run.stdout.rpartition("took ")[2])
    old, new = said(home / FILE_NAME), said(whole / FILE_NAME)
    assert old != new
    return Case(home, second, old, new, published(whole), seconds)


def published(home: Path) -> str:
    """The release that the link points at."""
    return (home / FILE_NAME).readlink().parent.name


def assert_unharmed(case: Case, home: Path) -> None:
    """The file holds one whole release; the next refresh gives what an unharmed one gives."""
    assert said(home / FILE_NAME) in (case.old, case.new)
    chipledger(home, "ingest", SOURCE, str(case.file), "--known-at", "2025-12-31")
    result = chipledger(home, "refresh", "--no-fetch")
    assert result.exit_code == 0, result.output
    assert published(home) == case.new_release
    assert said(home / FILE_NAME) == case.new
    assert leftovers(home) == []
    again = chipledger(home, "refresh", "--no-fetch")
    assert "nothing changed" in again.output


def leftovers(home: Path) -> list[str]:
    """Files and folders that only an interrupted run leaves."""
    found = [*home.glob("store/temporary/*"), *home.glob("releases/.*"),
             *home.glob(f".{FILE_NAME}*"), *home.rglob("*.wal"), *home.glob("**/*.temporary")]
    kept = sorted(home.glob("releases/*"))
    return [str(path) for path in found] + [str(path) for path in kept[2:]]


def runs_that_seem_to_go_on(home: Path) -> list[DagsterRun]:
    """What the UI shows as running, though nothing runs; the next run ends it there too."""
    with instance_of(Workspace.open(Home(home))) as instance:
        return list(instance.get_runs(RunsFilter(statuses=[DagsterRunStatus.STARTED])))


def kill(case: Case, home: Path, stage: str) -> bool:
    """Kill a run at a stage; says whether the new release was out by then, and shows that alone."""
    run = run_killed(home, case.file, stage)
    assert run.returncode == -signal.SIGKILL, f"{stage} was not reached: {run.stdout}{run.stderr}"
    is_out = STAGES.index(stage) >= STAGES.index("publish.link_swapped")
    assert said(home / FILE_NAME) == (case.new if is_out else case.old)
    return is_out


def test_kills_at_all_stages_in_turn_harm_nothing(case: Case, tmp_path: Path) -> None:
    home = case.copy(tmp_path / "home")
    for stage in STAGES:
        kill(case, home, stage)
    assert len(runs_that_seem_to_go_on(home)) <= 1, "the next run ends what seems to go on"
    assert_unharmed(case, home)


@pytest.mark.parametrize("stage", [
    pytest.param(stage, marks=() if stage == "build.recorded" else pytest.mark.soak)
    for stage in STAGES
])
def test_a_kill_at_one_stage_harms_nothing(case: Case, stage: str, tmp_path: Path) -> None:
    home = case.copy(tmp_path / "home")
    is_out = kill(case, home, stage)
    assert_unharmed(case, home)
    if not is_out:
        assert runs_that_seem_to_go_on(home) == []


@cache
def shares() -> list[float]:
    """Ten moments of a run, as shares of its time; the same in every run of the tests."""
    generator = random.Random(20260725)
    return [generator.random() for _ in range(10)]


@pytest.mark.parametrize("number", [
    *range(2), *(pytest.param(number, marks=pytest.mark.soak) for number in range(2, 10)),
])
def test_kill_at_a_random_moment_harms_nothing(case: Case, number: int, tmp_path: Path) -> None:
    home = case.copy(tmp_path / "home")
    run = run_killed(home, case.file, delay=shares()[number] * case.seconds)
    assert run.returncode in (-signal.SIGKILL, 0), run.stdout + run.stderr
    assert_unharmed(case, home)


@pytest.mark.soak
@pytest.mark.parametrize("stage", ["store.temporary_written", "store.renamed", "build.recorded"])
def test_kill_whenever_a_stage_is_reached_again_harms_nothing(
    case: Case, stage: str, tmp_path: Path
) -> None:
    for count in range(2, 100):
        home = case.copy(tmp_path / str(count))
        run = run_killed(home, case.file, stage, count)
        assert_unharmed(case, home)
        if run.returncode == 0:
            return
    pytest.fail("the stage has no end")

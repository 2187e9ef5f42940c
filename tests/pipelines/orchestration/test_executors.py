"""The same run in one process and in a process for each step; files for clusters that would do likewise."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import dagster as dg
import pytest

from pipelines.orchestration import executors
from pipelines.orchestration.run import INSTANCE_SETTINGS
from pipelines.workspace import LaunchedRun, Workspace
from tests.support.forks import interpreter
from tests.support.homes import child_environment, copied, opened
from tests.support.small_project import SOURCE, Small
from warehouse.building.build import Clock
from warehouse.paths import FILE_NAME, Home
from warehouse.storage.journal import Journal
from warehouse.storage.snapshots import end_of_day

PIDS = """
import os
os.environ["DAGSTER_HOME"] = os.path.join(os.environ["CHIPLEDGER_HOME"], "dagster")
from dagster import DagsterInstance, DagsterEventType
with DagsterInstance.get() as instance:
    [run] = instance.get_runs()
    logs = instance.all_logs(run.run_id, of_type=DagsterEventType.STEP_WORKER_STARTED)
    print(run.status.value, len({entry.dagster_event.step_key for entry in logs}))
"""


FORKED = """
execution:
  config:
    start_method:
      forkserver:
        preload_modules: [pipelines.definitions]
"""
"""Each step in a process of its own, which need not import everything again."""


def launched(small: Small, home: Path) -> None:
    """Run the job as Dagster launches it, with its history in a home."""
    config = small.write("config.yaml", FORKED)
    (home / "dagster").mkdir(parents=True, exist_ok=True)
    (home / "dagster" / "dagster.yaml").write_text(INSTANCE_SETTINGS, encoding="utf-8")
    environment = child_environment(home, small.code) | {
        "DAGSTER_HOME": str(home / "dagster"), executors.SETTING: "multiprocess"}
    command = [sys.executable, "-m", "dagster", "job", "execute", "-m", "pipelines.definitions",
               "-j", "refresh", "-c", str(config)]
    ended = subprocess.run(command, cwd=small.code, env=environment, capture_output=True, text=True,
                           check=False, timeout=600)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def published(home: Path) -> str:
    return (home / FILE_NAME).readlink().parent.name


def test_a_process_for_each_step_makes_the_release_that_one_process_makes(tmp_path: Path) -> None:
    small = Small(tmp_path)
    small.console("ingest", SOURCE, str(small.counted("one.csv", a=3)), "--known-at", "2025-01-31")
    apart = copied(small.home, tmp_path / "apart")
    small.console("refresh", "--no-fetch")
    launched(small, apart)
    assert published(apart) == published(small.home)
    status, processes = interpreter().run(PIDS, (), small.code, apart).stdout.split()
    assert status == "SUCCESS" and int(processes) > 5
    turns = Journal(apart / "turns.jsonl").read()
    assert [turn["turn"] for turn in turns] == [1], "all processes share one turn"
    with opened(apart / FILE_NAME) as con:
        assert con.execute("select number from metric.small_total").fetchall() == [(3,)]


def test_all_processes_of_a_run_see_what_its_first_saw(tmp_path: Path) -> None:
    def process(run_id: str) -> LaunchedRun:
        return LaunchedRun(Workspace.open(Home(tmp_path)), Clock(), run_id)

    def take_in(text: str) -> None:
        day = end_of_day(date(2025, 1, len(text)))
        snapshots = Workspace.open(Home(tmp_path)).snapshots
        snapshots.add("epoch_ml_hardware", text.encode(), day, "stated", day, "x")

    def seen(found: LaunchedRun) -> int:
        return len(found.builder.folders["raw.epoch_ml_hardware"].sightings(None))

    take_in("a")
    first, early = process("one"), seen(process("one"))
    take_in("ab")
    assert seen(first) == seen(process("one")) == early
    assert seen(process("two")) == early + 1
    assert [process(name).turn for name in ("one", "two", "one")] == [1, 2, 1]


def test_the_executor_is_the_one_that_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(executors.SETTING, raising=False)
    assert executors.chosen() is dg.in_process_executor
    for name, expected in (("multiprocess", dg.multiprocess_executor),
                           ("dagster.multi_or_in_process_executor", dg.multi_or_in_process_executor)):
        monkeypatch.setenv(executors.SETTING, name)
        assert executors.chosen() is expected
    for name in ("nothing", "os.path"):
        monkeypatch.setenv(executors.SETTING, name)
        with pytest.raises(ValueError, match="name in_process, multiprocess"):
            executors.chosen()
    assert os.environ[executors.SETTING] == "os.path"

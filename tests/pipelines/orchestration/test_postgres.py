"""The history in PostgreSQL, as docs/deploy.md sets it up: two refreshes at once, one of them killed."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.homes import child_environment, opened
from tests.support.postgres import BINARIES, served
from tests.support.small_project import CONSOLE, SOURCE, Small
from warehouse.paths import FILE_NAME, REPOSITORY

IS_THERE = importlib.util.find_spec("dagster_postgres") is not None and bool(BINARIES)
pytestmark = [pytest.mark.soak, pytest.mark.skipif(
    not IS_THERE, reason="needs PostgreSQL and dagster-postgres, see docs/deploy.md")]
RUNS = """
from dagster import DagsterInstance
with DagsterInstance.get() as instance:
    print(type(instance.run_storage).__name__)
    print(*sorted(run.status.value for run in instance.get_runs()))
"""


@pytest.fixture
def url() -> Iterator[str]:
    with served() as address:
        yield address


def test_two_refreshes_of_which_one_is_killed_leave_a_right_history(tmp_path: Path, url: str) -> None:
    small = Small(tmp_path)
    (small.home / "dagster").mkdir(parents=True)
    shutil.copy(REPOSITORY / "docs/deploy/dagster.yaml", small.home / "dagster")
    extra = {"CHIPLEDGER_POSTGRES": url, "DAGSTER_HOME": str(small.home / "dagster")}
    environment = child_environment(small.home, small.code) | extra
    environment["PYTHONPATH"] = os.pathsep.join([str(small.code), *filter(None, sys.path)])

    def begin(*arguments: str, code: str = CONSOLE) -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, "-c", code, *arguments], cwd=small.code, text=True,
                                env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def ended(process: subprocess.Popen[str]) -> str:
        said = process.communicate(timeout=300)[0]
        assert process.returncode == 0, said
        return said

    ended(begin("ingest", SOURCE, str(small.counted("one.csv", a=3)), "--known-at", "2025-01-31"))
    killed = begin("refresh", "--no-fetch", code="from warehouse.storage import stages\nimport os, signal\n"
                   "stages.listeners.append(lambda stage: stage == 'build.recorded'"
                   f" and os.kill(os.getpid(), signal.SIGKILL))\n{CONSOLE}")
    time.sleep(0.5)
    other = begin("refresh", "--no-fetch")
    assert killed.wait(timeout=300) in (-signal.SIGKILL, 0)
    ended(other)
    with opened(small.home / FILE_NAME) as con:
        assert con.execute("select number from metric.small_total").fetchall() == [(3,)]
    storage, statuses = ended(begin(code=RUNS)).splitlines()[-2:]
    assert storage == "PostgresRunStorage"
    assert set(statuses.split()) <= {"SUCCESS", "FAILURE"} and "SUCCESS" in statuses

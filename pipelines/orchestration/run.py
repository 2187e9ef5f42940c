"""Running planned steps on the Dagster instance that the UI shows, in this process."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import dagster as dg
from dagster._core.definitions.repository_definition.valid_definitions import (
    SINGLETON_REPOSITORY_NAME,
)
from dagster._core.instance.ref import InstanceRef
from dagster._core.remote_origin import (
    ManagedGrpcPythonEnvCodeLocationOrigin,
    RemoteRepositoryOrigin,
)
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin

from pipelines.faults import is_interruption
from pipelines.orchestration.asking import tell_checks
from pipelines.orchestration.assets import GIVEN
from pipelines.orchestration.event_log import StepwiseEventLog
from pipelines.orchestration.history import STARTED_BY, end_killed_runs, prune
from pipelines.orchestration.keys import PUBLISHED, key_of
from pipelines.orchestration.step_logs import QuietStepLogs
from pipelines.project import sources
from pipelines.workspace import Run, Workspace
from warehouse.building.build import Clock

LOG = logging.getLogger(__name__)
MODULE = "pipelines.definitions"
JOB = "refresh"
TICK_TIMEOUTS = ("DAGSTER_SCHEDULE_GRPC_TIMEOUT_SECONDS", "DAGSTER_SENSOR_GRPC_TIMEOUT_SECONDS")
TICK_S = "1800"
"""A tick asks publishers, of whom some are slow."""
INSTANCE_SETTINGS = """\
telemetry:
  enabled: false
nux:
  enabled: false
"""


class _Progress(logging.Handler):
    """Passes what the steps say of themselves on to whoever is waiting."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__()
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        self._say(record.getMessage())


@dataclass(frozen=True)
class RunResult:
    """What a run came to."""

    built: tuple[str, ...]
    published: str | None
    problems: tuple[str, ...]


def instance_of(workspace: Workspace) -> dg.DagsterInstance:
    """The Dagster instance of a home, made on first use.

    Whoever edits its settings may choose other storages; ours only writes what Dagster's would.
    """
    folder = workspace.home.dagster
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "dagster.yaml"
    if not settings.exists():
        settings.write_text(INSTANCE_SETTINGS, encoding="utf-8")
    if settings.read_text(encoding="utf-8") != INSTANCE_SETTINGS:
        return dg.DagsterInstance.from_config(str(folder))
    log = {"module": StepwiseEventLog.__module__, "class": StepwiseEventLog.__name__,
           "config": {"base_dir": str(folder / "history" / "runs")}}
    copies = {"module": QuietStepLogs.__module__, "class": QuietStepLogs.__name__,
              "config": {"base_dir": str(folder / "storage")}}
    overrides = {"event_log_storage": log, "compute_logs": copies}
    ref = InstanceRef.from_dir(str(folder), overrides=overrides)
    return dg.DagsterInstance.from_ref(ref)


def run(
    defs: dg.Definitions, begun: Run, tables: Sequence[str], say: Callable[[str], None]
) -> RunResult:
    """Build these tables and publish, as one run of the job `refresh` of these definitions."""
    project = begun.builder.project
    progress = logging.getLogger("chipledger.progress")
    progress.handlers, progress.propagate = [_Progress(say)], False
    progress.setLevel(logging.INFO)
    with instance_of(begun.workspace) as instance:
        tell_checks(begun.workspace, instance, list(sources().values()))
        end_killed_runs(instance)
        given = GIVEN.set(begun)
        _show_beside_launched(instance)
        result = defs.resolve_job_def(JOB).execute_in_process(
            instance=instance,
            run_config=_config(begun.builder.clock),
            asset_selection=[*(key_of(project, name) for name in tables), PUBLISHED],
            raise_on_error=False,
            tags=STARTED_BY,
        )
        GIVEN.reset(given)
        prune(instance)
    if _is_interrupted(result):
        raise KeyboardInterrupt
    return RunResult(tuple(_built(result)), _published(result), tuple(_problems(result)))


def _show_beside_launched(instance: dg.DagsterInstance) -> None:
    """Let the overview list the runs of this process with those that Dagster itself has launched.

    It lists runs by the job they are of, which Dagster notes of what it launches only.
    """
    target = LoadableTargetOrigin(executable_path=sys.executable, module_name=MODULE)
    place = ManagedGrpcPythonEnvCodeLocationOrigin(target, MODULE)
    job = RemoteRepositoryOrigin(place, SINGLETON_REPOSITORY_NAME).get_job_origin(JOB)
    vars(instance)["create_run_for_job"] = partial(instance.create_run_for_job, remote_job_origin=job)


def _config(clock: Clock) -> dict[str, object]:
    """What the UI needs to show what was asked for, and to run it again."""
    asked = {"as_known_at": clock.known_by and clock.known_by.date(), "as_of": clock.as_of}
    days = {name: day.isoformat() if day else None for name, day in asked.items()}
    return {"resources": {"build": {"config": days}},
            "loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def _built(result: dg.ExecuteInProcessResult) -> list[str]:
    found = []
    for event in result.get_asset_materialization_events():
        told: Any = event.materialization
        if "made" in told.metadata and told.metadata["made"].value == "built":
            found.append(str(told.metadata["table"].value))
    return found


def _published(result: dg.ExecuteInProcessResult) -> str | None:
    for event in result.get_asset_materialization_events():
        materialization: Any = event.materialization
        if materialization.asset_key == PUBLISHED:
            return str(materialization.metadata["release"].value)
    return None


def _is_interrupted(result: dg.ExecuteInProcessResult) -> bool:
    """Dagster tells a Ctrl-C within a step as a failure of that step, as if the step were at fault."""
    failures: list[Any] = [e.step_failure_data for e in result.all_events if e.is_step_failure]
    return any(is_interruption(error.cls_name or "", error.message)
               for failure in failures for error in _chain(failure.error))


def _chain(error: Any) -> Iterator[Any]:
    """An error, and those that it came of."""
    while error:
        yield error
        error = error.cause


def _problems(result: dg.ExecuteInProcessResult) -> list[str]:
    """Every reason why a step failed, once each; a table that fails its class states its own."""
    found: list[str] = []
    for event in result.all_events:
        if event.is_step_failure:
            data: Any = event.step_failure_data
            found += _reasons(event.step_key or "", data)
            if not data.user_failure_data:
                LOG.error("run %s, step %s: %s", result.run_id, event.step_key, data.error.to_string())
    return list(dict.fromkeys(found))


def _reasons(step: str, data: Any) -> list[str]:
    if data.user_failure_data:
        return str(data.user_failure_data.description).splitlines()
    if data.error.cls_name == "DagsterAssetCheckFailedError":
        return []
    *_, first = _chain(data.error)
    return [f"{step}: {first.message.strip()}"]


def serve(workspace: Workspace, module: str, port: int) -> None:
    """Serve a module of definitions and its schedule until interrupted, to this machine only."""
    with instance_of(workspace) as instance:
        tell_checks(workspace, instance, list(sources().values()))
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(workspace.home.dagster),
        "CHIPLEDGER_HOME": str(workspace.home.root),
        **{name: os.environ.get(name, TICK_S) for name in TICK_TIMEOUTS},
    }
    command = [sys.executable, "-m", "dagster", "dev", "-h", "127.0.0.1", "-p", str(port),
               "-m", module]
    os.execve(sys.executable, command, environment)  # noqa: S606

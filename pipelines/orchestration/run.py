"""Running planned steps on the Dagster instance that the UI shows, in this process."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import dagster as dg
from dagster._core.instance.ref import InstanceRef

from pipelines.orchestration.assets import GIVEN, PUBLISHED, key_of, source_key
from pipelines.orchestration.event_log import StepwiseEventLog
from pipelines.project import sources
from pipelines.workspace import Run, Workspace
from warehouse.build import Clock

LOG = logging.getLogger(__name__)
STARTED_BY = {"chipledger/started_by": "refresh"}
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
    ref = InstanceRef.from_dir(str(folder), overrides={"event_log_storage": log})
    return dg.DagsterInstance.from_ref(ref)


def report_checks(workspace: Workspace, instance: dg.DagsterInstance) -> None:
    """Tell the UI which sources were asked since it was last told, by each source's last check.

    A refresh with nothing to do leaves this to the next one, so that it need not import Dagster.
    """
    told = workspace.home.dagster / "told_checks.json"
    before = json.loads(told.read_text(encoding="utf-8")) if told.exists() else 0
    checks, count = workspace.snapshots.checks_after(before)
    for source in sources().values():
        if check := checks.get(source.source_id):
            instance.report_runless_asset_event(dg.AssetMaterialization(source_key(source), metadata={
                "changed": check.outcome == "changed", "said": check.message or check.outcome,
                "checked_at": dg.MetadataValue.timestamp(check.checked_at),
            }))
    told.write_text(json.dumps(count), encoding="utf-8")


def run(
    defs: dg.Definitions, begun: Run, tables: Sequence[str], say: Callable[[str], None]
) -> RunResult:
    """Build these tables and publish, as one run of the job `refresh` of these definitions."""
    progress = logging.getLogger("chipledger.progress")
    progress.handlers, progress.propagate = [_Progress(say)], False
    progress.setLevel(logging.INFO)
    with instance_of(begun.workspace) as instance:
        report_checks(begun.workspace, instance)
        _end_killed_runs(instance)
        given = GIVEN.set(begun)
        result = defs.resolve_job_def("refresh").execute_in_process(
            instance=instance,
            run_config=_config(begun.builder.clock),
            asset_selection=[*(key_of(name) for name in tables), PUBLISHED],
            raise_on_error=False,
            tags=STARTED_BY,
        )
        GIVEN.reset(given)
    return RunResult(tuple(_built(result)), _published(result), tuple(_problems(result)))


def _config(clock: Clock) -> dict[str, Any]:
    """What the UI needs to show what was asked for, and to run it again."""
    asked = {"as_known_at": clock.known_by and clock.known_by.date(), "as_of": clock.as_of}
    days = {name: day.isoformat() if day else None for name, day in asked.items()}
    return {"resources": {"build": {"config": days}},
            "loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def _end_killed_runs(instance: dg.DagsterInstance) -> None:
    """Under the refresh lock, a refresh that seems to go on was killed; the UI should say so."""
    seeming = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED]
    for run in instance.get_runs(dg.RunsFilter(statuses=seeming, tags=STARTED_BY)):
        instance.report_run_failed(run, "the process of this refresh was killed")


def _built(result: dg.ExecuteInProcessResult) -> list[str]:
    found = []
    for event in result.get_asset_materialization_events():
        materialization: Any = event.materialization
        made = materialization.metadata.get("made")
        if made is not None and made.value == "built":
            found.append(".".join(materialization.asset_key.path))
    return found


def _published(result: dg.ExecuteInProcessResult) -> str | None:
    for event in result.get_asset_materialization_events():
        materialization: Any = event.materialization
        if materialization.asset_key == PUBLISHED:
            return str(materialization.metadata["release"].value)
    return None


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
    error = data.error
    while error.cause:
        error = error.cause
    return [f"{step}: {error.message.strip()}"]


def serve(workspace: Workspace, module: str, port: int) -> None:
    """Serve a module of definitions and its schedule until interrupted, to this machine only."""
    with instance_of(workspace) as instance:
        report_checks(workspace, instance)
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(workspace.home.dagster),
        "CHIPLEDGER_HOME": str(workspace.home.root),
    }
    command = [sys.executable, "-m", "dagster", "dev", "-h", "127.0.0.1", "-p", str(port),
               "-m", module]
    os.execve(sys.executable, command, environment)  # noqa: S606

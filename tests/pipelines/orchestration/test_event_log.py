"""What a run leaves in Dagster's history is what Dagster itself would have left, at any moment."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dagster as dg
from dagster._core.storage.event_log import SqliteEventLogStorage

from pipelines.orchestration.event_log import StepwiseEventLog
from pipelines.orchestration.run import INSTANCE_SETTINGS, instance_of
from pipelines.workspace import Workspace
from warehouse.paths import Home

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
NAMES = ("first", "second", "third")


def definitions(body: Callable[[str], None]) -> dg.Definitions:
    """Three tables in a row, each with a check of its own."""
    def table(name: str, upstream: tuple[str, ...]) -> dg.AssetsDefinition:
        @dg.asset(name=name, deps=upstream,
                  check_specs=[dg.AssetCheckSpec("fits", asset=name, blocking=True)])
        def make() -> Iterator[Any]:
            body(name)
            fits = dg.AssetCheckResult(passed=True, check_name="fits")
            yield dg.MaterializeResult(metadata={"rows": 3}, data_version=dg.DataVersion(name),
                                       check_results=[fits])

        return make

    tables = [table(name, NAMES[max(0, n - 1):n]) for n, name in enumerate(NAMES)]
    return dg.Definitions(assets=tables, jobs=[dg.define_asset_job("all")],
                          executor=dg.in_process_executor)


def run(home: Path, body: Callable[[str], None] = lambda _: None) -> dg.ExecuteInProcessResult:
    with instance_of(Workspace.open(Home(home))) as instance:
        return definitions(body).resolve_job_def("all").execute_in_process(
            instance=instance, run_config=QUIET, raise_on_error=False)


def plainly(home: Path) -> dg.DagsterInstance:
    """The same history as Dagster's own storage reads it."""
    return dg.DagsterInstance.from_config(str(home / "dagster"))


def kinds(home: Path, run_id: str) -> list[tuple[str, str | None]]:
    """The events of a run, in order, by kind and step."""
    with plainly(home) as instance:
        records = instance.get_records_for_run(run_id).records
    entries = [record.event_log_entry for record in records]
    return [(str(e.dagster_event_type), e.step_key) for e in entries]


def test_the_history_is_what_dagster_would_have_written(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    (theirs / "dagster").mkdir(parents=True)
    (theirs / "dagster" / "dagster.yaml").write_text(INSTANCE_SETTINGS + "# edited\n")
    with (instance_of(Workspace.open(Home(ours))) as ours_instance,
          instance_of(Workspace.open(Home(theirs))) as theirs_instance):
        assert type(ours_instance.event_log_storage) is StepwiseEventLog
        assert type(theirs_instance.event_log_storage) is SqliteEventLogStorage
    runs = {home: run(home).run_id for home in (ours, theirs)}
    found = {home: kinds(home, run_id) for home, run_id in runs.items()}
    assert found[ours] == found[theirs] and len(found[ours]) > 20
    seen = {}
    for home, run_id in runs.items():
        with plainly(home) as instance:
            keys = [dg.AssetKey(name) for name in NAMES]
            latest = [instance.get_latest_materialization_event(key) for key in keys]
            checks = instance.event_log_storage.get_latest_asset_check_execution_by_key(
                [dg.AssetCheckKey(key, "fits") for key in keys])
            assert {event.run_id for event in latest if event} == {run_id}
            seen[home] = (
                [event.asset_materialization.tags["dagster/data_version"]
                 for event in latest if event and event.asset_materialization],
                Counter(str(record.status) for record in checks.values()),
                str(instance.get_run_stats(run_id).steps_succeeded),
            )
    assert seen[ours] == seen[theirs]


def test_others_see_a_step_as_soon_as_it_has_ended(tmp_path: Path) -> None:
    seen: dict[str, Counter[str]] = {}

    def look(name: str) -> None:
        with plainly(tmp_path) as instance:
            last = instance.get_runs(limit=1)[0].run_id
        ended = [step for kind, step in kinds(tmp_path, last) if kind.endswith("STEP_SUCCESS")]
        seen[name] = Counter(str(step) for step in ended)

    assert run(tmp_path, look).success
    assert [sorted(seen[name]) for name in NAMES] == [[], ["first"], ["first", "second"]]


def test_a_step_that_fails_leaves_its_reason(tmp_path: Path) -> None:
    def fail(name: str) -> None:
        if name == "second":
            raise ValueError("as foreseen")

    result = run(tmp_path, fail)
    found = kinds(tmp_path, result.run_id)
    assert not result.success
    assert ("DagsterEventType.STEP_FAILURE", "second") in found
    assert found[-1][0].endswith("RUN_FAILURE")


def killed(home: str) -> None:
    def die(name: str) -> None:
        if name == "third":
            os.kill(os.getpid(), signal.SIGKILL)

    run(Path(home), die)


def test_a_kill_loses_the_events_of_its_own_step_only(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=killed, args=(str(tmp_path),))
    process.start()
    process.join(timeout=300)
    assert process.exitcode == -signal.SIGKILL
    with plainly(tmp_path) as instance:
        run_id = instance.get_runs(limit=1)[0].run_id
        assert instance.get_latest_materialization_event(dg.AssetKey("second"))
        assert instance.get_latest_materialization_event(dg.AssetKey("third")) is None
    found = kinds(tmp_path, run_id)
    assert [step for kind, step in found if kind.endswith("STEP_SUCCESS")] == ["first", "second"]


def test_an_event_of_no_run_is_written_at_once(tmp_path: Path) -> None:
    with instance_of(Workspace.open(Home(tmp_path))) as instance:
        instance.report_runless_asset_event(dg.AssetMaterialization("alone"))
        with plainly(tmp_path) as other:
            assert other.get_latest_materialization_event(dg.AssetKey("alone"))


def test_runs_on_one_instance_stay_apart(tmp_path: Path) -> None:
    with instance_of(Workspace.open(Home(tmp_path))) as instance:
        job = definitions(lambda _: None).resolve_job_def("all")
        ids = [job.execute_in_process(instance=instance, run_config=QUIET).run_id for _ in "ab"]
    assert len({tuple(kinds(tmp_path, run_id)) for run_id in ids}) == 1

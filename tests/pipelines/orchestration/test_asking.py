"""What the UI is told of a publisher: an answer is fresh, silence is a failed observation."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines.fetching.exchange import FetchError, Request
from pipelines.orchestration.asking import ANSWERS, source_assets, tell_checks
from pipelines.orchestration.keys import source_key
from pipelines.orchestration.run import instance_of
from pipelines.project import source
from pipelines.source import Source
from pipelines.workspace import Workspace
from warehouse.paths import Home
from warehouse.storage.snapshots import Check

EPOCH = source("epoch_ml_hardware")
KEY = source_key(EPOCH)
AT = datetime(2026, 1, 31, 6, tzinfo=UTC)


def check_of(instance: dg.DagsterInstance) -> tuple[str, Any]:
    last, = instance.event_log_storage.get_asset_check_execution_history(
        dg.AssetCheckKey(KEY, ANSWERS), limit=1)
    return last.status.value, last.event.dagster_event.asset_check_evaluation_data.metadata["said"].value


def test_silence_is_no_materialization_and_an_answer_dates_from_when_it_came(tmp_path: Path) -> None:
    workspace = Workspace.open(Home(tmp_path))
    with instance_of(workspace) as instance:
        workspace.snapshots.record_check(Check(EPOCH.source_id, AT, "failed", "timed out"))
        tell_checks(workspace, instance, [EPOCH])
        assert instance.get_latest_materialization_event(KEY) is None
        assert len(instance.fetch_observations(KEY, limit=9).records) == 1
        assert check_of(instance) == ("FAILED", "timed out")
        workspace.snapshots.record_check(Check(EPOCH.source_id, AT, "unchanged", ""))
        tell_checks(workspace, instance, [EPOCH])
        answer = instance.get_latest_materialization_event(KEY)
        assert answer is not None and answer.timestamp == AT.timestamp()
        assert check_of(instance) == ("SUCCEEDED", "unchanged")
        tell_checks(workspace, instance, [EPOCH])
        assert len(instance.fetch_materializations(KEY, limit=9).records) == 1, "nothing is told twice"


def silent(get: Any) -> tuple[bytes, None]:
    raise FetchError(Request("epoch_ml_hardware", "https://nowhere.invalid", "csv"), "timed out", "wait",
                     is_offline=True)


def observed(tmp_path: Path, asked: Source) -> tuple[dg.ExecuteInProcessResult, dg.DagsterInstance]:
    """One observation of a source, as the button `Observe` in the UI begins it."""
    workspace = Workspace.open(Home(tmp_path))

    @dg.resource
    def build(_: dg.InitResourceContext) -> Any:
        return type("Begun", (), {"workspace": workspace})

    job = dg.define_asset_job("ask", selection=dg.AssetSelection.assets(source_key(asked)))
    defs = dg.Definitions(source_assets([asked]), jobs=[job], resources={"build": build},
                          executor=dg.in_process_executor)
    instance = dg.DagsterInstance.ephemeral()
    (tmp_path / "dagster").mkdir()
    return defs.resolve_job_def("ask").execute_in_process(
        instance=instance, raise_on_error=False,
        run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}), instance


@pytest.mark.parametrize("answer", ["offline", "answers", "of a day to come"])
def test_observe_fails_where_nobody_answers(tmp_path: Path, answer: str) -> None:
    said_day = date(2062, 12, 14) if answer == "of a day to come" else None
    gather = silent if answer == "offline" else lambda get: (b"a,b\n1,2\n", said_day)
    result, instance = observed(tmp_path, replace(EPOCH, gather=gather))
    assert result.success is (answer == "answers")
    latest = instance.get_latest_materialization_event(KEY)
    assert (latest is not None) is (answer == "answers")
    assert check_of(instance)[0] == ("SUCCEEDED" if answer == "answers" else "FAILED")

"""Which runs are kept: the last ones, and the last of each month."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg

from pipelines.orchestration.history import prune, superfluous
from pipelines.orchestration.run import instance_of
from pipelines.workspace import Workspace
from warehouse.paths import Home

NOW = datetime(2026, 3, 15, tzinfo=UTC)


def test_the_last_runs_and_month_ends_are_kept() -> None:
    runs = [(f"{day:%m-%d}", day) for day in (NOW - timedelta(days=n) for n in range(74))]
    gone = superfluous(runs, 10)
    kept = [name for name, _ in runs if name not in gone]
    assert kept == [*(f"03-{day:02}" for day in range(15, 5, -1)), "02-28", "01-31"]
    assert superfluous(runs[:5], 10) == []


def test_a_run_that_is_pruned_leaves_no_events(tmp_path: Path) -> None:
    @dg.asset
    def made() -> None:
        pass

    with instance_of(Workspace.open(Home(tmp_path))) as instance:
        ids = [dg.materialize([made], instance=instance).run_id for _ in range(3)]
        assert prune(instance, kept=1) == 2
        assert [run.run_id for run in instance.get_runs()] == ids[-1:]
        assert instance.all_logs(ids[0]) == []
        assert instance.get_latest_materialization_event(dg.AssetKey("made")) is not None

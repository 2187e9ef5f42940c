"""The runs that the UI shows: which of them go on, and which are kept.

What runs do does not belong here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import dagster as dg

STARTED_BY = {"chipledger/started_by": "refresh"}
"""Tags a run of the command line, whose process holds the refresh lock as long as it goes on."""
KEPT_RUNS = 60
FINISHED = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]


def end_killed_runs(instance: dg.DagsterInstance) -> None:
    """Under the refresh lock, a refresh that seems to go on was killed; the UI should say so."""
    seeming = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED]
    for run in instance.get_runs(dg.RunsFilter(statuses=seeming, tags=STARTED_BY)):
        instance.report_run_failed(run, "the process of this refresh was killed")


def prune(instance: dg.DagsterInstance, kept: int = KEPT_RUNS) -> int:
    """Delete the runs that nobody will look at again, with their events; says how many."""
    records = instance.get_run_records(dg.RunsFilter(statuses=FINISHED))
    gone = superfluous([(r.dagster_run.run_id, r.create_timestamp) for r in records], kept)
    for run_id in gone:
        instance.delete_run(run_id)
    return len(gone)


def superfluous(runs: Iterable[tuple[str, datetime]], kept: int) -> list[str]:
    """Runs that are neither among the last so many nor the last of their month, newest first."""
    ordered = sorted(runs, key=lambda run: run[1], reverse=True)
    months: set[str] = set()
    gone = []
    for position, (run_id, at) in enumerate(ordered):
        month = f"{at.astimezone(UTC):%Y-%m}"
        if position >= kept and month in months:
            gone.append(run_id)
        months.add(month)
    return gone

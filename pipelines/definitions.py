"""All that Dagster knows of chipledger: assets, checks, one job, one schedule. No logic."""

from __future__ import annotations

import os

import dagster as dg

from pipelines.orchestration.assets import (
    Build,
    check_asset,
    publish_asset,
    source_asset,
    table_asset,
)
from pipelines.project import project, sources

CRON = os.environ.get("CHIPLEDGER_CRON", "0 6 * * *")
"""When the daily refresh runs, in UTC: the one setting of the schedule."""

refresh_job = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    description="Ask the sources, build what their answers change, check it, publish it",
)

defs = dg.Definitions(
    assets=[
        *(source_asset(source) for source in sources().values()),
        *(table_asset(project(), model, sources()) for model in project().models.values()),
        publish_asset(project()),
    ],
    asset_checks=[check_asset(project(), check) for check in project().checks.values()],
    jobs=[refresh_job],
    schedules=[
        dg.ScheduleDefinition(
            name="daily",
            job=refresh_job,
            cron_schedule=CRON,
            execution_timezone="UTC",
            default_status=dg.DefaultScheduleStatus.RUNNING,
        )
    ],
    resources={"build": Build()},
    executor=dg.in_process_executor,
)

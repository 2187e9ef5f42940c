"""All that Dagster knows of chipledger: assets, checks, jobs, schedules, sensors. No logic."""

from __future__ import annotations

import os

import dagster as dg

from pipelines.orchestration import ticks
from pipelines.orchestration.asking import source_assets
from pipelines.orchestration.assets import Build, check_asset, publish_asset, table_asset
from pipelines.orchestration.executors import chosen
from pipelines.orchestration.keys import source_key
from pipelines.project import project, sources

CRON = os.environ.get("CHIPLEDGER_CRON", ticks.ALL)
PRICES_CRON = os.environ.get("CHIPLEDGER_PRICES_CRON", ticks.PRICES)
"""When the schedules look, in UTC: their only settings."""

ALL = list(sources().values())
ASKED = [source for source in ALL if source.url]

refresh_job = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    description="Build every table that is not built yet, check it, publish it",
)
ask_job = dg.define_asset_job(
    "ask",
    selection=dg.AssetSelection.assets(*(source_key(source) for source in ASKED)),
    description="Ask every publisher now, due or not; the next tick builds what has changed",
)

defs = dg.Definitions(
    assets=[
        *source_assets(ALL),
        *(table_asset(project(), model, sources()) for model in project().models.values()),
        publish_asset(project()),
    ],
    asset_checks=[check_asset(project(), check) for check in project().checks.values()],
    jobs=[refresh_job, *([ask_job] if ASKED else [])],
    schedules=[
        ticks.schedule("daily", CRON, refresh_job, ALL, ASKED),
        ticks.schedule("prices", PRICES_CRON, refresh_job, ALL, ticks.on_prices(ASKED)),
    ],
    sensors=[ticks.inbox_sensor(refresh_job, ALL), ticks.failure_sensor],
    resources={"build": Build()},
    executor=chosen(),
)

"""What the schedules and the sensor do: ask, empty the inbox, plan, and only then ask for a run.

A tick that finds nothing to build launches nothing. When ticks come is for the definitions to say.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import dagster as dg
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

from pipelines.fetching import cadence, checking
from pipelines.orchestration.asking import tell_checks
from pipelines.orchestration.history import end_killed_runs, prune
from pipelines.orchestration.keys import PUBLISHED, key_of
from pipelines.source import Source
from pipelines.unattended import alerts, health
from pipelines.unattended.inbox import emptied, waiting
from pipelines.unattended.incidents import Incident
from pipelines.workspace import Workspace, is_to_publish
from schemas import base
from warehouse.building.build import Builder
from warehouse.building.planning import plan
from warehouse.errors import LockHeld

ALL = "0 6 * * *"
PRICES = "0 */6 * * *"
PRICE_GROUPS = ("prices", "rent", "tokens")
PRICES_DAYS = 0.25
"""How old an answer on prices may be when the quicker schedule asks again."""
LOOK_EVERY_S = 60
LONGEST_RUN = timedelta(hours=6)
GOING_ON = [dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED]
Wanted = dg.RunRequest | dg.SkipReason


def tick(
    instance: dg.DagsterInstance, sources: Sequence[Source], asked: Sequence[Source]
) -> Wanted:
    """Ask those that are due, and have run what their answers change, or what an inbox brought."""
    workspace = Workspace.open()
    try:
        with workspace.store.lock("refresh"):
            end_killed_runs(instance)
            if instance.get_runs(_going_on(cadence.now()), limit=1):
                return dg.SkipReason("a run is going on; the next tick looks again")
            said = list(emptied(workspace.home, workspace.snapshots, workspace.now, sources,
                                cadence.now()))
            due = cadence.due(asked, workspace.snapshots, cadence.now())
            found = checking.check_sources(due, workspace.snapshots, said.append)
            tell_checks(workspace, instance, sources)
            prune(instance)
            answered = sum(checked.is_answered for checked in found)
            return _wanted(workspace, f"{answered} of {len(due)} sources answered")
    except LockHeld:
        return dg.SkipReason("a refresh of the command line is going on")


def _going_on(now: datetime) -> dg.RunsFilter:
    """Runs that have neither ended nor begun so long ago that their process must have been killed."""
    return dg.RunsFilter(statuses=GOING_ON, created_after=now - LONGEST_RUN)


def _wanted(workspace: Workspace, said: str) -> Wanted:
    builder = workspace.now()
    steps = plan(builder)
    to_build = [step.name for step in steps if step.action in ("build", "wait")]
    failed = [f"{step.name}: {step.reason}" for step in steps if step.action == "failed"]
    if not to_build:
        health.report(workspace.home, builder, failed, cadence.now())
    if not to_build and (failed or not is_to_publish(
            builder, workspace.publisher.current(), workspace.publisher.withdrawn())):
        return dg.SkipReason(f"nothing to build; {said}")
    return _request(builder, to_build)


def _request(builder: Builder, to_build: Sequence[str]) -> dg.RunRequest:
    keys = [key_of(builder.project, name) for name in to_build]
    return dg.RunRequest(asset_selection=[*keys, PUBLISHED])


def schedule(
    name: str, cron: str, job: UnresolvedAssetJobDefinition, sources: Sequence[Source],
    asked: Sequence[Source],
) -> dg.ScheduleDefinition:
    """A schedule that asks some of the sources where they are due, and plans before it runs."""

    @dg.schedule(name=name, job=job, cron_schedule=cron, execution_timezone="UTC",
                 default_status=dg.DefaultScheduleStatus.RUNNING)
    def look(context: dg.ScheduleEvaluationContext) -> Wanted:
        return tick(context.instance, sources, asked)

    return look


def on_prices(sources: Sequence[Source]) -> list[Source]:
    """The sources of prices, as due as the quicker schedule would have them."""
    return [replace(source, cadence_days=min(source.cadence_days, PRICES_DAYS))
            for source in sources if base.info(source.table).group in PRICE_GROUPS]


def inbox_sensor(
    job: UnresolvedAssetJobDefinition, sources: Sequence[Source]
) -> dg.SensorDefinition:
    """Looks for files that were put into the inbox, and for what the command line has asked."""

    @dg.sensor(name="inbox", job=job, minimum_interval_seconds=LOOK_EVERY_S,
               default_status=dg.DefaultSensorStatus.RUNNING)
    def look(context: dg.SensorEvaluationContext) -> Wanted:
        workspace = Workspace.open()
        if waiting(workspace.home, cadence.now()):
            return tick(context.instance, sources, [])
        tell_checks(workspace, context.instance, sources)
        return dg.SkipReason(f"no file waits in {workspace.home.root / 'inbox'}/SOURCE/")

    return look


@dg.run_failure_sensor(name="failures", default_status=dg.DefaultSensorStatus.RUNNING)
def failure_sensor(context: dg.RunFailureSensorContext) -> None:
    """Tells the user's command of a run that failed."""
    run, home = context.dagster_run, Workspace.open().home
    causes = [event.event_specific_data for event in context.get_step_failure_events()]
    cause = "; ".join(str(getattr(c, "error_display_string", c)).splitlines()[0] for c in causes)
    alerts.say(home, Incident("run", run.run_id[:8], "failed", cause or context.failure_event.message
                              or "no reason given", "chipledger status"), cadence.now())
    health.write(home, cadence.now())

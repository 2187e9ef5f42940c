"""Publishers' files as the lineage UI sees them: asked and observed, never made by us.

An answer counts as fresh, whatever it says; a question without an answer is a failed observation.
How bytes arrive does not belong here.
"""


import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import dagster as dg
from dagster._core.events import (
    AssetObservationData,
    DagsterEvent,
    DagsterEventType,
    StepMaterializationData,
)
from dagster._core.instance import RUNLESS_JOB_NAME, RUNLESS_RUN_ID

from pipelines.fetching import checking
from pipelines.orchestration.grouping import files_of
from pipelines.orchestration.keys import source_key
from pipelines.orchestration.pages import OWNERS, source_description, source_page
from pipelines.source import Source
from pipelines.workspace import Run, Workspace
from warehouse.storage.snapshots import Check

ANSWERS = "answers"
"""The check of every source that can be asked."""


def source_assets(sources: Sequence[Source]) -> list[Any]:
    """Publishers' files: those that can be asked, as one observation, and those that are only kept."""
    asked = [source for source in sources if source.url]
    kept = [_spec(source) for source in sources if not source.url]
    return [*kept, *([_observation(asked)] if asked else [])]


def _spec(source: Source) -> dg.AssetSpec:
    return dg.AssetSpec(
        source_key(source),
        group_name=files_of(source.table),
        kinds={"source", source.media},
        description=source_description(source),
        metadata=source_page(source),
        owners=OWNERS,
        freshness_policy=_freshness(source) if source.url else None,
    )


def _freshness(source: Source) -> dg.FreshnessPolicy:
    """Fresh means that it answered within two cadences, not that it changed."""
    return dg.FreshnessPolicy.time_window(fail_window=timedelta(days=2 * source.cadence_days))


def _observation(sources: Sequence[Source]) -> dg.AssetsDefinition:
    """One step asks them all at once, as one by one they would take as long as they all do."""
    by_key = {source_key(source): source for source in sources}

    def ask(context: dg.AssetExecutionContext, build: dg.ResourceParam[Run]) -> Iterator[Any]:
        wanted = [by_key[key] for key in context.selected_asset_keys]
        checking.check_sources(wanted, build.workspace.snapshots, context.log.info)
        tell_checks(build.workspace, context.instance, sources)
        checks = build.workspace.snapshots.last_checks()
        silent = [s.source_id for s in wanted if checks[s.source_id][0].outcome == "failed"]
        for source in wanted:
            if source.source_id not in silent:
                yield dg.ObserveResult(asset_key=source_key(source))
        if silent:
            raise dg.Failure(f"{len(silent)} of {len(wanted)} sources did not answer: "
                             f"{', '.join(silent)}", allow_retries=False)

    checks = [dg.AssetCheckSpec(ANSWERS, asset=key, description="It answers when it is asked")
              for key in by_key]
    observed: dg.AssetsDefinition = dg.multi_observable_source_asset(
        name="ask_publishers", specs=[_spec(source) for source in sources], can_subset=True,
        check_specs=checks,
    )(ask)
    return observed


def tell_checks(
    workspace: Workspace, instance: dg.DagsterInstance, sources: Sequence[Source]
) -> None:
    """Tell the UI which sources were asked since it was last told, by each source's last check.

    A refresh with nothing to do leaves this to the next one, so that it need not import Dagster.
    """
    told = workspace.home.dagster / "told_checks.json"
    before = json.loads(told.read_text(encoding="utf-8")) if told.exists() else 0
    checks, count = workspace.snapshots.checks_after(before)
    for source in sources:
        if check := checks.get(source.source_id):
            for event in _events(source, check):
                instance.report_dagster_event(
                    event, RUNLESS_RUN_ID, timestamp=check.checked_at.timestamp())
    told.write_text(json.dumps(count), encoding="utf-8")


def _events(source: Source, check: Check) -> Iterator[DagsterEvent]:
    """What a check means: an answer, or an observation that there is none."""
    key, is_answered = source_key(source), check.outcome != "failed"
    said: Mapping[str, Any] = {"outcome": check.outcome, "said": check.message or check.outcome,
                               "asked_at": dg.MetadataValue.timestamp(check.checked_at)}
    if is_answered:
        yield _event(DagsterEventType.ASSET_MATERIALIZATION,
                     StepMaterializationData(dg.AssetMaterialization(key, metadata=said)))
    else:
        yield _event(DagsterEventType.ASSET_OBSERVATION,
                     AssetObservationData(dg.AssetObservation(key, metadata=said)))
    yield _event(DagsterEventType.ASSET_CHECK_EVALUATION, dg.AssetCheckEvaluation(
        asset_key=key, check_name=ANSWERS, passed=is_answered, metadata=said,
        severity=dg.AssetCheckSeverity.WARN))


def _event(kind: DagsterEventType, data: Any) -> DagsterEvent:
    return DagsterEvent(event_type_value=kind.value, job_name=RUNLESS_JOB_NAME,
                        event_specific_data=data)

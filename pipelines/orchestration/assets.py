"""Small factories: table -> asset, check -> asset check, all -> the published file.

None names a table. Sources stand in asking.py; what pages say stands in pages.py and metadata.py.
"""


import logging
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import Any

import dagster as dg

from pipelines.faults import plain
from pipelines.fetching import cadence
from pipelines.orchestration import pages
from pipelines.orchestration.grouping import PUBLISH, group_of
from pipelines.orchestration.keys import PUBLISHED, key_of, source_key
from pipelines.orchestration.metadata import (
    check_metadata,
    failure_metadata,
    release_metadata,
    table_metadata,
)
from pipelines.source import Source
from pipelines.unattended import health
from pipelines.workspace import LaunchedRun, Run, Workspace, clock_of
from warehouse.building.build import inputs
from warehouse.building.checks import severity_of
from warehouse.errors import ChipledgerError
from warehouse.project import sql
from warehouse.project.models import DateRecipe, Model, Project, RawRecipe, SqlFile
from warehouse.releasing import gate, holding, release

SCHEMA_CHECK = "fits_its_class"
PROGRESS = logging.getLogger("chipledger.progress")
"""What a step says to a person who waits for it; the Dagster log has the rest."""


GIVEN: ContextVar[Run | None] = ContextVar("GIVEN", default=None)
"""The run of `chipledger refresh`, for the job that it executes in its own process."""


class Build(dg.ConfigurableResource[Run | LaunchedRun]):
    """Begins a run that Dagster launches by itself; `chipledger refresh` hands its own run over."""

    as_known_at: str | None = None
    as_of: str | None = None

    def create_resource(self, context: dg.InitResourceContext) -> Run | LaunchedRun:
        """The run that this process was given, or its part in the one that Dagster has launched."""
        clock = clock_of(self.as_known_at, self.as_of)
        return GIVEN.get() or LaunchedRun(Workspace.open(), clock, str(context.run_id))


def table_asset(
    project: Project, model: Model, sources: Mapping[str, Source]
) -> dg.AssetsDefinition:
    """A table: materializing it looks its fingerprint up and builds it only if it is not there."""

    @dg.asset(
        key=key_of(project, model.name),
        deps=_upstream(project, model, sources),
        group_name=group_of(project, model),
        kinds=pages.kinds(model),
        owners=pages.OWNERS,
        description=pages.table_description(project, model),
        metadata=pages.table_page(model),
        check_specs=[dg.AssetCheckSpec(
            SCHEMA_CHECK, asset=key_of(project, model.name), blocking=True,
            description=f"{pages.STOPS} It holds that every value keeps the rules of the table's class.",
        )],
    )
    def make(build: dg.ResourceParam[Run]) -> Iterator[Any]:
        with _SaidPlainly():
            built, is_new = build.builder.build(model.name)
        PROGRESS.info("%s: %s, %s rows", model.name, "built" if is_new else "reused",
                      f"{built.row_count:,}")
        metadata = table_metadata(project, model, built, build.workspace.store, is_new=is_new)
        yield dg.MaterializeResult(
            metadata=metadata,
            data_version=dg.DataVersion(built.content_hash),
            check_results=[dg.AssetCheckResult(
                passed=built.is_sound, check_name=SCHEMA_CHECK, metadata=failure_metadata(built),
            )],
        )

    return make


def _upstream(
    project: Project, model: Model, sources: Mapping[str, Source]
) -> list[dg.AssetKey]:
    if isinstance(model.recipe, RawRecipe):
        return [source_key(sources[model.name])]
    if isinstance(model.recipe, DateRecipe):
        return [source_key(source) for source in sources.values()]
    return [key_of(project, read) for read in inputs(project, model)]


def check_asset(project: Project, check: SqlFile) -> dg.AssetChecksDefinition:
    """A SQL check, shown on the table that is built last among those it reads.

    Where it stops a release, what comes after that table is not built, and the snapshots at fault
    are held at once: the publishing step, which otherwise sees to that, is not reached.
    """
    read = {name.removeprefix(f"{sql.PREVIOUS}.") for name in check.reads}
    *others, last = [key_of(project, name) for name in project.models if name in read]
    is_blocking = severity_of(check) == "blocking"

    @dg.asset_check(
        asset=last, name=check.name, additional_deps=others, blocking=is_blocking,
        description=pages.check_description(check, is_blocking=is_blocking),
    )
    def run(build: dg.ResourceParam[Run]) -> dg.AssetCheckResult:
        with _SaidPlainly():
            result = gate.run_check(build.builder, build.previous, check)
        if result.is_stopping:
            holding.hold(build.builder, [result])
        return dg.AssetCheckResult(
            passed=result.failure_count == 0,
            severity=dg.AssetCheckSeverity.ERROR if result.is_stopping else dg.AssetCheckSeverity.WARN,
            metadata=check_metadata(result),
        )

    return run


def publish_asset(project: Project) -> dg.AssetsDefinition:
    """The published file: only this asset means that analysts see something new.

    It depends on the tables that no other reads: all the others come before those.
    """
    read = {name for model in project.models.values() for name in inputs(project, model)}

    @dg.asset(
        key=PUBLISHED, deps=[key_of(project, name) for name in project.models if name not in read],
        group_name=PUBLISH, kinds={"release", "duckdb"}, owners=pages.OWNERS,
        description="The one file that analysts open, swapped in whole after every blocking check "
                    "passed. Its `warnings` are the checks that failed and let it be published.",
    )
    def publish(context: dg.AssetExecutionContext, build: dg.ResourceParam[Run]) -> dg.MaterializeResult[Any]:
        publisher = build.workspace.publisher
        with _SaidPlainly():
            manifest = release.make(build.builder, publisher.current())
            path = publisher.publish(manifest, build.turn)
        health.report(build.workspace.home, build.builder, [], cadence.now())
        context.log.info(f"published {manifest.release_id}")
        return dg.MaterializeResult(
            metadata=release_metadata(build.builder, manifest, path),
            data_version=dg.DataVersion(manifest.fingerprint),
        )

    return publish


class _SaidPlainly:
    """Turns errors that a person can act on into Dagster failures that say what to do."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        line = str(error) if isinstance(error, ChipledgerError) else error and plain(error)
        if line:
            raise dg.Failure(description=line, allow_retries=False) from None

"""Small factories: source -> asset, table -> asset, check -> asset check. None names a table."""


import logging
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

import dagster as dg

from pipelines.faults import plain
from pipelines.fetching import checking
from pipelines.orchestration.metadata import check_metadata, failure_metadata, table_metadata
from pipelines.source import Source
from pipelines.workspace import Run, Workspace, clock_of
from schemas import base
from warehouse import dictionary, release, sql
from warehouse.build import inputs
from warehouse.checks import severity_of
from warehouse.errors import ChipledgerError
from warehouse.models import (
    DateRecipe,
    Model,
    Project,
    PythonRecipe,
    RawRecipe,
    SqlFile,
    SqlRecipe,
)

PUBLISHED = dg.AssetKey(["publish", "warehouse"])
KEPT_ONLY = "Only kept releases exist; take them in with `chipledger ingest-archive`."
SCHEMA_CHECK = "fits_its_class"
PROGRESS = logging.getLogger("chipledger.progress")
"""What a step says to a person who waits for it; the Dagster log has the rest."""


GIVEN: ContextVar[Run | None] = ContextVar("GIVEN", default=None)
"""The run of `chipledger refresh`, for the job that it executes in its own process."""


class Build(dg.ConfigurableResource[Run]):
    """Begins a run that Dagster launches by itself; `chipledger refresh` hands its own run over."""

    as_known_at: str | None = None
    as_of: str | None = None

    def create_resource(self, context: dg.InitResourceContext) -> Run:  # noqa: ARG002
        """The run that this process was given, or one of its home's warehouse."""
        return GIVEN.get() or Run.begin(Workspace.open(), clock_of(self.as_known_at, self.as_of))


def key_of(table_name: str) -> dg.AssetKey:
    """`core.chip` as the asset key [core, chip]."""
    return dg.AssetKey(table_name.split("."))


def source_key(source: Source) -> dg.AssetKey:
    """The asset that stands for a publisher's file."""
    return dg.AssetKey(["source", source.source_id])


def source_asset(source: Source) -> dg.AssetsDefinition:
    """A publisher's file: materializing it asks the publisher whether it has changed."""

    @dg.asset(
        key=source_key(source),
        group_name=base.info(source.table).group,
        kinds={source.media},
        description=f"{source.title} by {source.publisher}, {source.licence}. {source.url or KEPT_ONLY}",
        metadata={"citation": source.citation},
        freshness_policy=checking_freshness(source),
    )
    def check(context: dg.AssetExecutionContext, build: dg.ResourceParam[Run]) -> dg.MaterializeResult[Any]:
        found = checking.check_sources([source], build.workspace.snapshots, context.log.info)
        said = found[0].message if found else KEPT_ONLY
        return dg.MaterializeResult(
            metadata={"changed": any(f.is_changed for f in found), "said": said}
        )

    return check


def checking_freshness(source: Source) -> dg.FreshnessPolicy:
    """Fresh means checked within two cadences, not changed."""
    return dg.FreshnessPolicy.time_window(fail_window=timedelta(days=2 * source.cadence_days))


def table_asset(
    project: Project, model: Model, sources: Mapping[str, Source]
) -> dg.AssetsDefinition:
    """A table: materializing it looks its fingerprint up and builds it only if it is not there."""

    @dg.asset(
        key=key_of(model.name),
        deps=_upstream(project, model, sources),
        group_name=base.info(model.table).group,
        kinds=_kinds(model),
        description=dictionary.table_comment(model.table).replace("\n", "\n\n"),
        check_specs=[dg.AssetCheckSpec(
            SCHEMA_CHECK, asset=key_of(model.name), blocking=True,
            description="Every value keeps the rules of the table's class",
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
    return [key_of(read) for read in inputs(project, model)]


def _kinds(model: Model) -> set[str]:
    if isinstance(model.recipe, SqlRecipe):
        return {"duckdb"}
    return {"python", "polars"} if isinstance(model.recipe, PythonRecipe) else {"polars"}


def check_asset(project: Project, check: SqlFile) -> dg.AssetChecksDefinition:
    """A SQL check, shown on the table that is built last among those it reads."""
    read = {name.removeprefix(f"{sql.PREVIOUS}.") for name in check.reads}
    reads = [name for name in project.models if name in read]

    @dg.asset_check(
        asset=key_of(reads[-1]), name=check.name, additional_deps=[key_of(r) for r in reads[:-1]],
        description=check.header.get("description"),
    )
    def run(build: dg.ResourceParam[Run]) -> dg.AssetCheckResult:
        with _SaidPlainly():
            result = release.run_check(build.builder, build.previous, check)
        is_blocking = severity_of(check) == "blocking"
        return dg.AssetCheckResult(
            passed=result.failure_count == 0,
            severity=dg.AssetCheckSeverity.ERROR if is_blocking else dg.AssetCheckSeverity.WARN,
            metadata=check_metadata(result),
        )

    return run


def publish_asset(project: Project) -> dg.AssetsDefinition:
    """The published file: only this asset means that analysts see something new."""

    @dg.asset(
        key=PUBLISHED, deps=[key_of(name) for name in project.models], group_name="publish",
        kinds={"duckdb"},
        description="The one file that analysts open, swapped in whole after every check passed",
    )
    def publish(context: dg.AssetExecutionContext, build: dg.ResourceParam[Run]) -> dg.MaterializeResult[Any]:
        publisher = build.workspace.publisher
        with _SaidPlainly():
            manifest = release.make(build.builder, publisher.current())
            path = publisher.publish(manifest, build.turn)
        context.log.info(f"published {manifest.release_id}")
        rows = {name: version.row_count for name, version in manifest.tables.items()}
        return dg.MaterializeResult(
            metadata={"release": manifest.release_id, "file": dg.MetadataValue.path(str(path)),
                      "rows": dg.MetadataValue.json(rows)},
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

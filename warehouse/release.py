"""The gate: a manifest of mutually consistent, checked tables, or the reasons why there is none.

Writing the database file does not belong here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb
import polars as pl

import schemas.meta
from schemas import base
from schemas.base import Table
from warehouse import (
    attributions,
    checks,
    chronicle,
    compiling,
    dictionary,
    examples,
    holding,
    sql,
    stages,
    vintage,
)
from warehouse.build import Builder
from warehouse.checks import Bound, CheckResult
from warehouse.errors import ChipledgerError, ReleaseRefused
from warehouse.fingerprint import digest
from warehouse.metadata import Metadata
from warehouse.models import Project, SqlFile
from warehouse.store import Store, content_path, holds, put_frame

RELEASE = "release"


@dataclass(frozen=True)
class TableVersion:
    """Which content of a table a release holds, and what decided it."""

    content_hash: str
    parts: tuple[str, ...]
    row_count: int
    components: Mapping[str, str]


@dataclass(frozen=True)
class Manifest:
    """Everything a release file is made from; the file can be assembled again from it alone."""

    release_id: str
    fingerprint: str
    created_at: str
    as_of_date: str
    known_by: str | None
    tables: Mapping[str, TableVersion]
    published: tuple[str, ...]
    meta: Mapping[str, str]
    comments: Mapping[str, Any]
    macros: tuple[Mapping[str, Any], ...]
    checks: tuple[Mapping[str, Any], ...]


def load_manifest(store: Store, release_id: str) -> Manifest:
    """A release by its id; raises ChipledgerError when there is none."""
    found = find_manifest(store, release_id)
    if found is None:
        is_damaged = store.has(RELEASE, f"{release_id}.json")
        raise ChipledgerError(
            f"the record of release {release_id} is damaged; `chipledger refresh` makes today's again"
            if is_damaged else f"there is no release {release_id}; see `chipledger releases`"
        )
    return found


def find_manifest(store: Store, release_id: str) -> Manifest | None:
    """A release by its id; none if there is none, or if its record is damaged."""
    record = store.get_record(RELEASE, f"{release_id}.json")
    if record is None:
        return None
    versions = {
        table: TableVersion(**{**version, "parts": tuple(version["parts"])})
        for table, version in record["tables"].items()
    }
    lists = {name: tuple(record[name]) for name in ("published", "macros", "checks")}
    return Manifest(**{**record, **lists, "tables": versions})


def manifests(store: Store) -> list[Manifest]:
    """All releases ever made, oldest first."""
    found = (find_manifest(store, name.removesuffix(".json")) for name in store.list(RELEASE))
    return sorted((m for m in found if m is not None), key=lambda m: m.created_at)


def lost(store: Store, manifest: Manifest) -> list[str]:
    """Tables of a release whose content is no longer in the store, or damaged."""
    parts = {name: version.parts for name, version in manifest.tables.items()}
    parts |= {name: (content_hash,) for name, content_hash in manifest.meta.items()}
    return [name for name, hashes in parts.items() if not all(holds(store, h) for h in hashes)]


def fingerprint_of(builder: Builder) -> str:
    """Hash of all that a release says: content, comments, macros, checks, sources."""
    project = builder.project
    return digest([
        {name: builder.get(name).content_hash for name in project.models},
        dictionary.comments(published_classes(project)),
        {name: file.text for name, file in project.macros.items()},
        {name: [sql.sql_hash(file.text), file.header] for name, file in project.checks.items()},
        [[file.name, file.header] for file in project.all_row_checks()],
        [asdict(verdict) for verdict in builder.bindings.snapshots.verdicts.all()],
        {name: folder.source.about() for name, folder in builder.folders.items()},
        {name: _snapshots_in(builder, name) for name in builder.folders},
        dictionary.lineage_frame(project).write_json(),
        {t: {n: f.text for n, f in files.items()} for t, files in project.gathered.items()},
        vintage.fingerprint(builder), attributions.fingerprint(builder.store),
        examples.example_frame(project, dictionary.read_macros(project)).write_json(),
        duckdb.__version__,
    ])


def _snapshots_in(builder: Builder, name: str) -> list[Any]:
    outcomes = builder.get(name).notes["outcomes"]
    return [[o["snapshot_id"], o["known_at"], o["status"]] for o in outcomes]


def published_classes(project: Project) -> dict[str, type[Table]]:
    """The classes of every table of the published file: models, and what a release says of itself."""
    found = {m.name: m.table for m in project.published()}
    said = {n: t for n, t in base.registered().items() if t.__module__.startswith(schemas.meta.__name__)}
    return found | dict(sorted(said.items()))


def run_checks(builder: Builder, previous: Manifest | None) -> list[CheckResult]:
    """The results of all checks over the builder's tables and the last release's."""
    return [run_check(builder, previous, check) for check in builder.project.checks.values()]


def known_checks(builder: Builder, previous: Manifest | None) -> list[CheckResult]:
    """The results of the checks whose tables are all built, where a failure kept others from it."""
    return [run_check(builder, previous, check) for check in builder.project.checks.values()
            if all(builder.find(read) for read in check.reads if not read.startswith(f"{sql.PREVIOUS}."))]


def run_check(builder: Builder, previous: Manifest | None, check: SqlFile) -> CheckResult:
    """The result of one check, run unless it is known for these very tables."""
    bindings = {read: _bound(builder, previous, read) for read in check.reads}
    return checks.result_of(builder.store, check, bindings).heard(builder.bindings.accepted)


def _bound(builder: Builder, previous: Manifest | None, name: str) -> Bound:
    plain = name.removeprefix(f"{sql.PREVIOUS}.")
    table = builder.project.models[plain].table
    if name == plain:
        built = builder.get(name)
        return Bound(built.content_hash, tuple(built.paths(builder.store)), table)
    version = previous.tables.get(plain) if previous else None
    if version is None:
        return Bound("", (), table)
    paths = tuple(content_path(builder.store, part) for part in version.parts)
    return Bound(version.content_hash, paths, table)


def refusals(builder: Builder, results: list[CheckResult]) -> list[str]:
    """Every reason not to release these tables; none means that they may be released."""
    reasons = [
        f"{built.name}: {built.failure_count} values fail validation; "
        f"first: {built.first_failure()}"
        for built in builder.unsound()
    ]
    reasons += [
        f"check {r.name}: {r.failure_count} rows fail ({r.description}); first: {r.first_failure()}"
        for r in results
        if r.is_stopping
    ]
    return reasons


def make(builder: Builder, previous: Manifest | None) -> Manifest:
    """Pass the gate and record the manifest; raises ReleaseRefused with every reason."""
    early = refusals(builder, []) or holding.hold(builder)
    if early:
        raise ReleaseRefused("\n".join(early))
    results = run_checks(builder, previous)
    reasons = refusals(builder, results)
    if reasons:
        raise ReleaseRefused("\n".join(reasons))
    fingerprint = fingerprint_of(builder)
    release_id = f"{builder.as_of_date:%Y-%m-%d}-{fingerprint[:12]}"
    known = find_manifest(builder.store, release_id)
    if known is None or lost(builder.store, known):
        manifest = _manifest(builder, release_id, fingerprint, results, previous)
        builder.store.put_record(RELEASE, f"{release_id}.json", asdict(manifest))
        vintage.keep(builder, release_id)
    stages.reached("release.manifest_written")
    return load_manifest(builder.store, release_id)


def _manifest(
    builder: Builder, release_id: str, fingerprint: str, results: list[CheckResult],
    previous: Manifest | None,
) -> Manifest:
    created_at = datetime.now(UTC)
    published = tuple(m.name for m in builder.project.published())
    frames = _meta_frames(builder, results, release_id, created_at, published)
    known_by = builder.clock.known_by
    macros = dictionary.read_macros(builder.project)
    return Manifest(
        release_id, fingerprint, created_at.isoformat(), builder.as_of_date.isoformat(),
        known_by.isoformat() if known_by else None,
        {name: _version(builder, name) for name in builder.project.models},
        published,
        {name: put_frame(builder.store, frame) for name, frame in frames.items()}
        | chronicle.contents(builder, release_id, previous.meta if previous else {}),
        dictionary.comments(published_classes(builder.project)),
        tuple(asdict(macro) for macro in macros),
        tuple(asdict(result) for result in results),
    )


def _version(builder: Builder, name: str) -> TableVersion:
    built = builder.get(name)
    parts = tuple(part.content_hash for part in built.parts)
    return TableVersion(built.content_hash, parts, built.row_count, built.components)


def _meta_frames(
    builder: Builder, results: list[CheckResult], release_id: str, created_at: datetime,
    published: tuple[str, ...],
) -> dict[str, pl.DataFrame]:
    project = builder.project
    macros = dictionary.read_macros(project)
    empty = {name for name in project.models if not builder.get(name).row_count}
    described = {
        "meta.column": dictionary.column_frame(
            published_classes(project), project, compiling.view_types(project)),
        "meta.allowed_value": dictionary.value_frame(published_classes(project)),
        "meta.start_here": examples.start_frame(macros),
        "meta.column_lineage": dictionary.lineage_frame(project),
        "meta.macro": dictionary.macro_frame(macros),
        "meta.example_query": examples.example_frame(project, macros, empty),
        "meta.evidence_query": dictionary.evidence_frame(project),
    }
    told = base.registered()["meta.revision_attribution"]
    described[base.info(told).name] = dictionary.frame_of(told, list(attributions.rows(builder.store)))
    described |= {shown.name: dictionary.frame_of(
        base.registered()[shown.name], vintage.rows(builder, release_id, shown))
        for shown in vintage.ALL}
    return described | Metadata(builder, release_id, created_at, published).frames(results)

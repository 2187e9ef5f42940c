"""Making a release: a manifest of mutually consistent tables that passed the gate, and what it says.

Which checks stop it stands in gate.py; writing the database file does not belong here.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import duckdb
import polars as pl

import schemas.meta
from schemas import base
from schemas.base import Table
from warehouse.building.build import Builder
from warehouse.building.checks import CheckResult
from warehouse.describing import compiling, dictionary, examples
from warehouse.errors import ReleaseRefused
from warehouse.project import sql
from warehouse.project.models import Project
from warehouse.releasing import holding
from warehouse.releasing.gate import refusals, run_checks
from warehouse.storage import stages
from warehouse.storage.fingerprint import digest
from warehouse.storage.manifest import (
    RELEASE,
    Manifest,
    TableVersion,
    find_manifest,
    load_manifest,
    lost,
)
from warehouse.storage.store import put_frame
from warehouse.telling import attributions, chronicle, vintage
from warehouse.telling.metadata import Metadata


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
        _as_text("meta.column_lineage", dictionary.lineage_rows(project)),
        {t: {n: f.text for n, f in files.items()} for t, files in project.gathered.items()},
        vintage.fingerprint(builder), attributions.fingerprint(builder.store),
        _as_text("meta.example_query", examples.example_rows(project, dictionary.read_macros(project))),
        duckdb.__version__,
    ])


def _as_text(name: str, rows: list[tuple[Any, ...]]) -> str:
    """Rows of a meta table, to be hashed; they are held against their class when a release shows them."""
    return dictionary.unheld(base.registered()[name], rows).write_json()


def _snapshots_in(builder: Builder, name: str) -> list[Any]:
    outcomes = builder.get(name).notes["outcomes"]
    return [[o["snapshot_id"], o["known_at"], o["status"]] for o in outcomes]


def published_classes(project: Project) -> dict[str, type[Table]]:
    """The classes of every table of the published file: models, and what a release says of itself."""
    found = {m.name: m.table for m in project.published()}
    said = {n: t for n, t in base.registered().items() if t.__module__.startswith(schemas.meta.__name__)}
    return found | dict(sorted(said.items()))


def make(builder: Builder, previous: Manifest | None) -> Manifest:
    """Pass the gate and record the manifest; raises ReleaseRefused with every reason."""
    early = refusals(builder, []) or holding.hold(builder)
    if early:
        raise ReleaseRefused("\n".join(early))
    results = run_checks(builder, previous)
    reasons = refusals(builder, results)
    if reasons:
        raise ReleaseRefused("\n".join([*reasons, *holding.hold(builder, results)]))
    fingerprint = fingerprint_of(builder)
    release_id = f"{builder.as_of_date:%Y-%m-%d}-{fingerprint[:12]}"
    known = find_manifest(builder.store, release_id)
    if known is None or lost(builder.store, known):
        manifest = _manifest(builder, release_id, fingerprint, results, previous)
        builder.store.put_record(RELEASE, f"{release_id}.json", manifest.record())
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
        "meta.column_lineage": dictionary.frame("meta.column_lineage", dictionary.lineage_rows(project)),
        "meta.macro": dictionary.macro_frame(macros),
        "meta.example_query": dictionary.frame(
            "meta.example_query", examples.example_rows(project, macros, empty)),
        "meta.evidence_query": dictionary.evidence_frame(project),
    }
    told = base.registered()["meta.revision_attribution"]
    described[base.info(told).name] = dictionary.frame_of(told, list(attributions.rows(builder.store)))
    described |= {shown.name: dictionary.frame_of(
        base.registered()[shown.name], vintage.rows(builder, release_id, shown))
        for shown in vintage.ALL}
    return described | Metadata(builder, release_id, created_at, published).frames(results)

"""What a run tells the Dagster UI of a table: schema, lineage, rows, hashes, failing values.

What a step does, and what a page says before it has run, do not belong here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines.orchestration.keys import key_of
from schemas import base
from warehouse.building.build import Builder
from warehouse.building.checks import CheckResult
from warehouse.describing import dictionary, lineage
from warehouse.project.models import Model, Project
from warehouse.storage.built import Built
from warehouse.storage.manifest import Manifest
from warehouse.storage.store import Store, get_frame

SAMPLE_ROWS = 10
MOST_CHARACTERS = 60
Metadata = dict[str, dg.MetadataValue | dg.TableSchema | dg.TableColumnLineage | str | int | float | None]
HEADLINES = "metric.headline"
"""The table whose rows are curves over the releases; a project need not have it."""


def table_metadata(
    project: Project, model: Model, built: Built, store: Store, *, is_new: bool
) -> Metadata:
    """Everything a reader of the lineage UI may ask of a materialization."""
    return {
        "table": model.name,
        "dagster/row_count": built.row_count,
        "dagster/column_schema": _column_schema(model),
        "dagster/column_lineage": _column_lineage(project, model),
        "content_hash": built.content_hash,
        "fingerprint": built.fingerprint,
        "made": "built" if is_new else "reused",
        "build_seconds": built.seconds,
        "snapshots": dg.MetadataValue.json(built.notes.get("outcomes", [])),
        **_samples(model, store, built),
    }


def release_metadata(builder: Builder, manifest: Manifest, path: Path) -> Metadata:
    """What a release came to: its size, its headline numbers and the warnings it goes out with."""
    failed = [c for c in manifest.checks if c["failure_count"]]
    return {
        "release": manifest.release_id,
        "file": dg.MetadataValue.path(str(path)),
        "as_of_date": manifest.as_of_date,
        "file_bytes": path.stat().st_size,
        "row_count": sum(version.row_count for version in manifest.tables.values()),
        "warning_count": len(failed),
        "warnings": _table([
            {"check": c["name"], "rows": c["failure_count"], "what": c["description"]} for c in failed
        ]),
        **_headlines(builder),
    }


def _headlines(builder: Builder) -> dict[str, float]:
    """Numbers people come for, each a curve over the runs."""
    built = builder.find(HEADLINES) if HEADLINES in builder.project.models else None
    rows = built.frame(builder.store).iter_rows(named=True) if built else ()
    return {f"headline {row['headline_id']}": row["value"] for row in rows if row["value"] is not None}


def failure_metadata(built: Built) -> Metadata:
    """The values that keep a table from being sound."""
    rows = [{"column": f.column, "row": f.row, "value": f.value, "fails": f.check}
            for f in built.failures]
    return {"failure_count": built.failure_count, "failures": _table(rows)}


def check_metadata(result: CheckResult) -> Metadata:
    """The rows that break a check."""
    rows = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
    return {"failure_count": result.failure_count, "failing_rows": _table(rows)}


def _column_schema(model: Model) -> dg.TableSchema:
    return dg.TableSchema(columns=[
        dg.TableColumn(
            column.name, column.duckdb_type.lower(), dictionary.column_comment(column),
            constraints=dg.TableColumnConstraints(nullable=column.is_nullable),
        )
        for column in base.columns(model.table)
    ])


def _column_lineage(project: Project, model: Model) -> dg.TableColumnLineage:
    return dg.TableColumnLineage({
        column: [
            dg.TableColumnDep(key_of(project, table), name)
            for table, name in sorted(origins)
        ]
        for column, origins in _origins(project, model).items()
    })


def _origins(project: Project, model: Model) -> lineage.Origins:
    """What columns are made of: traced in SQL, and by names where Python makes the table."""
    return lineage.python_origins(project, model) or lineage.column_origins(project, model)


def _samples(model: Model, store: Store, built: Built) -> Metadata:
    """The first rows, and through which day the rows are known where they say so."""
    if not built.row_count:
        return {}
    first = next(part for part in built.parts if part.row_count)
    rows = get_frame(store, first.content_hash).head(SAMPLE_ROWS).iter_rows(named=True)
    found: Metadata = {"sample": _table([{k: _cell(v) for k, v in r.items()} for r in rows])}
    if base.THROUGH in (column.name for column in base.columns(model.table)):
        through = built.frame(store)[base.THROUGH].max()
        found["data_through"] = "unknown" if through is None else str(through)
    return found


def _cell(value: Any) -> Any:
    """A value as the UI shows it; a long text is cut, since the UI cannot."""
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value)
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}..."


def _table(rows: Sequence[Mapping[str, Any]]) -> Any:
    if not rows:
        return dg.MetadataValue.text("none")
    columns = [dg.TableColumn(name, _type(rows, name)) for name in rows[0]]
    return dg.MetadataValue.table([dg.TableRecord(dict(row)) for row in rows],
                                  dg.TableSchema(columns))


def _type(rows: Sequence[Mapping[str, Any]], name: str) -> str:
    kinds = {type(row[name]) for row in rows} - {type(None)}
    is_number = kinds and kinds <= {int, float}
    return "float" if is_number else "bool" if kinds == {bool} else "string"

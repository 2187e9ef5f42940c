"""What the Dagster UI shows of a table: schema, lineage, rows, hashes, failing values.

What a step does does not belong here.
"""

from __future__ import annotations

from typing import Any

import dagster as dg

from schemas import base
from warehouse import dictionary, lineage
from warehouse.built import Built
from warehouse.checks import CheckResult
from warehouse.models import Model, Project
from warehouse.store import Store, get_frame

SAMPLE_ROWS = 10


def table_metadata(
    project: Project, model: Model, built: Built, store: Store, *, is_new: bool
) -> dict[str, Any]:
    """Everything a reader of the lineage UI may ask of a materialization."""
    return {
        "dagster/row_count": built.row_count,
        "dagster/column_schema": _column_schema(model),
        "dagster/column_lineage": _column_lineage(project, model),
        "content_hash": built.content_hash,
        "fingerprint": built.fingerprint,
        "made": "built" if is_new else "reused",
        "build_seconds": built.seconds,
        "snapshots": dg.MetadataValue.json(built.notes.get("outcomes", [])),
        "sample": _sample(store, built),
    }


def failure_metadata(built: Built) -> dict[str, Any]:
    """The values that keep a table from being sound."""
    rows = [f"column {f.column}, row {f.row}: {f.value!r} fails {f.check}" for f in built.failures]
    return {"failure_count": built.failure_count, "failures": dg.MetadataValue.json(rows)}


def check_metadata(result: CheckResult) -> dict[str, Any]:
    """The rows that break a check."""
    rows = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
    return {"failure_count": result.failure_count, "failing_rows": dg.MetadataValue.json(rows)}


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
            dg.TableColumnDep(dg.AssetKey(table.split(".")), name)
            for table, name in sorted(origins)
        ]
        for column, origins in lineage.column_origins(project, model).items()
    })


def _sample(store: Store, built: Built) -> Any:
    """The first rows as a Markdown table; long texts are cut, since the UI cannot."""
    if not built.parts:
        return dg.MetadataValue.md("no rows")
    frame = get_frame(store, built.parts[0].content_hash).head(SAMPLE_ROWS)
    lines = ["| " + " | ".join(frame.columns) + " |", "|" + "---|" * frame.width]
    for row in frame.iter_rows():
        cells = ("" if value is None else str(value)[:60].replace("|", "/").replace("\n", " ")
                 for value in row)
        lines.append("| " + " | ".join(cells) + " |")
    return dg.MetadataValue.md("\n".join(lines))

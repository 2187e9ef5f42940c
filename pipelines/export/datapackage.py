"""datapackage.json: what every file is and every column means, for frictionless and its kin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipelines.export import licences
from pipelines.export.contents import Column, Contents, Exported, SourceNote
from warehouse.storage.entry import sha256_of

TYPES = {
    "VARCHAR": "string", "DOUBLE": "number", "BIGINT": "integer", "BOOLEAN": "boolean",
    "DATE": "date", "TIMESTAMP WITH TIME ZONE": "datetime", "VARCHAR[]": "array",
}
MEDIA_TYPES = {
    ".csv": "text/csv", ".gz": "text/csv", ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
}


def package(
    contents: Contents, files: Mapping[Path, Sequence[Exported]], root: Path
) -> dict[str, object]:
    """The descriptor of an export; `files` are its data files with the tables that each holds."""
    return {
        "profile": "data-package",
        "name": "chipledger",
        "title": TITLE,
        "description": f"{DESCRIPTION} Release {contents.release_id}, as of {contents.as_of_date}.",
        "version": contents.release_id,
        "licenses": _licences(contents.sources),
        "sources": [_source(source) for source in contents.sources],
        "resources": [_resource(contents, path, tables, root) for path, tables in files.items()],
    }


TITLE = "chipledger: AI compute and export controls"
DESCRIPTION = (
    "AI chips, clusters, models, prices and the export controls of the United States over time, "
    "with the metrics that follow from them. Every table cites its sources; unknown is empty, never 0."
)


def _resource(
    contents: Contents, path: Path, tables: Sequence[Exported], root: Path
) -> dict[str, object]:
    credited = list({s.source_id: s for table in tables for s in contents.sources_of(table)}.values())
    is_csv = ".csv" in path.suffixes
    about: dict[str, object] = {
        "name": path.name.lower().replace(".", "-").replace("_", "-"),
        "type": "table" if is_csv else "file",
        "path": path.relative_to(root).as_posix(),
        "format": "csv" if is_csv else path.suffix[1:],
        "mediatype": MEDIA_TYPES[path.suffix],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        "licenses": _licences(credited),
        "sources": [_source(source) for source in credited],
    }
    if len(tables) == 1:
        about |= {"title": tables[0].name, "description": tables[0].about}
    if not is_csv:
        return about
    compressed = {"compression": "gz"} if path.suffix == ".gz" else {}
    return about | compressed | {
        "profile": "tabular-data-resource", "encoding": "utf-8", "schema": _schema(tables[0])}


def _schema(table: Exported) -> dict[str, object]:
    key = {"primaryKey": table.key} if table.key else {}
    return {"fields": [_field(column) for column in table.columns], "missingValues": [""], **key}


def _field(column: Column) -> dict[str, object]:
    """A text may be empty without being unknown, which CSV cannot tell apart."""
    is_demanded = not column.is_nullable and column.duckdb_type != "VARCHAR"
    required = {"constraints": {"required": True}} if is_demanded else {}
    return {"name": column.name, "type": TYPES[column.duckdb_type], "description": column.meaning,
            **required}


def _licences(sources: Sequence[SourceNote]) -> list[dict[str, str]]:
    return [{"name": found.name, "path": found.path, "title": found.title}
            for found in licences.of_all([source.licence for source in sources])]


def _source(source: SourceNote) -> dict[str, str]:
    path = {"path": source.url} if source.url else {}
    return {"title": f"{source.citation} ({source.licence})", **path}

"""croissant.json: the same in the vocabulary by which search engines of data sets know them.

The context is that of the specification (https://docs.mlcommons.org/croissant/docs/croissant-spec.html).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipelines.export import licences
from pipelines.export.contents import Column, Contents, Exported
from pipelines.export.datapackage import DESCRIPTION, TITLE
from warehouse.storage.entry import sha256_of

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
PARQUET = "application/x-parquet"
"""How the specification's examples name it; its readers know no other name."""
OF_CROISSANT = (
    "citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty",
    "fileSet", "format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path",
    "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "separator", "source",
    "subField", "transform")
CONTEXT: dict[str, object] = {
    "@language": "en", "@vocab": "https://schema.org/", "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/", "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{word: f"cr:{word}" for word in OF_CROISSANT},
}
TYPES = {
    "VARCHAR": "sc:Text", "DOUBLE": "sc:Float", "BIGINT": "sc:Integer", "BOOLEAN": "sc:Boolean",
    "DATE": "sc:Date", "TIMESTAMP WITH TIME ZONE": "sc:DateTime", "VARCHAR[]": "sc:Text",
}


def metadata(
    contents: Contents, files: Mapping[Path, Exported], root: Path, url: str | None
) -> dict[str, object]:
    """The description of an export; `files` are its Parquet files, `url` where it will be found."""
    found = licences.of_all([source.licence for source in contents.sources])
    return {
        "@context": CONTEXT, "@type": "sc:Dataset", "conformsTo": CONFORMS_TO,
        "name": "chipledger", "alternateName": TITLE, "description": DESCRIPTION,
        "version": contents.as_of_date.replace("-", "."), "datePublished": contents.as_of_date,
        "creator": {"@type": "sc:Organization", "name": "chipledger contributors"},
        "citeAs": f"chipledger, release {contents.release_id}, and the sources named in SOURCES.md",
        "license": [licence.path for licence in found],
        "keywords": ["AI chips", "export controls", "training compute", "GPU prices"],
        **({"url": url} if url else {}),
        "distribution": [_file(path, table, root, url) for path, table in files.items()],
        "recordSet": [_records(path, table) for path, table in files.items()],
    }


def _file(path: Path, table: Exported, root: Path, url: str | None) -> dict[str, object]:
    place = path.relative_to(root).as_posix()
    return {
        "@type": "cr:FileObject", "@id": path.name, "name": path.name, "description": table.about,
        "contentUrl": f"{url.rstrip('/')}/{place}" if url else place,
        "contentSize": f"{path.stat().st_size} B", "encodingFormat": PARQUET,
        "sha256": sha256_of(path),
    }


def _records(path: Path, table: Exported) -> dict[str, object]:
    key = [{"@id": f"{table.name}/{name}"} for name in table.key]
    return {
        "@type": "cr:RecordSet", "@id": table.name, "name": table.name, "description": table.about,
        **({"key": key} if key else {}),
        "field": [_field(path, table, column) for column in table.columns],
    }


def _field(path: Path, table: Exported, column: Column) -> dict[str, object]:
    repeated = {"repeated": True} if column.duckdb_type.endswith("[]") else {}
    return {
        "@type": "cr:Field", "@id": f"{table.name}/{column.name}", "name": column.name,
        "description": column.meaning, "dataType": TYPES[column.duckdb_type], **repeated,
        "source": {"fileObject": {"@id": path.name}, "extract": {"column": column.name}},
    }


def parquet_files(files: Mapping[Path, Sequence[Exported]]) -> dict[Path, Exported]:
    """The files that Croissant describes: those that keep types."""
    return {path: tables[0] for path, tables in files.items() if path.suffix == ".parquet"}

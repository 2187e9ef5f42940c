"""A release as Iceberg tables: the store's own Parquet files under snapshots, none of them rewritten.

Every table gets a tag named after the release, so that a reader travels by release. What a release
is, and which of the store's files it keeps, does not belong here.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyiceberg.catalog import Catalog, load_catalog
from pyiceberg.exceptions import NamespaceAlreadyExistsError, NoSuchTableError
from pyiceberg.io.pyarrow import parquet_file_to_data_file
from pyiceberg.table import Table

from pipelines.export.release_files import Content, contents_of
from warehouse.errors import ChipledgerError
from warehouse.storage.manifest import Manifest
from warehouse.storage.store import Store

CATALOG = "chipledger"
"""The name under which the catalog is opened: `PYICEBERG_CATALOG__CHIPLEDGER__...` sets what it needs."""
CONTENT = "chipledger.content"
"""The property of a snapshot that says which content it holds."""
WHOLE = "release."
"""The properties of the namespace `meta` that begin so name the releases that are there whole."""
NAME_MAPPING = "schema.name-mapping.default"


def opened(uri: str, warehouse: str) -> Catalog:
    """The catalog in a SQL database, whose tables keep their metadata below `warehouse`."""
    return load_catalog(CATALOG, type="sql", uri=uri, warehouse=warehouse)


def add(catalog: Catalog, store: Store, manifest: Manifest) -> int:
    """Put a release into a catalog; the number of tables that changed. Again, it goes on where it ended.

    Only once every table is tagged is the release named among the whole ones.
    """
    found = list(contents_of(store, manifest))
    for namespace in {content.identifier[0] for content in found}:
        _make_namespace(catalog, namespace)
    changed = sum(_put(catalog, content, manifest.release_id) for content in found)
    catalog.update_namespace_properties(
        "meta", updates={f"{WHOLE}{manifest.release_id}": manifest.created_at})
    return changed


def whole(catalog: Catalog) -> list[str]:
    """The releases of which every table is there, in the order in which they were made."""
    said = catalog.load_namespace_properties("meta")
    made = {name.removeprefix(WHOLE): at for name, at in said.items() if name.startswith(WHOLE)}
    return sorted(made, key=lambda release_id: str(made[release_id]))


def _make_namespace(catalog: Catalog, namespace: str) -> None:
    try:
        catalog.create_namespace(namespace)
    except NamespaceAlreadyExistsError:
        return


def _put(catalog: Catalog, content: Content, release_id: str) -> bool:
    """Let a table say what a release says, and tag it; whether it said something else before."""
    table = _fitting(catalog, content, release_id)
    is_new = _said(table) != content.content
    if is_new:
        _replace(table, content)
    _check(table, content)
    table.manage_snapshots().create_tag(_snapshot(table).snapshot_id, release_id).commit()
    return is_new


def _fitting(catalog: Catalog, content: Content, release_id: str) -> Table:
    """The table with the columns of a content.

    Columns may come. Where one went or is of another type, names no longer lead readers of earlier
    snapshots to the right column: the table then keeps its past under another name.
    """
    wanted = pq.read_schema(content.files[0])
    try:
        table = catalog.load_table(content.identifier)
    except NoSuchTableError:
        return _create(catalog, content, wanted)
    before, after = _types(table.schema().as_arrow()), _types(wanted)
    if not before.items() <= after.items():
        namespace, name = content.identifier
        kept = f"{name}_until_{release_id.replace('-', '_')}"
        catalog.rename_table(content.identifier, (namespace, kept))
        return _create(catalog, content, wanted)
    if before != after:
        with table.update_schema() as update:
            update.union_by_name(wanted)
    return table


def _create(catalog: Catalog, content: Content, schema: pa.Schema) -> Table:
    """A new table, which finds the columns of our files by their names: we number none."""
    table = catalog.create_table(content.identifier, schema=schema)
    with table.transaction() as change:
        change.set_properties({NAME_MAPPING: table.schema().name_mapping.model_dump_json()})
    return table


def _types(schema: pa.Schema) -> dict[str, str]:
    """Columns by type; how long texts and lists may be is no difference."""
    return {field.name: str(field.type).replace("large_", "") for field in schema}


def _replace(table: Table, content: Content) -> None:
    """One snapshot that has the files of a content and no others; files that both have stay."""
    held = {task.file.file_path: task.file for task in table.scan().plan_files()}
    with table.transaction() as change:
        update = change.update_snapshot(snapshot_properties={CONTENT: content.content})
        with update.overwrite() as overwrite:
            for path in held.keys() - set(content.files):
                overwrite.delete_data_file(held[path])
            for path in (path for path in content.files if path not in held):
                overwrite.append_data_file(
                    parquet_file_to_data_file(table.io, table.metadata, path))


def _snapshot(table: Table) -> Any:
    found = table.current_snapshot()
    if found is None:
        raise ChipledgerError(f"{table.name()} has no snapshot in the catalog")
    return found


def _said(table: Table) -> str | None:
    found = table.current_snapshot()
    return found.summary[CONTENT] if found and found.summary else None


def _check(table: Table, content: Content) -> None:
    """Raise ChipledgerError unless the table counts as many rows as the release does."""
    counted = int(_snapshot(table).summary["total-records"] or 0)
    if counted != content.row_count:
        raise ChipledgerError(
            f"{content.name} has {counted} rows in the catalog and {content.row_count} in the release")

"""Releases in an Iceberg catalog, read back through it: the same rows under every release's tag."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.export.release_files import contents_of
from pipelines.workspace import Workspace
from tests.support.homes import chipledger
from tests.support.mini import Mini
from tests.support.postgres import BINARIES, served
from warehouse.errors import ChipledgerError
from warehouse.paths import REPOSITORY, Home
from warehouse.storage.manifest import Manifest
from warehouse.storage.store import Store, put_frame

needs_iceberg = pytest.mark.skipif(
    importlib.util.find_spec("pyiceberg") is None, reason="needs the extra `beyond`: `make beyond`")
DUCKDB = REPOSITORY / ".venv-beyond" / "duckdb"
"""A DuckDB for which the extension can be installed as a package, which there is none for ours."""
READS = """
import json, pathlib, sys
sys.path.insert(0, sys.argv[1])
import duckdb
con = duckdb.connect(config={"allow_unsigned_extensions": "true"})
for name in ("avro", "iceberg"):
    [file] = pathlib.Path(sys.argv[1]).glob(f"duckdb_extension_{name}/**/*.duckdb_extension")
    con.execute(f"load '{file}'")
read = "select item_id, number from iceberg_scan(?, snapshot_from_id = ?) order by all"
print(json.dumps([con.execute(read, asked).fetchall() for asked in json.loads(sys.argv[2])]))
"""
LAID_DOWN = {pl.String, pl.Int64, pl.Float64, pl.Boolean, pl.Date, pl.Datetime("us", "UTC"),
             pl.List(pl.String)}
"""Types of the store that Iceberg has too, so that no file needs to be written again."""


def test_every_stored_column_is_of_a_type_that_iceberg_has_too(first_refresh: Path) -> None:
    workspace = Workspace.open(Home(first_refresh))
    manifest = workspace.publisher.current()
    assert manifest is not None
    found = list(contents_of(workspace.store, manifest))
    strange = {(content.name, column): dtype for content in found for file in content.files
               for column, dtype in pl.read_parquet_schema(file).items() if dtype not in LAID_DOWN}
    assert len(found) > 150 and strange == {}


def test_the_files_of_a_release_hold_the_rows_that_it_counts(mini_project: Mini) -> None:
    manifest = mini_project.publish()
    counts = {c.name: (c.row_count, sum(pl.read_parquet(f).height for f in c.files))
              for c in contents_of(mini_project.store, manifest)}
    assert counts["core.mini_item"] == (3, 3) and len(counts) > 20
    assert {name for name, (told, held) in counts.items() if told != held} == set()


@pytest.mark.skipif(importlib.util.find_spec("pyiceberg") is not None, reason="it is installed")
def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    result = chipledger(tmp_path, "export", "--iceberg", "sqlite://")
    assert result.exit_code == 1 and "beyond" in result.output


def test_a_folder_and_a_catalog_at_once_are_refused(tmp_path: Path) -> None:
    assert chipledger(tmp_path, "export", "x", "--iceberg", "sqlite://").exit_code == 2
    assert chipledger(tmp_path, "export").exit_code == 2


def catalog_in(folder: Path) -> Any:
    from pipelines.export import iceberg

    folder.mkdir(exist_ok=True)
    return iceberg.opened(f"sqlite:///{folder / 'catalog.db'}", folder.as_uri())


def rows_at(catalog: Any, name: str, release_id: str) -> pl.DataFrame:
    """A table as a release has it."""
    table = catalog.load_table(tuple(name.split(".")))
    snapshot_id = table.refs()[release_id].snapshot_id
    return pl.DataFrame(pl.from_arrow(table.scan(snapshot_id=snapshot_id).to_arrow()))


def differing(catalog: Any, store: Store, manifest: Manifest, scratch: Store) -> list[str]:
    """Tables whose rows, written as we write them, have not the hash that the release names."""
    parts = {name: manifest.tables[name].parts for name in manifest.published}
    parts |= {name: (content,) for name, content in manifest.meta.items()}
    found = []
    for name, hashes in parts.items():
        read = rows_at(catalog, name, manifest.release_id)
        if len(hashes) == 1:
            held = put_frame(scratch, read) == hashes[0]
        else:
            files = [store.path("content", f"{part}.parquet") for part in hashes]
            held = read.sort(read.columns).equals(pl.read_parquet(files).sort(read.columns))
        found += [] if held else [name]
    return found


def laid_down(store: Store) -> dict[str, tuple[int, int, str]]:
    """The store's files of content, with what changes when anybody writes to them."""
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns,
                        hashlib.sha256(path.read_bytes()).hexdigest())
            for path in (store.root / "content").iterdir()}


def snapshot_counts(catalog: Any) -> dict[str, int]:
    names = [name for space in catalog.list_namespaces() for name in catalog.list_tables(space)]
    return {".".join(name): len(catalog.load_table(name).snapshots()) for name in names}


@needs_iceberg
def test_a_second_release_adds_snapshots_to_what_changed_and_tags_all(
    mini_project: Mini, tmp_path: Path
) -> None:
    from pipelines.export import iceberg

    catalog, scratch = catalog_in(tmp_path / "catalog"), Store(tmp_path / "scratch")
    store = mini_project.store
    first = mini_project.publish()
    before = laid_down(store)
    iceberg.add(catalog, store, first)
    assert set(snapshot_counts(catalog).values()) == {1}
    mini_project.items({"a": 1, "b": 2, "c": 30})
    second = mini_project.publish()
    iceberg.add(catalog, store, second)
    counts = snapshot_counts(catalog)
    assert counts["core.mini_item"] == counts["metric.mini_largest"] == 2
    assert counts["meta.allowed_value"] == counts["meta.column"] == 1
    assert iceberg.whole(catalog) == [first.release_id, second.release_id]
    assert rows_at(catalog, "metric.mini_largest", first.release_id)["number"].to_list() == [3]
    assert rows_at(catalog, "metric.mini_largest", second.release_id)["number"].to_list() == [30]
    for manifest in (first, second):
        assert differing(catalog, store, manifest, scratch) == []
    assert before.items() <= laid_down(store).items(), "no file was touched"


@needs_iceberg
def test_what_was_interrupted_goes_on_and_is_whole_only_at_its_end(
    mini_project: Mini, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipelines.export import iceberg

    catalog, manifest = catalog_in(tmp_path / "catalog"), mini_project.publish()
    put, done = iceberg._put, []

    def breaks(*arguments: Any) -> bool:
        done.append(arguments)
        if len(done) == 9:
            raise KeyboardInterrupt
        return put(*arguments)

    monkeypatch.setattr(iceberg, "_put", breaks)
    with pytest.raises(KeyboardInterrupt):
        iceberg.add(catalog, mini_project.store, manifest)
    assert iceberg.whole(catalog) == []
    assert iceberg.add(catalog, mini_project.store, manifest) == len(done) - 9 - 8
    assert iceberg.whole(catalog) == [manifest.release_id]
    assert iceberg.add(catalog, mini_project.store, manifest) == 0


@needs_iceberg
def test_a_column_of_another_type_leaves_the_past_readable_under_another_name(
    mini_project: Mini, tmp_path: Path
) -> None:
    from pipelines.export import iceberg

    catalog, first = catalog_in(tmp_path / "catalog"), mini_project.publish()
    iceberg.add(catalog, mini_project.store, first)
    mini_project.write("core/mini_item.sql", "select item_id, number + 1 as number from seed.mini_item\n")
    second = mini_project.publish()
    content = next(c for c in contents_of(mini_project.store, second) if c.name == "core.mini_item")
    odd = tmp_path / "odd.parquet"
    pl.read_parquet(content.files[0]).cast({"number": pl.String}).write_parquet(odd)
    changed = type(content)(content.name, "another", content.row_count, (str(odd),))
    iceberg._put(catalog, changed, second.release_id)
    kept = f"core.mini_item_until_{second.release_id.replace('-', '_')}"
    assert rows_at(catalog, kept, first.release_id)["number"].to_list() == [1, 2, 3]
    assert rows_at(catalog, "core.mini_item", second.release_id)["number"].to_list() == ["2", "3", "4"]


@needs_iceberg
def test_a_table_with_other_rows_than_the_release_counts_is_refused(
    mini_project: Mini, tmp_path: Path
) -> None:
    from pipelines.export import iceberg

    catalog, manifest = catalog_in(tmp_path / "catalog"), mini_project.publish()
    catalog.create_namespace("core")
    content = next(c for c in contents_of(mini_project.store, manifest) if c.name == "core.mini_item")
    wrong = type(content)(content.name, content.content, content.row_count + 1, content.files)
    with pytest.raises(ChipledgerError, match="3 rows in the catalog and 4"):
        iceberg._put(catalog, wrong, manifest.release_id)


@needs_iceberg
@pytest.mark.skipif(not DUCKDB.is_dir(), reason="needs DuckDB's extension for Iceberg: `make beyond`")
def test_duckdb_reads_every_release_of_a_table_with_the_same_rows(
    mini_project: Mini, tmp_path: Path
) -> None:
    from pipelines.export import iceberg

    catalog, made = catalog_in(tmp_path / "catalog"), []
    for number in (3, 30):
        mini_project.items({"a": 1, "b": number})
        made.append(mini_project.publish())
        iceberg.add(catalog, mini_project.store, made[-1])
    table = catalog.load_table(("core", "mini_item"))
    asked = [[table.metadata_location, table.refs()[m.release_id].snapshot_id] for m in made]
    ended = subprocess.run([sys.executable, "-S", "-c", READS, str(DUCKDB), json.dumps(asked)],
                           capture_output=True, text=True, check=False, timeout=120)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == [[["a", 1], ["b", 3]], [["a", 1], ["b", 30]]]


@needs_iceberg
@pytest.mark.skipif(not BINARIES or importlib.util.find_spec("psycopg2") is None,
                    reason="needs PostgreSQL and the extra `beyond`")
def test_a_catalog_may_be_in_postgresql(mini_project: Mini, tmp_path: Path) -> None:
    """Every release has its rows there, also for who opens the catalog anew."""
    from pipelines.export import iceberg

    with served() as url:
        address = url.replace("postgresql:", "postgresql+psycopg2:"), tmp_path.as_uri()
        mini_project.items({"a": 1, "b": 3})
        first = mini_project.publish()
        iceberg.add(iceberg.opened(*address), mini_project.store, first)
        mini_project.items({"a": 1, "b": 30})
        second = mini_project.publish()
        iceberg.add(iceberg.opened(*address), mini_project.store, second)
        catalog = iceberg.opened(*address)
        assert [rows_at(catalog, "core.mini_item", made.release_id)["number"].sort().to_list()
                for made in (first, second)] == [[1, 3], [1, 30]]
        assert differing(catalog, mini_project.store, second, Store(tmp_path / "scratch")) == []


@needs_iceberg
@pytest.mark.soak
def test_the_whole_bundled_release_is_the_same_in_the_catalog(first_refresh: Path, tmp_path: Path) -> None:
    from pipelines.export import iceberg

    workspace = Workspace.open(Home(first_refresh))
    manifest = workspace.publisher.current()
    assert manifest is not None
    catalog = catalog_in(tmp_path / "catalog")
    assert iceberg.add(catalog, workspace.store, manifest) > 150
    assert differing(catalog, workspace.store, manifest, Store(tmp_path / "scratch")) == []

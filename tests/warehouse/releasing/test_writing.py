"""A file written by way of another is the file that would have been written from nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.homes import contents, opened
from tests.support.mini import Mini
from warehouse.paths import Home
from warehouse.releasing import writing
from warehouse.releasing.publish import Publisher
from warehouse.storage.manifest import Manifest

SAID = """
select 'table', schema_name || '.' || table_name, '', comment from duckdb_tables()
union all select 'column', schema_name || '.' || table_name, column_name, comment from duckdb_columns()
    where not internal
union all select 'macro', function_name, macro_definition, comment from duckdb_functions() where not internal
union all select 'view', schema_name || '.' || view_name, sql, comment from duckdb_views() where not internal
order by all
"""


def held(path: Path) -> tuple[object, object]:
    """Every row in its order, and all that is said."""
    with opened(path) as con:
        return contents(path), con.execute(SAID).fetchall()


def both(mini: Mini, manifest: Manifest, folder: Path) -> tuple[Path, Path]:
    """The file of a release beside those of others, and in a home where there is none."""
    return mini.publisher.assemble(manifest), Publisher(Home(folder), mini.store).assemble(manifest)


def test_what_comes_by_way_of_another_file_is_the_same(
    mini_project: Mini, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers, a comment, a macro more and one less."""
    monkeypatch.setattr(writing, "MOST", 1.0)
    mini_project.publish()
    mini_project.items({"a": 5, "b": 7})
    mini_project.declare(said="How many there are")
    mini_project.write("macro/mini_all.sql", "-- description: All\n-- example: select * from mini_all()\n"
                       "create macro mini_all() as table select item_id from core.mini_item\n"
                       "where asked_here('{release_id}')\n")
    (mini_project.root / "macro/mini_above.sql").unlink()
    manifest = mini_project.release()
    near = writing.nearest(mini_project.store, manifest, mini_project.publisher.others())
    assert near
    assert "core.mini_item" not in near.alike(manifest)
    assert near.alike(manifest)
    by_way, from_nothing = both(mini_project, manifest, tmp_path / "other")
    assert held(by_way) == held(from_nothing)


def test_nothing_is_taken_from_a_file_that_was_damaged_unnoticed(
    mini_project: Mini, tmp_path: Path
) -> None:
    """A file that a disk changed keeps its time, and is whole by all that can be seen from outside."""
    mini_project.publish()
    mini_project.items({"a": 5})
    manifest = mini_project.release()
    near = writing.nearest(mini_project.store, manifest, mini_project.publisher.others())
    assert near
    there = near.path.stat()
    data = bytearray(near.path.read_bytes())
    data[len(data) // 2:] = bytes(len(data) - len(data) // 2)
    near.path.chmod(0o644)
    near.path.write_bytes(data)
    os.utime(near.path, ns=(there.st_atime_ns, there.st_mtime_ns))
    by_way, from_nothing = both(mini_project, manifest, tmp_path / "other")
    assert held(by_way) == held(from_nothing)


def test_little_is_not_worth_a_copy(mini_project: Mini, monkeypatch: pytest.MonkeyPatch) -> None:
    mini_project.publish()
    mini_project.items({"a": 5})
    manifest = mini_project.release()
    monkeypatch.setattr(writing, "MOST", 0.0)
    assert writing.nearest(mini_project.store, manifest, mini_project.publisher.others()) is None

"""Writing the database file of a release: what another release's file holds alike is not written again.

When a file is written, and when the link moves, stands in publish.py.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import ChipledgerError
from warehouse.project import sql
from warehouse.storage import stages
from warehouse.storage.entry import sha256_of
from warehouse.storage.manifest import Manifest
from warehouse.storage.store import Store, content_path

STORAGE_VERSION = "v1.5.0"
"""Clients one major version behind can open the file."""
MOST = 0.5
"""If more than this share of its bytes is not there alike, a file is written from nothing."""
NAMED = "meta.release"
"""The table whose comment says which release a file is, where macros see it of every attached one."""
KINDS = {"view": "view", "value": "macro"}


@dataclass(frozen=True)
class Written:
    """A release whose file lies here."""

    manifest: Manifest
    path: Path
    sha256: str

    def alike(self, manifest: Manifest) -> set[str]:
        """The tables of another release that this file holds just so, with what is said of them."""
        held, asked = contents(self.manifest), contents(manifest)
        said, wanted = self.manifest.comments, manifest.comments
        return {name for name, parts in asked.items()
                if name != NAMED and held.get(name) == parts and said.get(name) == wanted.get(name)}

    def copied_to(self, path: Path) -> bool:
        """Copy the file, unless it is damaged or somebody has removed it meanwhile."""
        try:
            shutil.copyfile(self.path, path)
        except FileNotFoundError:
            return False
        is_good = sha256_of(path) == self.sha256
        if not is_good:
            path.unlink()
        return is_good


def contents(manifest: Manifest) -> dict[str, tuple[str, ...]]:
    """The parts of each table that a file holds."""
    parts = {name: manifest.tables[name].parts for name in manifest.published}
    return parts | {name: (content_hash,) for name, content_hash in manifest.meta.items()}


def nearest(store: Store, manifest: Manifest, others: Iterable[Written]) -> Written | None:
    """The file that holds most of a release alike; None if none holds enough."""
    sizes = {name: sum(content_path(store, part).stat().st_size for part in parts)
             for name, parts in contents(manifest).items()}
    held = [(sum(sizes[name] for name in other.alike(manifest)), other) for other in others]
    most, best = max(held, key=lambda pair: pair[0], default=(0, None))
    return best if most > (1 - MOST) * sum(sizes.values()) else None


def write_database(path: Path, manifest: Manifest, store: Store, near: Written | None) -> None:
    """Write the file of a release, by way of the file of another or from nothing."""
    taken = near if near and near.copied_to(path) else None
    kept = taken.alike(manifest) if taken else set()
    con = duckdb.connect(
        str(path), config={"storage_compatibility_version": STORAGE_VERSION, "threads": 1}
    )
    try:
        con.execute("set TimeZone = 'UTC'")
        con.execute("set enable_progress_bar = false")
        if taken:
            _drop_others(con, taken.manifest, kept)
        con.execute("begin")
        _create_tables(con, manifest, store, kept)
        _create_comments(con, manifest, kept)
        for macro in manifest.macros:
            _create_macro(con, macro, manifest.release_id)
        stages.reached("publish.tables_created")
        con.execute("commit")
        con.execute("checkpoint")
    finally:
        con.close()
    if path.with_name(f"{path.name}.wal").exists():
        raise ChipledgerError(f"{path} was closed with a write-ahead log beside it; not published")
    path.chmod(0o444)
    stages.reached("publish.database_closed")


def _drop_others(con: duckdb.DuckDBPyConnection, held: Manifest, kept: Collection[str]) -> None:
    """Drop what is not kept of a file, so that its place is there for what comes."""
    for macro in held.macros:
        con.execute(f"drop {_kind(macro)} {macro['name']}")
    for name in contents(held):
        if name not in kept:
            con.execute(f"drop table {name}")
    con.execute("checkpoint")


def _create_macro(con: duckdb.DuckDBPyConnection, macro: Mapping[str, Any], release_id: str) -> None:
    con.execute(macro["text"].replace(sql.RELEASE_ID, release_id))
    kind, name = _kind(macro), macro["name"]
    con.execute(_comments(kind, name, macro["description"], macro.get("columns", {})))


def _kind(macro: Mapping[str, Any]) -> str:
    return KINDS.get(macro["kind"], "macro table")


def _create_tables(
    con: duckdb.DuckDBPyConnection, manifest: Manifest, store: Store, kept: Collection[str]
) -> None:
    for name, parts in sorted(contents(manifest).items()):
        if name in kept:
            continue
        files = ", ".join(f"'{_quoted(str(content_path(store, p)))}'" for p in parts)
        con.execute(f"create schema if not exists {name.partition('.')[0]}")
        con.execute(f"create table {name} as select * from read_parquet([{files}])")


def _create_comments(
    con: duckdb.DuckDBPyConnection, manifest: Manifest, kept: Collection[str]
) -> None:
    """Those of the dictionary; one says which release this is, for macros to find copies by."""
    which = {NAMED: f" This is {manifest.release_id}."}
    for name, texts in manifest.comments.items():
        if name not in kept:
            said = texts["table"] + which.get(name, "")
            con.execute(_comments("table", name, said, texts["columns"]))


def _comments(kind: str, name: str, text: str, columns: Mapping[str, str]) -> str:
    said = {f"{kind} {name}": text} | {f'column {name}."{c}"': about for c, about in columns.items()}
    return "".join(f"comment on {what} is '{_quoted(about)}';" for what, about in said.items())


def _quoted(text: str) -> str:
    return text.replace("'", "''")

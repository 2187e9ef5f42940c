"""From a manifest to the one file that analysts open, swapped in whole.

What may be released is decided in release.py; no table is computed here.
"""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse import stages
from warehouse.errors import ChipledgerError
from warehouse.journal import Journal
from warehouse.paths import FILE_NAME, Home
from warehouse.release import RELEASE, Manifest, load_manifest, manifests
from warehouse.store import Store, content_path, sync_folder

STORAGE_VERSION = "v1.5.0"
"""Clients one major version behind can open the file."""
KEPT_FILES = 2
COMMENT = "comment on {kind} {name} is '{text}'"


class Publisher:
    """Assembles release files and points the published link at one of them."""

    def __init__(self, home: Home, store: Store) -> None:
        """Bind to the folder whose link analysts open."""
        self.home, self.store = home, store
        self._withdrawn = Journal(home.root / "withdrawn.jsonl")

    def current(self) -> Manifest | None:
        """The release that the link points at, if any, and if the store still knows it."""
        link = self.home.published
        release_id = link.readlink().parent.name if link.is_symlink() else ""
        is_known = self.store.has(RELEASE, f"{release_id}.json")
        return load_manifest(self.store, release_id) if is_known else None

    def withdrawn(self) -> set[str]:
        """Fingerprints of the releases that a rollback took away and nobody put back."""
        found: set[str] = set()
        for record in self._withdrawn.read():
            change = found.add if record["is_withdrawn"] else found.discard
            change(record["fingerprint"])
        return found

    def publish(self, manifest: Manifest, started_at: datetime | None = None) -> Path:
        """Make a release the published one; raises ChipledgerError if a newer run has been faster."""
        with self.store.lock("publish", wait_s=60):
            current = self.current()
            if started_at and current and datetime.fromisoformat(current.created_at) > started_at:
                raise ChipledgerError(
                    f"a run that began later has published {current.release_id}; refresh again"
                )
            return self._point_at(manifest)

    def rollback(self, release_id: str) -> Path:
        """Point the link at an earlier release, and keep refreshes from bringing the left one back."""
        with self.store.lock("publish", wait_s=60):
            target, left = load_manifest(self.store, release_id), self.current()
            self._withdrawn.append({"fingerprint": target.fingerprint, "is_withdrawn": False})
            if left and left.created_at > target.created_at:
                self._withdrawn.append({"fingerprint": left.fingerprint, "is_withdrawn": True})
            return self._point_at(target)

    def _point_at(self, manifest: Manifest) -> Path:
        self._remove_leftovers()
        path = self.assemble(manifest)
        previous = self.current()
        target = path.relative_to(self.home.root)
        self.store.link(str(target), self.home.published)
        stages.reached("publish.link_swapped")
        self._remove_old({manifest.release_id, previous.release_id if previous else ""})
        return path

    def assemble(self, manifest: Manifest) -> Path:
        """The file of a release, written unless it is there; whole or not there at all."""
        final = self.home.releases / manifest.release_id
        if not final.exists():
            temporary = self.home.releases / f".{os.getpid()}.{manifest.release_id}"
            temporary.mkdir(parents=True)
            _write_database(temporary / FILE_NAME, manifest, self.store)
            temporary.replace(final)
            sync_folder(self.home.releases)
            stages.reached("publish.folder_renamed")
        return final / FILE_NAME

    def _remove_leftovers(self) -> None:
        """Clear what killed runs left; the publish lock is held, so nobody is writing."""
        for folder in self.home.releases.glob(".*"):
            shutil.rmtree(folder)

    def _remove_old(self, kept: set[str]) -> None:
        newest = [m.release_id for m in manifests(self.store)][::-1]
        for release_id in newest:
            if len(kept - {""}) < KEPT_FILES:
                kept.add(release_id)
        for folder in self.home.releases.iterdir():
            if folder.name not in kept:
                shutil.rmtree(folder)


def _write_database(path: Path, manifest: Manifest, store: Store) -> None:
    con = duckdb.connect(
        str(path), config={"storage_compatibility_version": STORAGE_VERSION, "threads": 1}
    )
    try:
        con.execute("set TimeZone = 'UTC'")
        _create_tables(con, manifest, store)
        _create_comments(con, manifest)
        for macro in manifest.macros:
            con.execute(macro["text"])
            text = _quoted(macro["description"])
            kind = "view" if macro["kind"] == "view" else "macro table"
            con.execute(COMMENT.format(kind=kind, name=macro["name"], text=text))
        stages.reached("publish.tables_created")
        con.execute("checkpoint")
    finally:
        con.close()
    if path.with_name(f"{path.name}.wal").exists():
        raise ChipledgerError(f"{path} was closed with a write-ahead log beside it; not published")
    path.chmod(0o444)
    stages.reached("publish.database_closed")


def _create_tables(con: duckdb.DuckDBPyConnection, manifest: Manifest, store: Store) -> None:
    parts = {name: manifest.tables[name].parts for name in manifest.published}
    parts |= {name: (content_hash,) for name, content_hash in manifest.meta.items()}
    for name in sorted(parts):
        files = ", ".join(f"'{_quoted(str(content_path(store, p)))}'" for p in parts[name])
        con.execute(f"create schema if not exists {name.partition('.')[0]}")
        con.execute(f"create table {name} as select * from read_parquet([{files}])")


def _create_comments(con: duckdb.DuckDBPyConnection, manifest: Manifest) -> None:
    for name, texts in manifest.comments.items():
        con.execute(COMMENT.format(kind="table", name=name, text=_quoted(texts["table"])))
        for column, text in texts["columns"].items():
            target = f'{name}."{column}"'
            con.execute(COMMENT.format(kind="column", name=target, text=_quoted(text)))


def _quoted(text: str) -> str:
    return text.replace("'", "''")

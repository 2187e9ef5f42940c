"""From a manifest to the one file that analysts open, swapped in whole.

What may be released is decided in gate.py; no table is computed here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from warehouse.errors import ChipledgerError
from warehouse.paths import FILE_NAME, Home
from warehouse.releasing.writing import Written, nearest, write_database
from warehouse.storage import stages, waits
from warehouse.storage.entry import decoded, encoded, sha256_of
from warehouse.storage.journal import Journal
from warehouse.storage.manifest import Manifest, find_manifest, load_manifest, lost
from warehouse.storage.store import Store, sync_folder, write_durably
from warehouse.storage.turns import Turns

ABOUT = "written.json"
"""Beside every release file: what it was when it was written, so that damage is noticed."""
KEPT_FILES = 2


class Publisher:
    """Assembles release files and points the published link at one of them."""

    def __init__(self, home: Home, store: Store, folder: Path | None = None) -> None:
        """Bind to the folder whose link analysts open; `folder` is where release files are made."""
        self.home, self.store, self.folder = home, store, folder or home.releases
        self._journal = Journal(home.root / "publications.jsonl")
        self.turns = Turns(home, store)

    def current(self) -> Manifest | None:
        """The release the link points at, if its file is there and the store still knows it."""
        link = self.home.published
        release_id = link.readlink().parent.name if link.is_symlink() and link.exists() else ""
        return find_manifest(self.store, release_id) if release_id else None

    def withdrawn(self) -> set[str]:
        """Fingerprints of the releases that a rollback took away and nobody put back."""
        found: set[str] = set()
        for record in self._journal.read():
            found.discard(record["fingerprint"])
            found |= {record["withdraws"]} - {None}
        return found

    def publish(self, manifest: Manifest, turn: int) -> Path:
        """Make a release the published one, unless a later turn or a rollback decided otherwise."""
        with self.store.lock("publish", waits.SWAP_S):
            latest = self._journal.read()[-1:]
            if latest and latest[0].get("turn", 0) > turn:
                raise ChipledgerError(
                    f"a run that began later has published {latest[0]['release_id']}; refresh again"
                )
            if manifest.fingerprint in self.withdrawn():
                raise ChipledgerError(
                    f"{manifest.release_id} was withdrawn by a rollback; "
                    f"`chipledger rollback {manifest.release_id}` puts it back"
                )
            return self._point_at(manifest, turn)

    def rollback(self, release_id: str) -> Path:
        """Point the link at another release, and keep refreshes from bringing the left one back.

        Putting a withdrawn release back withdraws none: the refresh that made it may go on from it.
        """
        turn = self.turns.draw()
        with self.store.lock("publish", waits.SWAP_S):
            target, left = load_manifest(self.store, release_id), self.current()
            is_leaving = left is not None and left.fingerprint != target.fingerprint
            is_put_back = target.fingerprint in self.withdrawn()
            withdraws = left.fingerprint if left and is_leaving and not is_put_back else None
            return self._point_at(target, turn, withdraws)

    def _point_at(self, manifest: Manifest, turn: int, withdraws: str | None = None) -> Path:
        self._tidy()
        path = self.assemble(manifest)
        self._journal.append({
            "release_id": manifest.release_id, "fingerprint": manifest.fingerprint,
            "turn": turn, "withdraws": withdraws,
            "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
        })
        self._show(path)
        return path

    def follow(self, release_id: str) -> Path:
        """Point the link at what another machine has published; its journal, taken over, says so."""
        with self.store.lock("publish", waits.SWAP_S):
            path = self.assemble(load_manifest(self.store, release_id))
            self._show(path)
            return path

    def _show(self, path: Path) -> None:
        self.store.link(str(path.relative_to(self.home.root)), self.home.published)
        stages.reached("publish.link_swapped")
        self._tidy()

    def sweep(self) -> None:
        """Remove what killed publications left."""
        with self.store.lock("publish", waits.SWAP_S):
            self._tidy()

    def _tidy(self) -> None:
        """Keep the published file and the one before it; the publish lock must be held."""
        for link in self.home.root.glob(f".{FILE_NAME}.*"):
            link.unlink()
        current = self.current()
        before = [record["release_id"] for record in reversed(self._journal.read())]
        wanted = [current.release_id, *before] if current else before
        there = [name for name in dict.fromkeys(wanted) if (self.folder / name).exists()]
        for folder in self.folder.glob("*"):
            if folder.name not in there[:KEPT_FILES]:
                shutil.rmtree(folder)

    def assemble(self, manifest: Manifest) -> Path:
        """The file of a release, written unless it is there undamaged; whole or not there at all."""
        final = self.folder / manifest.release_id
        if not self.is_sound(manifest):
            _demand_content(self.store, manifest)
            temporary = self.folder / f".{os.getpid()}.{manifest.release_id}"
            temporary.mkdir(parents=True)
            near = nearest(self.store, manifest, self.others())
            write_database(temporary / FILE_NAME, manifest, self.store, near)
            _write_about(temporary, manifest)
            _put_in_place(temporary, final)
            sync_folder(self.folder)
            stages.reached("publish.folder_renamed")
        return final / FILE_NAME

    def is_sound(self, manifest: Manifest, *, is_thorough: bool = False) -> bool:
        """Whether the file of a release is there as it was written; it is read if touched or asked."""
        path = self.folder / manifest.release_id / FILE_NAME
        about = _about(path, manifest)
        return about is not None and (not is_thorough or sha256_of(path) == about.sha256)

    def others(self) -> Iterator[Written]:
        """The files of other releases, of which what stays alike may be taken."""
        for folder in (self.home.releases, self.home.opened):
            for path in folder.glob(f"[!.]*/{FILE_NAME}"):
                manifest = find_manifest(self.store, path.parent.name)
                about = _about(path, manifest) if manifest else None
                if manifest and about and about.engine == duckdb.__version__:
                    yield Written(manifest, path, about.sha256)

    def heal(self, manifest: Manifest) -> Path:
        """Write the file of a release again if it is damaged, under the link that points at it."""
        with self.store.lock("publish", waits.SWAP_S):
            return self.assemble(manifest)


def _demand_content(store: Store, manifest: Manifest) -> None:
    gone = lost(store, manifest)
    if gone:
        raise ChipledgerError(
            f"{manifest.release_id} cannot be assembled: the store has lost the content of "
            f"{', '.join(gone[:3])}{' and others' if gone[3:] else ''}; `chipledger refresh` makes "
            "today's tables again, those of an earlier release come from a backup"
        )


class About(NamedTuple):
    """What is said beside the file of a release when it is written, of the file as it is then."""

    created_at: str
    stamp: list[int]
    sha256: str
    engine: str = ""


def _write_about(folder: Path, manifest: Manifest) -> None:
    path = folder / FILE_NAME
    about = About(manifest.created_at, _stamp(path), sha256_of(path), duckdb.__version__)
    write_durably(folder / ABOUT, encoded(about._asdict()))


def _about(path: Path, manifest: Manifest) -> About | None:
    """What was said of the file of a release when it was written; None if it is not that any more."""
    try:
        about = About(**decoded(path.with_name(ABOUT).read_bytes()))
        is_untouched = _stamp(path) == about.stamp or sha256_of(path) == about.sha256
        return about if is_untouched and about.created_at == manifest.created_at else None
    except (OSError, ValueError, TypeError):
        return None


def _stamp(path: Path) -> list[int]:
    about = path.stat()
    return [about.st_size, about.st_mtime_ns]


def _put_in_place(temporary: Path, final: Path) -> None:
    """Rename a folder, or put its files one by one over those of a release that readers may have open."""
    if not final.exists():
        temporary.replace(final)
        return
    for stray in final.iterdir():
        if stray.name not in (FILE_NAME, ABOUT):
            stray.unlink()
    for name in (FILE_NAME, ABOUT):
        (temporary / name).replace(final / name)
    temporary.rmdir()

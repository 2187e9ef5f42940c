"""The store: a folder behind six functions (has, get, put, list, link, lock).

A name, once put, never changes its bytes. What the entries mean does not belong here.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.errors import LockHeld
from warehouse.storage import entry, stages

ROW_GROUP_SIZE = 100_000
CONTENT = "content"


class Store:
    """Immutable entries by kind and name, written whole or not at all."""

    def __init__(self, root: Path) -> None:
        """Open the store in a folder, which appears with its first entry."""
        self.root = root
        self.damaged: list[Path] = []

    def path(self, kind: str, name: str) -> Path:
        """Where an entry lies; engines that read files take it from here."""
        return self.root / kind / name

    def has(self, kind: str, name: str) -> bool:
        """Whether the entry is there, whole."""
        return self.path(kind, name).exists()

    def get(self, kind: str, name: str) -> bytes:
        """The bytes of an entry."""
        return self.path(kind, name).read_bytes()

    def get_record(self, kind: str, name: str) -> Any | None:
        """The record of an entry; none if there is none, or if it is damaged, which is noted."""
        try:
            return entry.decoded(self.get(kind, name))
        except FileNotFoundError:
            return None
        except ValueError:
            self.damaged.append(self.path(kind, name))
            return None

    def put_record(self, kind: str, name: str, record: Any) -> None:
        """Write a record in a form that shows damage."""
        self.put(kind, name, entry.encoded(record))

    def put(self, kind: str, name: str, data: bytes) -> None:
        """Write an entry so that a crash leaves it whole or absent."""
        target = self.path(kind, name)
        temporary = self.root / "temporary" / f"{os.getpid()}-{kind}-{name}"
        temporary.parent.mkdir(parents=True, exist_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_durably(temporary, data)
        stages.reached("store.temporary_written")
        temporary.replace(target)
        stages.reached("store.renamed")

    def list(self, kind: str) -> list[str]:
        """The names of all entries of a kind, sorted."""
        folder = self.root / kind
        return sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []

    def link(self, target: str, link: Path) -> None:
        """Point a relative link at a target in one step; readers see the old or the new."""
        prepared = link.with_name(f".{link.name}.{os.getpid()}")
        prepared.unlink(missing_ok=True)
        prepared.symlink_to(target)
        stages.reached("publish.link_prepared")
        prepared.replace(link)
        sync_folder(link.parent)

    @contextmanager
    def lock(
        self, name: str, wait_s: float = 0.0, on_wait: Callable[[str], None] | None = None
    ) -> Iterator[None]:
        """Hold a lock that ends with the process; raises LockHeld naming the holder."""
        folder = self.root / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / name).open("a+", encoding="utf-8") as file:
            _acquire(file, name, wait_s, on_wait)
            file.truncate(0)
            file.write(f"process {os.getpid()} since {time.strftime('%H:%M:%S')}")
            file.flush()
            yield

    def sweep(self) -> None:
        """Remove what killed processes left half-written; call it under the refresh lock."""
        folder = self.root / "temporary"
        for leftover in folder.iterdir() if folder.is_dir() else ():
            if not _is_running(leftover.name.split("-")[0]):
                leftover.unlink(missing_ok=True)


def _acquire(
    file: io.TextIOWrapper, name: str, wait_s: float, on_wait: Callable[[str], None] | None
) -> None:
    deadline = time.monotonic() + wait_s
    is_told = False
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read() or "another process"
        if time.monotonic() >= deadline:
            raise LockHeld(f"the {name} lock is held by {holder}; try again when it has ended")
        if on_wait and not is_told:
            on_wait(f"waiting for the {name} lock, held by {holder}")
            is_told = True
        time.sleep(0.1)


def _is_running(process_id: str) -> bool:
    try:
        os.kill(int(process_id), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def write_durably(path: Path, data: bytes) -> None:
    """Write bytes and wait until the disk has them."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def put_in_place(target: Path, data: bytes, temporary: Path) -> None:
    """Write a file whole or not at all, by way of another on the same disk."""
    for folder in (target.parent, temporary.parent):
        folder.mkdir(parents=True, exist_ok=True)
    write_durably(temporary, data)
    temporary.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_frame(store: Store, frame: pl.DataFrame) -> str:
    """Store a frame under the sha256 of its Parquet bytes: the one writer of table content."""
    buffer = io.BytesIO()
    frame.rechunk().write_parquet(
        buffer, compression="zstd", compression_level=3, statistics=True,
        row_group_size=ROW_GROUP_SIZE,
    )
    content_hash = hashlib.sha256(buffer.getvalue()).hexdigest()
    path = content_path(store, content_hash)
    if not entry.is_whole(path, content_hash):
        store.put(CONTENT, path.name, buffer.getvalue())
        entry.seal(path)
    return content_hash


def content_path(store: Store, content_hash: str) -> Path:
    """The Parquet file of a content hash."""
    return store.path(CONTENT, f"{content_hash}.parquet")


def holds(store: Store, content_hash: str) -> bool:
    """Whether the content is there and undamaged; damage is noted."""
    path = content_path(store, content_hash)
    is_good = entry.is_whole(path, content_hash)
    if not is_good and path.exists():
        store.damaged.append(path)
    return is_good


def get_frame(store: Store, content_hash: str) -> pl.DataFrame:
    """Read a stored frame."""
    return pl.read_parquet(content_path(store, content_hash), glob=False)

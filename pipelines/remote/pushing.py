"""Giving what this machine knows to the others: entries first, and the one word that they count last.

Two machines that both went on from the same state cannot both win: the second is told.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pipelines.export.release_files import contents_of
from pipelines.remote.bucket import Bucket
from pipelines.remote.state import (
    HEAD,
    STORE,
    Head,
    demand_whole,
    encoded,
    entries,
    journals,
    read_head,
    sha256_of,
)
from pipelines.workspace import Workspace
from warehouse.errors import ChipledgerError
from warehouse.storage import waits
from warehouse.storage.manifest import Manifest
from warehouse.storage.store import CONTENT

AT_ONCE = 8
OVERTAKEN = "another machine has pushed since this one pulled; `chipledger pull` first"


def push(workspace: Workspace, bucket: Bucket) -> int:
    """Give this warehouse to the others; how many entries they did not have.

    Killed at any moment it leaves the others what they had: nothing counts before the head says so.
    Raises ChipledgerError if what is there is not part of what this machine knows.
    """
    store = workspace.store
    with store.lock("refresh", waits.JOB_S), store.lock("publish", waits.JOB_S):
        current = workspace.publisher.current()
        if current is None:
            raise ChipledgerError("nothing is published yet; run `chipledger refresh`")
        mine = journals(workspace.home)
        before, tag = read_head(bucket)
        if before and not _is_part(before, mine):
            raise ChipledgerError(OVERTAKEN)
        count = _put_entries(bucket, entries(workspace.home))
        for data in mine.values():
            bucket.put_new(f"journals/{sha256_of(data)}", data)
        _put_tables(bucket, workspace, current)
        said = {name: (sha256_of(data), len(data)) for name, data in mine.items()}
        if not before or (before.release_id, before.journals) != (current.release_id, said):
            generation = before.generation + 1 if before else 1
            _swap(bucket, Head(generation, current.release_id, said, uuid.uuid4().hex), tag)
        return count


def _is_part(before: Head, mine: Mapping[str, bytes]) -> bool:
    """Whether all that was pushed stands at the beginning of what this machine knows."""
    return all(sha256_of(mine[name][:size]) == sha256
               for name, (sha256, size) in before.journals.items())


def _put_entries(bucket: Bucket, found: Mapping[str, Path]) -> int:
    there = bucket.names(STORE) | bucket.names("snapshots")
    missing = {name: path for name, path in found.items() if name not in there}

    def put(name: str) -> bool:
        data = missing[name].read_bytes()
        demand_whole(name, data)
        return bucket.put_new(name, data)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(put, missing))


def _put_tables(bucket: Bucket, workspace: Workspace, manifest: Manifest) -> None:
    """Say which objects make each table, for readers that have nothing of ours."""
    tables = {content.name: [f"{STORE}/{CONTENT}/{Path(file).name}" for file in content.files]
              for content in contents_of(workspace.store, manifest)}
    about = {"release_id": manifest.release_id, "created_at": manifest.created_at, "tables": tables}
    bucket.put_new(f"tables/{manifest.release_id}.json", json.dumps(about, indent=1).encode())


def _swap(bucket: Bucket, head: Head, tag: str | None) -> None:
    """Let the head count, unless another was quicker; an answer that was lost is asked for again."""
    if not bucket.swap(HEAD, encoded(head), tag) and read_head(bucket)[0] != head:
        raise ChipledgerError(OVERTAKEN)

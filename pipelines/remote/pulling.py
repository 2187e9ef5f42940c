"""Taking over what other machines know: entries first, then the journals, then the published file."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from pipelines.remote.bucket import Bucket
from pipelines.remote.pushing import AT_ONCE
from pipelines.remote.state import (
    BYTES,
    STORE,
    Head,
    demand_whole,
    entries,
    journals,
    read_head,
    sha256_of,
)
from pipelines.workspace import Workspace
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.storage import entry, waits
from warehouse.storage.store import put_in_place

DIVERGED = ("this machine has gone its own way since it last pulled ({names}); `chipledger pull --theirs` "
            "takes what is there, and keeps this machine's journals in {folder}/")
SET_ASIDE = "set_aside"


def pull(workspace: Workspace, bucket: Bucket, *, is_theirs: bool = False) -> tuple[str, int]:
    """Take over what was pushed: the release that is published now, and how many entries came.

    What this machine knows and the others do not is never lost: it refuses, or with `is_theirs`
    keeps it aside.
    """
    with workspace.store.lock("refresh", waits.JOB_S):
        head, _ = read_head(bucket)
        if head is None:
            raise ChipledgerError("nothing has been pushed there yet; `chipledger push` on another machine")
        mine, theirs = journals(workspace.home), _journals(bucket, head)
        if all(mine[name].startswith(data) for name, data in theirs.items()) and mine != theirs:
            raise ChipledgerError("this machine knows more than what is there; `chipledger push`")
        apart = [name for name, data in mine.items() if not theirs.get(name, b"").startswith(data)]
        if apart and not is_theirs:
            raise ChipledgerError(DIVERGED.format(names=", ".join(apart),
                                                  folder=workspace.home.root / SET_ASIDE))
        count = _take_entries(workspace.home, bucket)
        with workspace.store.lock("publish", waits.JOB_S):
            if apart:
                _set_aside(workspace.home, mine)
            for name, data in theirs.items():
                _write(workspace.home, name, data)
        workspace.publisher.follow(head.release_id)
        return head.release_id, count


def _journals(bucket: Bucket, head: Head) -> dict[str, bytes]:
    found = {}
    for name, (sha256, _) in head.journals.items():
        got = bucket.get(f"journals/{sha256}")
        if got is None or sha256_of(got[0]) != sha256:
            raise ChipledgerError(f"journals/{sha256} is lost or damaged there; remove it, and push again")
        found[name] = got[0]
    return found


def _take_entries(home: Home, bucket: Bucket) -> int:
    here = entries(home)
    missing = sorted((bucket.names(STORE) | bucket.names(BYTES)) - here.keys())

    def take(name: str) -> None:
        found = bucket.get(name)
        if found is None:
            raise ChipledgerError(f"{name} has gone while it was pulled; pull again")
        demand_whole(name, found[0])
        _write(home, name, found[0])
        if name.startswith((f"{STORE}/content/", f"{BYTES}/")):
            entry.seal(home.root / name)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return len(list(pool.map(take, missing)))


def _set_aside(home: Home, mine: dict[str, bytes]) -> None:
    moment = f"{datetime.now(UTC):%Y-%m-%dT%H%M%S}"
    for name, data in mine.items():
        _write(home, f"{SET_ASIDE}/{moment}/{name}", data)


def _write(home: Home, name: str, data: bytes) -> None:
    """Write a file whole or not at all; what a crash leaves is swept up as the store's own is."""
    temporary = home.store / "temporary" / f"{os.getpid()}-{name.replace('/', '-')}"
    put_in_place(home.root / name, data, temporary)

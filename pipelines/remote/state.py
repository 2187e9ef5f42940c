"""What of a home another machine needs: entries that never change, and journals that only grow.

How they travel does not belong here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.remote.bucket import Bucket
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.storage import entry
from warehouse.storage.store import CONTENT

HEAD = "current.json"
"""The one object that is ever written over: what the warehouse is now."""
OF_THIS_MACHINE = {"locks", "temporary"}
"""Folders of a store that mean nothing elsewhere."""
JOURNALS = (
    "publications.jsonl", "turns.jsonl", "snapshots/sightings.jsonl", "snapshots/accepted.jsonl",
    "snapshots/checks.jsonl", "snapshots/verdicts.jsonl",
)
"""What was seen, judged and published; alerts and pins are of one machine."""
STORE, BYTES = "store", "snapshots/bytes"


@dataclass(frozen=True)
class Head:
    """What the warehouse is: a release, and how far every journal goes."""

    generation: int
    release_id: str
    journals: Mapping[str, tuple[str, int]]
    """Per journal the hash of its bytes, and how many they are."""
    writer: str
    """Who wrote this very head, so that a writer whose answer was lost knows it again."""


def read_head(bucket: Bucket) -> tuple[Head | None, str | None]:
    """What the warehouse in a bucket is, and the tag to write over it."""
    found = bucket.get(HEAD)
    if found is None:
        return None, None
    record = json.loads(found[0])
    journals = {name: (str(sha256), int(size)) for name, (sha256, size) in record["journals"].items()}
    return Head(**{**record, "journals": journals}), found[1]


def encoded(head: Head) -> bytes:
    """A head as the object that holds it."""
    return json.dumps(asdict(head), indent=1).encode()


def entries(home: Home) -> dict[str, Path]:
    """Everything in a home that never changes, by its name in a bucket."""
    kinds = [folder for folder in sorted(home.store.glob("*")) if folder.name not in OF_THIS_MACHINE]
    found = {f"{STORE}/{kind.name}/{path.name}": path for kind in kinds for path in kind.iterdir()}
    kept = (path for path in (home.root / BYTES).glob("*") if not path.suffix)
    return found | {f"{BYTES}/{path.name}": path for path in kept}


def journals(home: Home) -> dict[str, bytes]:
    """The whole lines of every journal; what a crash may have left of a last one was never written."""
    found = {}
    for name in JOURNALS:
        path = home.root / name
        data = path.read_bytes() if path.exists() else b""
        found[name] = data[:data.rfind(b"\n") + 1]
    return found


def sha256_of(data: bytes) -> str:
    """The hash that names bytes."""
    return hashlib.sha256(data).hexdigest()


def demand_whole(name: str, data: bytes) -> None:
    """Raise ChipledgerError unless the bytes of an entry are those that its name or its last line says."""
    folder, _, last = name.rpartition("/")
    try:
        if folder in (BYTES, f"{STORE}/{CONTENT}"):
            if sha256_of(data) != last.partition(".")[0]:
                raise ValueError("its bytes have another hash")
        else:
            entry.decoded(data)
    except ValueError as fault:
        raise ChipledgerError(f"{name} is damaged: {fault}; see `chipledger verify`") from None

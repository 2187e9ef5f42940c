"""Small records on disk that know whether they are whole, and files that are named by their hash.

A damaged entry must never be taken for a good one: what can be made again then counts as absent.
No engine is imported here, so that reading starts at once.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

SEALED_NS = 10**9
"""Entries named by their hash carry this time, as in the store of Nix: who writes to one changes it."""
BLOCK = 1 << 20


def encoded(record: Any) -> bytes:
    """A record as one line of JSON, and below it the hash of that line."""
    line = json.dumps(record).encode()
    return line + b"\n" + hashlib.sha256(line).hexdigest().encode()


def decoded(data: bytes) -> Any:
    """The record of an entry; raises ValueError where a byte of it is lost or changed."""
    line, _, said = data.partition(b"\n")
    if said and hashlib.sha256(line).hexdigest().encode() != said:
        raise ValueError("the line does not have the hash that is written below it")
    return json.loads(line)


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()


def seal(path: Path) -> None:
    """Mark a file as holding what its name says; where times cannot be set it is hashed each time."""
    try:
        os.utime(path, ns=(SEALED_NS, SEALED_NS))
    except OSError:
        return


def is_whole(path: Path, sha256: str, *, is_thorough: bool = False) -> bool:
    """Whether a file is there and holds the bytes of this hash.

    Its time says whether anyone has written to it since that was last seen; if so, or if asked to
    be thorough, it is read.
    """
    try:
        if path.stat().st_mtime_ns == SEALED_NS and not is_thorough:
            return True
        is_good = sha256_of(path) == sha256
    except FileNotFoundError:
        return False
    if is_good:
        seal(path)
    return is_good

"""An append-only list of JSON records that survives a crash in mid-write.

What a record means does not belong here.
"""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path
from typing import Any


class Journal:
    """One record per line; a line without its line end was never written."""

    def __init__(self, path: Path) -> None:
        """Open the journal at a path, which appears with its first record."""
        self.path = path

    def append(self, record: dict[str, Any]) -> None:
        """Add a record durably, after cutting off what a crash may have left of an earlier one."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            whole = file.read().rfind(b"\n") + 1
            file.truncate(whole)
            file.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def read(self) -> list[dict[str, Any]]:
        """All whole records, oldest first."""
        if not self.path.exists():
            return []
        whole, _, _ = self.path.read_bytes().rpartition(b"\n")
        return [json.loads(line) for line in whole.splitlines()]

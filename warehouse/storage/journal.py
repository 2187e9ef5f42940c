"""An append-only list of JSON records that survives a crash in mid-write.

What a record means does not belong here.
"""

from __future__ import annotations

import fcntl
import json
import os
from io import SEEK_END
from pathlib import Path
from typing import Any, BinaryIO

from warehouse.errors import ChipledgerError

BLOCK = 1 << 16

Record = dict[str, Any]


class Journal:
    """One record per line; a line without its line end was never written.

    Each line is read once: reading again reads what has been appended since, by whomever.
    """

    def __init__(self, path: Path, most: int | None = None) -> None:
        """Open the journal at a path, which appears with its first record; `most` reads no later ones."""
        self.path, self._most = path, most
        self._records: list[Record] = []
        self._read_bytes = 0

    def append(self, record: Record) -> None:
        """Add a record durably, after cutting off what a crash may have left of an earlier one."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.truncate(_whole_bytes(file))
            file.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def read(self) -> list[Record]:
        """All whole records, oldest first; raises ChipledgerError naming a line that is broken."""
        try:
            with self.path.open("rb") as file:
                if file.seek(0, SEEK_END) < self._read_bytes:
                    self._records, self._read_bytes = [], 0
                file.seek(self._read_bytes)
                whole = file.read().rpartition(b"\n")[0]
        except FileNotFoundError:
            whole, self._records, self._read_bytes = b"", [], 0
        if whole:
            self._records += self._parsed(whole)
            self._read_bytes += len(whole) + 1
        return self._records if self._most is None else self._records[:self._most]

    def _parsed(self, whole: bytes) -> list[Record]:
        """Lines as records, all at once: one by one they would take three times as long."""
        lines = whole.split(b"\n")
        try:
            found: list[Record] = json.loads(b"[" + b",".join(lines) + b"]")
        except ValueError:
            found = []
        if len(found) == len(lines) and all(isinstance(record, dict) for record in found):
            return found
        return [self._parsed_line(line, number) for number, line in enumerate(lines, start=1)]

    def _parsed_line(self, line: bytes, number: int) -> Record:
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if isinstance(record, dict):
            return record
        raise ChipledgerError(
            f"{self.path}: line {len(self._records) + number} is no record: {line[:60]!r}; put the "
            "line back from a backup, or delete it: what it recorded is then forgotten"
        )


def _whole_bytes(file: BinaryIO) -> int:
    """Where the last line end stands, looked for from the end: a journal grows for years."""
    end = file.seek(0, SEEK_END)
    while end > 0:
        begin = max(0, end - BLOCK)
        file.seek(begin)
        found = file.read(end - begin).rfind(b"\n")
        if found >= 0:
            return begin + found + 1
        end = begin
    return 0

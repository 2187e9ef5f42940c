"""The publishers' bytes, once per sha256, and the append-only list of when they were seen.

What the bytes say, and what is believed because of them, does not belong here.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from warehouse import stages
from warehouse.journal import Journal
from warehouse.store import sync_folder, write_durably


@dataclass(frozen=True)
class Sighting:
    """Some bytes of a source, and since when the world could know them."""

    source_id: str
    known_at: datetime
    known_basis: str
    retrieved_at: datetime
    sha256: str
    url: str
    etag: str | None = None
    last_modified: str | None = None

    @property
    def snapshot_id(self) -> str:
        """Short name of the bytes, unique within a source."""
        return self.sha256[:16]


@dataclass(frozen=True)
class Check:
    """One attempt to learn whether a source has changed."""

    source_id: str
    checked_at: datetime
    outcome: str
    message: str


def end_of_day(day: date) -> datetime:
    """A date as a point of knowledge: the end of that day, UTC."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=UTC)


def as_json(record: Sighting | Check) -> dict[str, Any]:
    """A record with its times as text."""
    fields = asdict(record)
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in fields.items()}


class Snapshots:
    """Everything that was ever received, and when."""

    def __init__(self, root: Path) -> None:
        """Open the snapshots in a folder, which appears with the first one."""
        self.root = root
        self._sightings = Journal(root / "sightings.jsonl")
        self._accepted = Journal(root / "accepted.jsonl")
        self._checks = Journal(root / "checks.jsonl")

    def add(
        self, source_id: str, data: bytes, known_at: datetime, known_basis: str,
        retrieved_at: datetime, url: str, etag: str | None = None, last_modified: str | None = None,
    ) -> tuple[Sighting, bool]:
        """Keep bytes and record their sighting; says whether this very sighting is new."""
        sha256 = hashlib.sha256(data).hexdigest()
        sighting = Sighting(source_id, known_at, known_basis, retrieved_at, sha256, url, etag,
                            last_modified)
        for known in self.sightings(source_id):
            if (known.sha256, known.known_at) == (sha256, known_at):
                return known, False
        self._keep(sha256, data)
        stages.reached("snapshot.bytes_stored")
        self._sightings.append(as_json(sighting))
        stages.reached("snapshot.sighting_recorded")
        return sighting, True

    def _keep(self, sha256: str, data: bytes) -> None:
        target = self.root / "bytes" / sha256
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_suffix(".temporary")
            write_durably(temporary, data)
            temporary.replace(target)
            sync_folder(target.parent)

    def read(self, sha256: str) -> bytes:
        """The bytes of a snapshot, as they arrived."""
        return (self.root / "bytes" / sha256).read_bytes()

    def sightings(self, source_id: str, known_by: datetime | None = None) -> list[Sighting]:
        """Sightings of a source in the order in which the world could know them."""
        records = (_sighting(r) for r in self._sightings.read() if r["source_id"] == source_id)
        seen = [s for s in records if known_by is None or s.known_at <= known_by]
        return sorted(seen, key=lambda s: s.known_at)

    def accept(self, source_id: str, sha256: str) -> None:
        """Record that a person vouches for a held snapshot."""
        self._accepted.append({"source_id": source_id, "sha256": sha256})

    def accepted(self, source_id: str) -> set[str]:
        """The snapshots of a source that a person has vouched for."""
        return {r["sha256"] for r in self._accepted.read() if r["source_id"] == source_id}

    def record_check(self, check: Check) -> None:
        """Record that a source was asked, whatever came of it."""
        self._checks.append(as_json(check))

    def last_checks(self) -> dict[str, tuple[Check | None, Check | None]]:
        """Per source: the last attempt, and the last one that was answered."""
        found: dict[str, tuple[Check | None, Check | None]] = {}
        for record in self._checks.read():
            check = Check(**{**record, "checked_at": datetime.fromisoformat(record["checked_at"])})
            _, answered = found.get(check.source_id, (None, None))
            is_answer = check.outcome != "failed"
            found[check.source_id] = (check, check if is_answer else answered)
        return found


def _sighting(record: dict[str, Any]) -> Sighting:
    times = {k: datetime.fromisoformat(record[k]) for k in ("known_at", "retrieved_at")}
    return Sighting(**{**record, **times})

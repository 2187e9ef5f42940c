"""The publishers' bytes, once per sha256, and the append-only list of when they were seen.

What the bytes say, and what is believed because of them, does not belong here.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right, insort
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from warehouse.errors import ChipledgerError
from warehouse.storage import entry, stages
from warehouse.storage.days import refuse_day_to_come
from warehouse.storage.journal import Journal, Record
from warehouse.storage.store import put_in_place
from warehouse.storage.verdicts import Verdicts

Extent = tuple[int, int, int]
"""How many sightings, old acceptances and verdicts there are."""
WITHDRAWN = "withdrawn_because"
"""What a record of the sightings has that takes earlier ones back."""


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


def as_json(record: Sighting | Check) -> dict[str, object]:
    """A record with its times as text."""
    fields = asdict(record)
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in fields.items()}


class Snapshots:
    """Everything that was ever received, and when."""

    def __init__(self, root: Path, extent: Extent | None = None) -> None:
        """Open the snapshots in a folder, which appears with the first one; as they once stood, if asked."""
        self.root = root
        sightings, accepted, verdicts = extent or (None, None, None)
        self._sightings = Journal(root / "sightings.jsonl", sightings)
        self._accepted = Journal(root / "accepted.jsonl", accepted)  # as it was kept before verdicts were
        self._checks = Journal(root / "checks.jsonl")
        self._seen: dict[str, list[Sighting]] = {}
        self._seen_count = 0
        self.verdicts = Verdicts(root, verdicts)

    def extent(self) -> Extent:
        """How much was seen and said so far, for other processes to see as much and no more."""
        return (len(self._sightings.read()), len(self._accepted.read()), len(self.verdicts.all()))

    def add(
        self, source_id: str, data: bytes, known_at: datetime, known_basis: str,
        retrieved_at: datetime, url: str, etag: str | None = None, last_modified: str | None = None,
    ) -> tuple[Sighting, bool]:
        """Keep bytes and record their sighting; says whether this very sighting is new.

        Raises DayToCome for what nobody can know yet, whoever hands it over.
        """
        refuse_day_to_come(known_at.date())
        sha256 = hashlib.sha256(data).hexdigest()
        sighting = Sighting(source_id, known_at, known_basis, retrieved_at, sha256, url, etag,
                            last_modified)
        for known in self.sightings(source_id):
            if (known.sha256, known.known_at) == (sha256, known_at):
                self._keep(sha256, data)
                return known, False
        self._keep(sha256, data)
        stages.reached("snapshot.bytes_stored")
        self._sightings.append(as_json(sighting))
        stages.reached("snapshot.sighting_recorded")
        return sighting, True

    def _keep(self, sha256: str, data: bytes) -> None:
        """Write bytes unless they are there; damaged ones are put right."""
        target = self._path(sha256)
        if not entry.is_whole(target, sha256):
            put_in_place(target, data, target.with_suffix(".temporary"))
            entry.seal(target)

    @property
    def bytes_folder(self) -> Path:
        """Where the bytes lie, each under its sha256."""
        return self.root / "bytes"

    def _path(self, sha256: str) -> Path:
        return self.bytes_folder / sha256

    def read(self, sha256: str) -> bytes:
        """The bytes of a snapshot, as they arrived; raises ChipledgerError if they are not."""
        if not self.holds(sha256):
            raise ChipledgerError(
                f"{self._path(sha256)}: these bytes of a publisher are lost or were edited; put the "
                "file back from a backup, or take the publisher's file in again with `chipledger ingest`"
            )
        return self._path(sha256).read_bytes()

    def holds(self, sha256: str) -> bool:
        """Whether the bytes are there as they arrived."""
        return entry.is_whole(self._path(sha256), sha256)

    def damaged(self) -> list[Sighting]:
        """The first sighting of all bytes that are lost or were edited."""
        self._catch_up()
        first = {s.sha256: s for seen in self._seen.values() for s in reversed(seen)}
        return [sighting for sha256, sighting in first.items() if not self.holds(sha256)]

    def sightings(self, source_id: str, known_by: datetime | None = None) -> list[Sighting]:
        """Sightings of a source in the order in which the world could know them."""
        self._catch_up()
        return by_then(self._seen.get(source_id, []), known_by)

    def withdraw(self, source_id: str, snapshot_id: str, reason: str) -> list[Sighting]:
        """Take every sighting of a snapshot back, as if it had never come; the bytes stay.

        To see it again, on the same day or another, brings it back.
        """
        gone = [s for s in self.sightings(source_id) if s.snapshot_id == snapshot_id]
        for sha256 in dict.fromkeys(sighting.sha256 for sighting in gone):
            self._sightings.append({"source_id": source_id, "sha256": sha256, WITHDRAWN: reason,
                                    "at": datetime.now(UTC).isoformat(timespec="seconds")})
        return gone

    def _catch_up(self) -> None:
        """Look at the sightings that were recorded since the last look."""
        records = self._sightings.read()
        if len(records) < self._seen_count:
            self._seen, self._seen_count = {}, 0
        for record in records[self._seen_count:]:
            seen = self._seen.setdefault(record["source_id"], [])
            if WITHDRAWN in record:
                self._seen[record["source_id"]] = [s for s in seen if s.sha256 != record["sha256"]]
                continue
            sighting = _sighting(record)
            if seen and seen[-1].known_at > sighting.known_at:
                insort(seen, sighting, key=_known_at)
            else:
                seen.append(sighting)
        self._seen_count = len(records)

    def accept(
        self, source_id: str, sha256: str, reason: str = "", *, is_withdrawn: bool = False
    ) -> None:
        """Record that a person vouches for a held snapshot, or no longer does."""
        self.verdicts.say("accept", source_id, sha256, "", reason, is_withdrawn=is_withdrawn)

    def accepted(self, source_id: str) -> set[str]:
        """The snapshots of a source that a person vouches for."""
        before = {r["sha256"] for r in self._accepted.read() if r["source_id"] == source_id}
        said = self.verdicts.last_words("accept", source_id)
        return (before - {v.subject for v in said}) | {v.subject for v in said if not v.is_withdrawn}

    def record_check(self, check: Check) -> None:
        """Record that a source was asked, whatever came of it."""
        self._checks.append(as_json(check))

    def checks_after(self, count: int) -> tuple[dict[str, Check], int]:
        """Per source: its last check after the first so many of all; and how many there are now."""
        records = self._checks.read()
        latest = {record["source_id"]: record for record in records[count:]}
        return {source_id: _check(record) for source_id, record in latest.items()}, len(records)

    def last_checks(self) -> dict[str, tuple[Check, Check | None]]:
        """Per source: the last attempt, and the last one that was answered."""
        found: dict[str, tuple[Record, Record | None]] = {}
        for record in self._checks.read():
            _, answered = found.get(record["source_id"], (record, None))
            found[record["source_id"]] = (record, answered if _is_failed(record) else record)
        return {source_id: (_check(last), _check(answered) if answered else None)
                for source_id, (last, answered) in found.items()}


def by_then(seen: list[Sighting], known_by: datetime | None) -> list[Sighting]:
    """Those of some sightings, in their order, that the world could know by a time."""
    return seen[:len(seen) if known_by is None else bisect_right(seen, known_by, key=_known_at)]


def _is_failed(record: Record) -> bool:
    return bool(record["outcome"] == "failed")


def _check(record: Record) -> Check:
    return Check(**{**record, "checked_at": datetime.fromisoformat(record["checked_at"])})


def _known_at(sighting: Sighting) -> datetime:
    return sighting.known_at


def _sighting(record: Record) -> Sighting:
    read = datetime.fromisoformat
    return Sighting(**(record | {"known_at": read(record["known_at"]),
                                 "retrieved_at": read(record["retrieved_at"])}))

"""What the sightings of a source came to, and in which words that is told.

How they are folded does not belong here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas.base.faults import Failure
from warehouse.folding.plausible import OTHER_LIST
from warehouse.storage.built import Built, Part
from warehouse.storage.snapshots import Sighting

FOLDED, HELD, REFUSED, REJECTED = "folded", "held", "refused", "rejected"


@dataclass(frozen=True)
class Outcome:
    """What one sighting came to: folded, held, refused, or rejected by a person."""

    sighting: Sighting
    status: str
    message: str = ""
    row_count: int = 0
    rejected_row_count: int = 0
    rejected_hash: str | None = None
    set_aside_row_count: int = 0
    set_aside_hash: str | None = None
    unread: Mapping[str, int] = field(default_factory=dict)
    unmapped: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    covers: tuple[str, ...] = ()
    added: int = 0
    changed: int = 0
    removed: int = 0
    cells: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Belief:
    """The parts of a raw table, and how its sightings led to them."""

    parts: tuple[Part, ...]
    outcomes: tuple[Outcome, ...]
    versions_hash: str | None
    set_aside: tuple[Mapping[str, Any], ...] = ()
    """What is told of the records that a person set aside."""
    failures: tuple[Failure, ...] = ()
    """What the class of the table finds in its parts."""


def outcome_of(
    sighting: Sighting, parsed: Built, status: str, message: str, counts: Any = None
) -> Outcome:
    """An outcome with what parsing and folding counted."""
    notes = parsed.notes
    numbers = {name: (counts or {}).get(name, 0) for name in ("added", "changed", "removed")}
    return Outcome(
        sighting, status, message, parsed.row_count, notes.get("rejected_row_count", 0),
        notes.get("rejected_hash"), notes.get("set_aside_row_count", 0),
        notes.get("set_aside_hash"), notes.get("unread", {}), notes.get("unmapped", {}),
        tuple(notes.get("covers", ())), **numbers,
        cells=tuple((counts or {}).get("cells", ())),
    )


def status_of(objections: Sequence[str]) -> str:
    """What becomes of a snapshot that fits its table: believed, held, or refused as another list's."""
    if any(said.startswith(OTHER_LIST) for said in objections):
        return REFUSED
    return HELD if objections else FOLDED


def held_message(objections: Sequence[str]) -> str:
    """Why a snapshot waits, and what ends the waiting."""
    if not objections:
        return ""
    if status_of(objections) == REFUSED:
        return f"{'; '.join(objections)}; take it in as the source that it is of"
    return (
        f"{'; '.join(objections)}; folded when the next file agrees, or after `chipledger accept`; "
        "`chipledger reject` keeps it out"
    )


def is_settled(outcomes: Sequence[Outcome], sighting: Sighting) -> bool:
    """Whether these bytes were the last to be judged, and not held."""
    if not outcomes or outcomes[-1].sighting.sha256 != sighting.sha256:
        return False
    return outcomes[-1].status != HELD

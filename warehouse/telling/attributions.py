"""Kept answers to why a number moved between two releases, as meta.revision_attribution tells them.

How a change is split stands in attribution.py; asking is for a command.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from warehouse.storage.fingerprint import digest
from warehouse.storage.store import Store

KIND = "attribution"


@dataclass(frozen=True)
class Mover:
    """A row without whose change the number would be another."""

    table: str
    key: str
    source: str
    moved: float
    said: str


@dataclass(frozen=True)
class Attribution:
    """Why one number is another in a later release."""

    question: str
    query: str
    from_release_id: str
    to_release_id: str
    before: float
    now: float
    code: float
    shares: Mapping[str, float]
    is_exact: bool
    movers: tuple[Mover, ...] = ()
    are_all_movers: bool = True
    caption: str = ""
    """The question in words, where the number has one."""


def keep(store: Store, found: Attribution) -> None:
    """Keep an answer, in the place of an earlier one to the same question."""
    asked = digest([found.question, found.query, found.from_release_id, found.to_release_id])
    store.put_record(KIND, f"{asked[:24]}.json", asdict(found))


def kept(store: Store) -> list[Attribution]:
    """All kept answers whose records are whole, in one order."""
    records = (store.get_record(KIND, name) for name in store.list(KIND))
    found = [Attribution(**{**r, "movers": tuple(Mover(**m) for m in r["movers"])})
             for r in records if r is not None]
    return sorted(found, key=lambda a: (a.question, a.from_release_id, a.to_release_id, a.query))


def fingerprint(store: Store) -> list[Any]:
    """What of all this a release says."""
    return [asdict(found) for found in kept(store)]


def rows(store: Store) -> Iterator[tuple[Any, ...]]:
    """The rows of the table: the code, then each cause, then the rows that moved the number."""
    for number, found in enumerate(kept(store), start=1):
        about = (number, found.question, found.from_release_id, found.to_release_id,
                 found.before, found.now)
        for place, (cause, share) in enumerate([("code", found.code), *found.shares.items()], 1):
            yield (*about, place, cause, share, found.is_exact, None, None, None, None)
        for place, one in enumerate(found.movers, len(found.shares) + 2):
            yield (*about, place, "row", one.moved, found.is_exact, one.table, one.key, one.source,
                   one.said)

"""What stands against a warehouse: one line each, with source, snapshot, cause and next command.

Whom it is told, and what a screen shows besides, do not belong here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from warehouse.building.build import Builder
from warehouse.folding.outcomes import HELD, REFUSED
from warehouse.storage.snapshots import Check

ANSWER = "chipledger refresh"
HELD_NEXT = "chipledger accept {source} {snapshot}  (or: chipledger reject {snapshot} --reason TEXT)"
REFUSED_NEXT = ("chipledger withdraw {source} {snapshot} --reason TEXT  "
                "(or mend its parser; the last good one counts)")
ROWS_NEXT = ("chipledger sql \"from meta.rejected_row where source_id = '{source}'\"  "
             "(and meta.set_aside_row)")
RELEASE_NEXT = "chipledger status"


@dataclass(frozen=True)
class Incident:
    """One thing that a person should know; `snapshot_id` is empty where no bytes are at fault."""

    source_id: str
    snapshot_id: str
    kind: str
    cause: str
    next_command: str

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it the same incident tomorrow, when its cause is told in other words."""
        return self.source_id, self.snapshot_id, self.kind

    def line(self) -> str:
        """The incident in one line."""
        where = f"{self.source_id} {self.snapshot_id}".strip()
        return f"{where}: {self.cause}; next: {self.next_command}"


def incidents(builder: Builder, refusals: Sequence[str] = ()) -> list[Incident]:
    """Everything that stands now; `refusals` are the reasons why a release was not made."""
    found: list[Incident] = []
    checks = builder.bindings.snapshots.last_checks()
    for name, folder in builder.folders.items():
        source_id, built = folder.source.source_id, builder.find(name)
        last, answered = checks.get(source_id, (None, None))
        found += _silence(source_id, last, answered)
        found += _of_snapshot(source_id, built.notes["outcomes"] if built else [])
    return [*found, *(Incident("release", "", reason, f"not published: {reason}", RELEASE_NEXT)
                      for reason in refusals)]


def _silence(source_id: str, last: Check | None, answered: Check | None) -> Iterator[Incident]:
    if last is not None and last.outcome == "failed":
        since = f"last answer: {answered.checked_at:%Y-%m-%d}" if answered else "it never has"
        cause = f"does not answer ({last.message}); {since}"
        yield Incident(source_id, "", "silent", cause, ANSWER)


def _of_snapshot(source_id: str, outcomes: Sequence[Mapping[str, Any]]) -> Iterator[Incident]:
    """Only the latest snapshot counts; older faults have been outlived."""
    for outcome in outcomes[-1:]:
        snapshot_id = str(outcome["snapshot_id"])
        if found := _cause(outcome):
            kind, cause, command = found
            text = command.format(source=source_id, snapshot=snapshot_id)
            yield Incident(source_id, snapshot_id, kind, cause, text)


def _cause(outcome: Mapping[str, Any]) -> tuple[str, str, str] | None:
    if outcome["status"] == HELD:
        return HELD, f"held: {outcome['message']}", HELD_NEXT
    if outcome["status"] == REFUSED:
        return REFUSED, f"refused: {outcome['message']}", REFUSED_NEXT
    left = outcome["rejected_row_count"] + outcome["set_aside_row_count"] + len(outcome["cells"])
    return ("rows", f"{left} of its rows or values do not count", ROWS_NEXT) if left else None

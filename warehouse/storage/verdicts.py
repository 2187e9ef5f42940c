"""What a person has said of snapshots, records and checks, each with a reason, each to be taken back.

The last word on a subject counts. What follows from it stands where snapshots, records and checks
are judged.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from warehouse.storage.journal import Journal

Kind = Literal["accept", "reject", "set_aside", "accept_cell", "accept_check", "hold"]
KINDS: tuple[Kind, ...] = ("accept", "reject", "set_aside", "accept_cell", "accept_check", "hold")
"""A hold is no person's word: a build found too much in a snapshot that its checks set aside."""


@dataclass(frozen=True)
class Verdict:
    """One thing a person decided.

    `subject` is a snapshot's sha256, a record's key or a check's name; `content` the very content
    that was judged, so that nothing is decided of what comes later.
    """

    kind: Kind
    source_id: str
    subject: str
    content: str
    reason: str
    said_at: str
    is_withdrawn: bool = False


class Verdicts:
    """All that persons decided, in a journal beside the snapshots."""

    def __init__(self, root: Path, most: int | None = None) -> None:
        """Open the journal in a folder, which appears with the first verdict; `most` hears no later ones."""
        self.root = root
        self._journal = Journal(root / "verdicts.jsonl", most)

    def say(
        self, kind: Kind, source_id: str, subject: str, content: str, reason: str, *,
        is_withdrawn: bool = False,
    ) -> Verdict:
        """Record a verdict, or that it is taken back."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        verdict = Verdict(kind, source_id, subject, content, reason, now, is_withdrawn)
        self._journal.append(asdict(verdict))
        return verdict

    def all(self) -> list[Verdict]:
        """Everything that was said, oldest first."""
        return [Verdict(**record) for record in self._journal.read()]

    def last_words(self, kind: Kind, source_id: str | None = None) -> list[Verdict]:
        """What was said last on each subject and content of a kind, also where it was taken back."""
        last: dict[tuple[str, str, str], Verdict] = {}
        for verdict in self.all():
            if verdict.kind == kind and source_id in (None, verdict.source_id):
                last[verdict.source_id, verdict.subject, verdict.content] = verdict
        return list(last.values())

    def standing(self, kind: Kind, source_id: str | None = None) -> list[Verdict]:
        """The verdicts of a kind that were not taken back, one per subject and content."""
        return [v for v in self.last_words(kind, source_id) if not v.is_withdrawn]


class VerdictsOnce(Verdicts):
    """Verdicts as one build first heard them: none comes between a fingerprint and its table."""

    def __init__(self, verdicts: Verdicts) -> None:
        """Listen to some verdicts once."""
        super().__init__(verdicts.root)
        self._verdicts = verdicts
        self._heard: list[Verdict] | None = None

    def all(self) -> list[Verdict]:
        """Everything that had been said when it was first asked for."""
        if self._heard is None:
            self._heard = self._verdicts.all()
        return self._heard

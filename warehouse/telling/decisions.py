"""What persons decided and have not taken back, as meta.decision tells it.

How it is heeded stands in judging.py, row_checks.py and checks.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from warehouse.storage.snapshots import Snapshots
from warehouse.storage.verdicts import KINDS


def decisions(snapshots: Snapshots) -> Iterator[tuple[Any, ...]]:
    """Number, kind, source, subject, content, reason and time of every decision that stands."""
    said = [v for kind in KINDS for v in snapshots.verdicts.standing(kind)]
    for number, verdict in enumerate(said, start=1):
        yield (number, verdict.kind, verdict.source_id or None, verdict.subject,
               verdict.content or None, verdict.reason or None,
               datetime.fromisoformat(verdict.said_at) if verdict.said_at else None)

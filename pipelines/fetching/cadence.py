"""Which sources are due, and what time it is. Whoever asks none needs nothing of the network for that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from pipelines.source import Source
from warehouse.storage.snapshots import Snapshots

TOLERANCE = timedelta(hours=1)
"""A daily job that starts a little early still finds a daily source due."""


def due(sources: Sequence[Source], snapshots: Snapshots, now: datetime) -> list[Source]:
    """The sources that can be asked and whose last answered check is older than their cadence.

    A check of the future was made by a wrong clock, and does not keep a source from being asked.
    """
    checks = snapshots.last_checks()

    def is_due(source: Source) -> bool:
        _, answered = checks.get(source.source_id, (None, None))
        cadence = timedelta(days=source.cadence_days)
        return answered is None or not timedelta() <= now - answered.checked_at < cadence - TOLERANCE

    return [source for source in sources if source.url and is_due(source)]


def now() -> datetime:
    """The time of a check; no table ever sees it."""
    return datetime.now(UTC)

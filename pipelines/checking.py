"""Asking the due sources whether they have changed, and keeping what they answer.

How bytes arrive stands in fetch.py; what they mean is for the build.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pipelines.exchange import Failure, Request, Response
from pipelines.fetch import fetch_many
from pipelines.source import Source
from warehouse.snapshots import Check, Snapshots

TOLERANCE = timedelta(hours=1)
"""A daily job that starts a little early still finds a daily source due."""


@dataclass(frozen=True)
class Checked:
    """What came of asking one source."""

    source: Source
    is_changed: bool
    message: str


def due(sources: Sequence[Source], snapshots: Snapshots, now: datetime) -> list[Source]:
    """The sources whose last answered check is older than their cadence."""
    checks = snapshots.last_checks()

    def is_due(source: Source) -> bool:
        _, answered = checks.get(source.source_id, (None, None))
        cadence = timedelta(days=source.cadence_days)
        return answered is None or now - answered.checked_at >= cadence - TOLERANCE

    return [source for source in sources if is_due(source)]


def check_sources(
    sources: Sequence[Source], snapshots: Snapshots, say: Callable[[str], None]
) -> list[Checked]:
    """Ask several sources at once; one that fails costs its line and nothing else."""
    by_id = {source.source_id: source for source in sources}
    results: list[Checked] = []

    def keep(answer: Response | Failure) -> None:
        checked = _kept(by_id[answer.request.source_id], answer, snapshots)
        say(f"{checked.source.source_id}: {checked.message}")
        results.append(checked)

    fetch_many([_request(source, snapshots) for source in sources], on_done=keep)
    return results


def _request(source: Source, snapshots: Snapshots) -> Request:
    seen = snapshots.sightings(source.source_id)
    fetched = [s for s in seen if s.url == source.url]
    last = fetched[-1] if fetched and fetched[-1] == seen[-1] else None
    return Request(
        source.source_id, source.url, source.media,
        etag=last.etag if last else None,
        last_modified=last.last_modified if last else None,
        max_bytes=source.max_bytes,
    )


def _kept(source: Source, answer: Response | Failure, snapshots: Snapshots) -> Checked:
    last = next(iter(snapshots.sightings(source.source_id)[::-1]), None)
    if isinstance(answer, Failure):
        why = answer.reason.removeprefix(f"{source.source_id}: ")
        kept = f"kept the release of {last.known_at:%Y-%m-%d}" if last else "nothing yet"
        said = f"offline: {kept}" if answer.is_offline else f"failed: {kept} ({why})"
        message = "offline" if answer.is_offline else why
        snapshots.record_check(Check(source.source_id, answer.failed_at, "failed", message))
        return Checked(source, False, said)
    if answer.body is None:
        snapshots.record_check(Check(source.source_id, answer.retrieved_at, "unchanged", "304"))
        since = f" since {last.known_at:%Y-%m-%d}" if last else ""
        return Checked(source, False, f"unchanged{since}")
    sighting, is_new = snapshots.add(
        source.source_id, answer.body, answer.retrieved_at, "retrieved", answer.retrieved_at,
        source.url, answer.etag, answer.last_modified,
    )
    is_changed = is_new and (last is None or last.sha256 != sighting.sha256)
    outcome = "changed" if is_changed else "unchanged"
    snapshots.record_check(Check(source.source_id, answer.retrieved_at, outcome, ""))
    return Checked(source, is_changed, f"{outcome}, {len(answer.body):,} bytes")


def now() -> datetime:
    """The time of a check; no table ever sees it."""
    return datetime.now(UTC)

"""Asking the due sources whether they have changed, and keeping what they answer.

How bytes arrive stands in fetch.py; what they mean is for the build.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date

from pipelines.fetching.cadence import now
from pipelines.fetching.exchange import Failure, FetchError, NotThereError, Request, Response
from pipelines.fetching.fetch import fetch_many, fetch_one
from pipelines.source import Media, Source
from warehouse.storage.days import DayToCome
from warehouse.storage.snapshots import Check, Sighting, Snapshots, end_of_day

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Checked:
    """What came of asking one source."""

    source: Source
    is_changed: bool
    message: str
    is_answered: bool = True


def check_sources(
    sources: Sequence[Source], snapshots: Snapshots, say: Callable[[str], None]
) -> list[Checked]:
    """Ask several sources at once; one that fails costs its line and nothing else."""
    by_id = {source.source_id: source for source in sources}
    results: list[Checked] = []

    def keep(answer: Response | Failure, said_day: date | None = None) -> None:
        checked = _kept(by_id[answer.request.source_id], answer, said_day, snapshots)
        say(f"{checked.source.source_id}: {checked.message}")
        results.append(checked)

    several = [s for s in sources if s.url and (s.gather or s.later_urls)]
    plain = [_request(s, s.url, snapshots) for s in sources if s.url and s not in several]
    with ThreadPoolExecutor() as pool:
        gathered = [pool.submit(_gathered if s.gather else _at_newest_address, s) for s in several]
        fetch_many(plain, on_done=keep)
        for future in gathered:
            keep(*future.result())
    return results


def _gathered(source: Source) -> tuple[Response | Failure, date | None]:
    """What a source's own way of asking brings, as if it had been one answer."""
    request = Request(source.source_id, source.url or "", source.media, max_bytes=source.max_bytes)

    def get(url: str, media: Media) -> bytes:
        asked = replace(request, url=url, media=media)
        return fetch_one(asked).body or b""

    try:
        body, said_day = source.gather(get) if source.gather else (b"", None)
    except FetchError as error:
        return Failure(request, now(), str(error), is_offline=error.is_offline), None
    except Exception as error:  # one publisher's surprise must not stop the others
        LOG.exception("%s could not be gathered", source.source_id)
        return Failure(request, now(), f"could not be gathered: {error!r}", is_offline=False), None
    return Response(request, now(), body, None, None, request.url), said_day


def _at_newest_address(source: Source) -> tuple[Response | Failure, None]:
    """What stands at the newest address at which anything does; any other trouble is told, not passed by."""
    for url in (*source.later_urls, source.url or ""):
        request = Request(source.source_id, url, source.media, max_bytes=source.max_bytes)
        try:
            return fetch_one(request), None
        except FetchError as error:
            answer = Failure(request, now(), str(error), is_offline=error.is_offline)
            if not isinstance(error, NotThereError):
                break
    return answer, None


def _request(source: Source, url: str, snapshots: Snapshots) -> Request:
    seen = snapshots.sightings(source.source_id)
    last = seen[-1] if seen and seen[-1].url == url else None
    return Request(
        source.source_id, url, source.media,
        etag=last.etag if last else None,
        last_modified=last.last_modified if last else None,
        max_bytes=source.max_bytes,
    )


def _kept(
    source: Source, answer: Response | Failure, said_day: date | None, snapshots: Snapshots
) -> Checked:
    last = next(iter(snapshots.sightings(source.source_id)[::-1]), None)
    if isinstance(answer, Failure):
        return _failed(source, answer, last, snapshots)
    if answer.body is None and last is None:
        raise ValueError(f"{source.source_id} answers `unchanged` to a first question")
    body = snapshots.read(last.sha256) if answer.body is None and last else answer.body or b""
    known_at = end_of_day(said_day) if said_day else answer.retrieved_at
    try:
        sighting, is_new = snapshots.add(
            source.source_id, body, known_at, "stated" if said_day else "retrieved",
            answer.retrieved_at, answer.request.url, answer.etag, answer.last_modified,
        )
    except DayToCome as refusal:
        failure = Failure(answer.request, answer.retrieved_at, str(refusal), is_offline=False)
        return _failed(source, failure, last, snapshots)
    is_changed = is_new and (last is None or last.sha256 != sighting.sha256)
    outcome = "changed" if is_changed else "unchanged"
    snapshots.record_check(Check(source.source_id, answer.retrieved_at, outcome, ""))
    since = "" if is_changed or not last else f" since {last.known_at:%Y-%m-%d}"
    return Checked(source, is_changed, f"{outcome}{since}, {len(body):,} bytes")


def _failed(
    source: Source, answer: Failure, last: Sighting | None, snapshots: Snapshots
) -> Checked:
    why = answer.reason.removeprefix(f"{source.source_id}: ")
    kept = f"kept the release of {last.known_at:%Y-%m-%d}" if last else "nothing yet"
    said = f"offline: {kept}" if answer.is_offline else f"failed: {kept} ({why})"
    message = "offline" if answer.is_offline else why
    snapshots.record_check(Check(source.source_id, answer.failed_at, "failed", message))
    return Checked(source, False, said, is_answered=False)

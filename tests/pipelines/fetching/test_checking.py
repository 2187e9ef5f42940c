"""A source whose publisher is seen to move is asked at its newest address at which anything stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.fetching import checking
from pipelines.fetching.exchange import FetchError, NotThereError, Request, Response
from pipelines.project import source, sources
from warehouse.storage.snapshots import Snapshots

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
NEWEST, NEWER, OLD = "https://a.example/v3", "https://a.example/v2", "https://a.example/v1"


@pytest.mark.parametrize(("standing", "broken", "asked", "url"), [
    ({NEWEST, NEWER, OLD}, set(), [NEWEST], NEWEST),
    ({NEWER, OLD}, set(), [NEWEST, NEWER], NEWER),
    ({OLD}, set(), [NEWEST, NEWER, OLD], OLD),
    ({OLD}, {NEWER}, [NEWEST, NEWER], None),
    (set(), set(), [NEWEST, NEWER, OLD], None),
], ids=["newest", "next", "old", "trouble is no move", "nowhere"])
def test_the_newest_address_that_is_there_answers(
    standing: set[str], broken: set[str], asked: list[str], url: str | None, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []

    def fetch(request: Request) -> Response:
        seen.append(request.url)
        if request.url in broken:
            raise FetchError(request, "the server answered 403", "look")
        if request.url not in standing:
            raise NotThereError(request, "the server answered 404", "look")
        return Response(request, NOW, b"[]", None, None, request.url)

    monkeypatch.setattr(checking, "fetch_one", fetch)
    moving = replace(source("genai_prices"), url=OLD, later_urls=(NEWEST, NEWER))
    snapshots = Snapshots(tmp_path)
    (checked,) = checking.check_sources([moving], snapshots, lambda _: None)
    assert (seen, checked.is_answered) == (asked, url is not None)
    assert [s.url for s in snapshots.sightings("genai_prices")] == ([url] if url else [])


def test_later_addresses_are_others_than_the_one_in_use() -> None:
    moving = [s for s in sources().values() if s.later_urls]
    assert moving
    assert all(s.url and s.url not in s.later_urls and not s.gather for s in moving)

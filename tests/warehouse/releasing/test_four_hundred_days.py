"""More than a year of days with small changes: a warehouse neither swells nor slows down."""

from __future__ import annotations

import hashlib
import statistics
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.mini import Mini
from tests.warehouse.releasing.test_collecting import collected
from warehouse.storage.manifest import manifests
from warehouse.storage.store import content_path

DAYS = 400
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
ROWS = 2_000
UNCHANGED_EVERY = 4
KEPT = 7
MOST_OF_NEEDED = 1.5
MOST_BYTES_OF_AN_UNCHANGED_DAY = 10_000
MOST_SLOWER = 1.5

pytestmark = pytest.mark.soak


@dataclass(frozen=True)
class Day:
    """What one day cost."""

    is_changed: bool
    cpu_s: float
    added_bytes: int


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def name(of: str) -> str:
    """As little alike as names are, so that packing them does not flatter either side."""
    return hashlib.sha256(of.encode()).hexdigest()[:12]


def lived(mini: Mini) -> Iterator[Day]:
    """Each day the publisher's file is seen; on most days one line of it is another."""
    mini.add_source()
    lines = [name(str(number)) for number in range(ROWS)]
    for number in range(DAYS):
        is_changed = number % UNCHANGED_EVERY != 0
        if is_changed:
            lines[number % ROWS] = name(f"{number} renamed")
        day = BEGIN + timedelta(days=number)
        before, began = size(mini.home.root), time.process_time()
        mini.snapshots.add("mini_seen", "\n".join(lines).encode(), day, "stated", day, "file")
        mini.publish()
        yield Day(is_changed, time.process_time() - began, size(mini.home.root) - before)


@pytest.fixture
def lived_days(mini_project: Mini) -> list[Day]:
    return list(lived(mini_project))


def test_four_hundred_days_neither_swell_nor_slow_a_warehouse(
    mini_project: Mini, lived_days: list[Day]
) -> None:
    unchanged = [day.added_bytes for day in lived_days[1:] if not day.is_changed]
    assert max(unchanged) < MOST_BYTES_OF_AN_UNCHANGED_DAY
    collected(mini_project, KEPT)
    bytes_folder = mini_project.snapshots.bytes_folder
    compressed = sum(len(zlib.compress(path.read_bytes())) for path in bytes_folder.iterdir())
    contents = {content for manifest in manifests(mini_project.store)
                for content in [*manifest.meta.values(),
                                *(part for table in manifest.tables.values() for part in table.parts)]}
    parts = sum(content_path(mini_project.store, content).stat().st_size for content in contents)
    assert size(mini_project.home.store) <= MOST_OF_NEEDED * (compressed + parts)
    early, late = (statistics.median(day.cpu_s for day in part)
                   for part in (lived_days[5:15], lived_days[-10:]))
    assert late < MOST_SLOWER * early

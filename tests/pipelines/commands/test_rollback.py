"""Releases are listed, taken back and stay taken back: on a small project, from the console."""

from __future__ import annotations

from tests.support.small_project import Small
from warehouse.paths import FILE_NAME


def published(small: Small) -> str:
    """The release that the link points at."""
    return (small.home / FILE_NAME).readlink().parent.name


def test_releases_and_rollback_from_the_console(small: Small) -> None:
    first = published(small)
    small.console("refresh", "--no-fetch", "--as-of", "2026-01-31")
    second = published(small)
    assert second.startswith("2026-01-31-")
    small.console("rollback", first)
    assert published(small) == first
    again = small.console("refresh", "--no-fetch", "--as-of", "2026-01-31")
    assert "withdrawn by a rollback" in again.stdout
    assert published(small) == first
    listed = small.console("releases").stdout
    assert first in listed and second in listed

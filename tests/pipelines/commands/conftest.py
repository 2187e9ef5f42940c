"""A small project that is published, for tests of what its next commands do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.small_project import SOURCE, Small


@pytest.fixture(scope="session")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a small project that is published; copy it to change it."""
    small = Small(tmp_path_factory.mktemp("refreshed"))
    file = small.counted("counts.csv", a=3, b=4)
    small.console("ingest", SOURCE, str(file), "--known-at", "2025-01-31")
    small.console("refresh", "--no-fetch")
    return small.home


@pytest.fixture
def small(refreshed: Path, tmp_path: Path) -> Small:
    """Code and warehouse of a test's own."""
    return Small(tmp_path, refreshed)

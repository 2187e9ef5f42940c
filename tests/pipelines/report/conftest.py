"""The report of the bundled warehouse, made once for the tests that look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.report import gather, page
from pipelines.report.chart import Answer
from pipelines.report.gather import Release
from warehouse.paths import Home


@pytest.fixture(scope="session")
def answered(first_refresh: Path) -> tuple[Release, dict[str, Answer]]:
    """What the bundled warehouse answers to every chart."""
    return gather.asked(Home(first_refresh))


@pytest.fixture(scope="session")
def html(answered: tuple[Release, dict[str, Answer]]) -> str:
    """The page."""
    return page.render(*answered)

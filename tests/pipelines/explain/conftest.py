"""One open file to which the questions of a module are put."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.explain.answer import Explanation
from pipelines.explain.gather import answered
from pipelines.explain.text import render
from tests.support.transactions import Explained, Row, asked
from warehouse.paths import Home
from warehouse.releasing.reading import open_published


@pytest.fixture(scope="module")
def explained(first_refresh: Path) -> Iterator[Explained]:
    """Answers the question of a row; no later test finds the file open."""
    with open_published(Home(first_refresh)) as con:
        def told(row: Row) -> tuple[Explanation, str]:
            found = answered(con, asked(row))
            return found, re.sub(r"\s+", " ", render(found))

        yield told

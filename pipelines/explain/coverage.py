"""How far the law is known: the texts that are not held, and the last day that was looked at."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from pipelines.explain.answer import Row, rows
from warehouse.paths import Home
from warehouse.releasing.reading import open_published

WIDTH = 102


def told(home: Home) -> str:
    """Every gap that a reader must know of, then the day through which the law was looked for."""
    with open_published(home) as con:
        gaps = rows(con, "from core.law_gap order by locator")
        known = rows(con, "from core.law_coverage")
    lines = [line for gap in gaps for line in _told(gap)]
    lines += [f"the law is known through {row['known_through_date']}: {row['note']}" for row in known]
    return "\n".join(part for line in lines for part in textwrap.wrap(
        line, WIDTH, subsequent_indent="    ", break_on_hyphens=False))


def _told(gap: Row) -> Iterator[str]:
    until = f"to {gap['missing_to_date']}" if gap["missing_to_date"] else "and still so"
    yield f"{gap['locator']}, not held from {gap['missing_from_date']} {until}: {gap['missing']}"
    yield f"  looked in: {gap['looked_in']}"
    yield f"  answers rest on: {gap['rests_on']} [{gap['citation']}]"

"""An earlier belief is asked by the same macros as the published file."""

from __future__ import annotations

import re

from pipelines.explain.belief import MACROS
from warehouse.paths import REPOSITORY
from warehouse.project.functions import NAMES

OF_PUBLISHED_FILES = {"asked_law_day"}
"""Refuses days of the release that is published; a belief has its own last day."""
TEXTS = {path.stem: path.read_text(encoding="utf-8")
         for path in (REPOSITORY / "dbt_like_sql" / "macro").glob("*/*.sql")}


def called(text: str) -> set[str]:
    """The macros that a text calls."""
    return {name for name in TEXTS if re.search(rf"(?<!\.)\b{name}\(", text)}


def test_a_belief_has_every_macro_that_an_explanation_calls() -> None:
    """Each after those on which it stands, as DuckDB binds them."""
    folder = REPOSITORY / "pipelines" / "explain"
    wanted = set().union(*(called(path.read_text(encoding="utf-8")) for path in folder.glob("*.py")))
    assert len(wanted) > 3
    assert wanted - OF_PUBLISHED_FILES <= {*MACROS, *NAMES}
    for place, name in enumerate(MACROS):
        body = TEXTS[name].partition("create macro")[2]
        assert called(body) - {name} <= {*MACROS[:place], *NAMES}, name

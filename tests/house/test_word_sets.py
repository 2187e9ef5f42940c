"""Sets of words that queries pick out: told in a table of their own, not typed where they are used."""

from __future__ import annotations

import re

import polars as pl
import pytest

from warehouse.paths import SQL_ROOT

LAYERS = ("core", "step", "metric", "check", "macro")
COMMENT = re.compile(r"--[^\n]*")
TYPED = re.compile(r"\bin\s*\(\s*('[^']*'(?:\s*,\s*'[^']*'){2,})\s*\)", re.IGNORECASE)
"""From three words on, a list in a query is a set that deserves a name."""


def sets_in(text: str) -> list[tuple[str, ...]]:
    """The words of every set that a query types."""
    lists = TYPED.findall(COMMENT.sub("", text))
    return [tuple(re.findall(r"'([^']*)'", words)) for words in lists]


def test_no_query_types_a_set_of_words() -> None:
    files = [path for layer in LAYERS for path in (SQL_ROOT / layer).rglob("*.sql")]
    assert len(files) > 200
    assert {str(path.relative_to(SQL_ROOT)): typed for path in files
            if (typed := sets_in(path.read_text(encoding="utf-8")))} == {}


ASKED = re.compile(r"word_set_id = '([^']*)'")


def test_every_set_is_asked_for_and_every_set_asked_for_is_there() -> None:
    asked = {name for layer in LAYERS for path in (SQL_ROOT / layer).rglob("*.sql")
             for name in ASKED.findall(COMMENT.sub("", path.read_text(encoding="utf-8")))}
    said = pl.read_csv(SQL_ROOT / "seed" / "word_set.csv")
    assert asked == set(said["word_set_id"])


@pytest.mark.parametrize(("text", "found"), [
    ("where a in ('x', 'y', 'z')", [("x", "y", "z")]),
    ("where a not in (\n  'x',\n  'y', 'z'\n)", [("x", "y", "z")]),
    ("where a in ('x', 'y')", []),
    ("-- example: a in ('x', 'y', 'z')\nwhere a in (select word from core.words)", []),
])
def test_a_typed_set_is_noticed(text: str, found: list[tuple[str, ...]]) -> None:
    assert sets_in(text) == found

"""Sets of words that queries pick out: told in a table of their own, not typed where they are used."""

from __future__ import annotations

import re
from collections import Counter

import polars as pl
import pytest

from warehouse.paths import SQL_ROOT

LAYERS = ("core", "step", "metric", "trend", "check", "macro")
COMMENT = re.compile(r"--[^\n]*")
TYPED = re.compile(r"(?:(?<!_id )(?<!_id not )\bin\s*\(|(?<!unnest\()\[)"
                   r"\s*('[^']*'(?:\s*,\s*'[^']*')+)\s*[)\]]", re.IGNORECASE)
"""A list that values are held against, or in whose order they stand. Ids name rows, and what `unnest`
makes into rows is the query's own."""
ASKING = ("asked_", "weights_answer")
"""Macros that say which words an argument may be."""
LONG = 3
"""From so many words on, a list is a set that deserves a name anywhere; a pair where two type it."""


def sets_in(text: str) -> list[tuple[str, ...]]:
    """The words of every set that a query types."""
    lists = TYPED.findall(COMMENT.sub("", text))
    return [tuple(re.findall(r"'([^']*)'", words)) for words in lists]


def nameless(texts: dict[str, str], ids: set[str]) -> dict[str, set[tuple[str, ...]]]:
    """By file, the sets that deserve a name: long ones, and pairs that another file types too.

    Ids of assumptions are no words: what a row names as its own is said where it is made.
    """
    typed = {name: {words for words in sets_in(text) if not ids.issuperset(words)}
             for name, text in texts.items()}
    shared = Counter(frozenset(words) for found in typed.values() for words in found)
    return {name: wanting for name, found in typed.items()
            if (wanting := {words for words in found if len(words) >= LONG or shared[frozenset(words)] > 1})}


def test_no_query_types_a_set_of_words() -> None:
    files = {str(path.relative_to(SQL_ROOT)): path.read_text(encoding="utf-8")
             for layer in LAYERS for path in (SQL_ROOT / layer).rglob("*.sql")
             if not path.stem.startswith(ASKING)}
    assert len(files) > 200
    ids = set(pl.read_csv(SQL_ROOT / "seed" / "model_constant.csv", infer_schema=False)["constant_id"])
    assert nameless(files, ids) == {}


ASKED = re.compile(r"word_set_id = '([^']*)'")


def test_every_set_is_asked_for_and_every_set_asked_for_is_there() -> None:
    asked = {name for layer in LAYERS for path in (SQL_ROOT / layer).rglob("*.sql")
             for name in ASKED.findall(COMMENT.sub("", path.read_text(encoding="utf-8")))}
    said = pl.read_csv(SQL_ROOT / "seed" / "word_set.csv")
    assert asked == set(said["word_set_id"])


@pytest.mark.parametrize(("text", "found"), [
    ("where a in ('x', 'y', 'z')", [("x", "y", "z")]),
    ("where a not in (\n  'x',\n  'y', 'z'\n)", [("x", "y", "z")]),
    ("where a in ('x', 'y')", [("x", "y")]),
    ("order by list_position(['x', 'y', 'z'], a)", [("x", "y", "z")]),
    ("select unnest(['x', 'y']) as a", []),
    ("where a = 'x'", []),
    ("where chip_id in ('x', 'y', 'z')", []),
    ("-- example: a in ('x', 'y', 'z')\nwhere a in (select word from core.words)", []),
])
def test_a_typed_set_is_noticed(text: str, found: list[tuple[str, ...]]) -> None:
    assert sets_in(text) == found


def test_a_pair_deserves_a_name_where_two_files_type_it() -> None:
    texts = {"one": "where a in ('x', 'y') and b in ('p', 'q')",
             "two": "where c in ('y', 'x') or d in ('k', 'l', 'm')",
             "three": "select ['i', 'j', 'k'] as constant_ids"}
    assert nameless(texts, {"i", "j", "k"}) == {"one": {("x", "y")}, "two": {("y", "x"), ("k", "l", "m")}}

"""What of a query decides a rebuild: its words, and neither comments nor layout."""

from __future__ import annotations

import pytest

from warehouse.project.sql import sql_hash

SQL = "select a, sum(b) as s from core.x where c = 'two  words' group by a"


@pytest.mark.parametrize("text", [
    "-- blocking: a header\n" + SQL,
    "SELECT a,\n\tsum(b) AS s /* note */\nFROM core.x\nWHERE c = 'two  words' -- why\nGROUP BY a\n",
    SQL + ";",
])
def test_comments_and_layout_leave_the_hash_of_a_query_alone(text: str) -> None:
    assert sql_hash(text) == sql_hash(SQL)


@pytest.mark.parametrize(("old", "new"), [
    ("two  words", "two words"), ("sum", "avg"), ("as s", "as t"), ("core.x", "core.y"),
    ("'two  words'", "'-- two'"),
])
def test_an_edit_of_the_query_changes_its_hash(old: str, new: str) -> None:
    assert sql_hash(SQL.replace(old, new)) != sql_hash(SQL)

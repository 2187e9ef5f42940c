"""What differs between two releases of the tiny project."""

from __future__ import annotations

import pytest

from tests.support.mini import Mini
from warehouse.errors import ChipledgerError
from warehouse.telling import differences
from warehouse.telling.differences import Difference


def test_rows_are_counted_by_their_key_and_what_moved_most_comes_first(mini_project: Mini) -> None:
    found = []
    for numbers in ({"a": 1, "b": 2, "c": 3}, {"b": 4, "c": 30, "d": 5}):
        mini_project.items(numbers)
        found.append(mini_project.publish())
    names = differences.differing(*found)
    assert names[-1] == "core.mini_item" and "metric.mini_scaled" in names
    difference, moved = differences.compared(mini_project.store, *found, "core.mini_item")
    assert difference == Difference("core.mini_item", 1, 1, 2)
    assert [(one.key, one.before, one.now) for one in moved] == [("c", 3.0, 30.0), ("b", 2.0, 4.0)]
    assert differences.differing(found[0], found[0]) == []
    with pytest.raises(ChipledgerError, match=r"neither release has a table core\.none"):
        differences.differing(*found, "core.none")

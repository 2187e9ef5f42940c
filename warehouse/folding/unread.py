"""What of believed snapshots nobody reads or understands: fields without a rule, words without a meaning.

Rows and cells that do not fit are told elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

Told = Mapping[str, Any]
Counts = Mapping[tuple[str, ...], int]
Row = tuple[Any, ...]
FOLDED = "folded"


def fields_of(outcome: Told) -> Counts:
    """The fields of one snapshot that nobody reads."""
    return {(name,): count for name, count in outcome["unread"].items()}


def words_of(outcome: Told) -> Counts:
    """The words of one snapshot that no mapping knows, by column."""
    return {(column, word): count for column, words in outcome["unmapped"].items()
            for word, count in words.items()}


def over_time(
    source_id: str, outcomes: Iterable[Told], counted: Callable[[Told], Counts]
) -> Iterator[Row]:
    """Each thing with its latest count, the days on which it was seen first and last, and if it is new."""
    seen: dict[tuple[str, ...], tuple[int, date, date]] = {}
    days: set[date] = set()
    for outcome in outcomes:
        if outcome["status"] != FOLDED:
            continue
        day = datetime.fromisoformat(outcome["known_at"]).date()
        days.add(day)
        for thing, count in counted(outcome).items():
            first = seen[thing][1] if thing in seen else day
            seen[thing] = (count, first, day)
    for thing, (count, first, last) in seen.items():
        yield (source_id, *thing, count, first, last, len(days) > 1 and first == max(days))

"""To which of Epoch's lists of models a file belongs, by what its records say of themselves.

How a record is read stands in source.py.
"""

from __future__ import annotations

from collections.abc import Callable

from warehouse.rows.records import TextRow, Unreadable

LARGEST_SHARE_OF_OTHERS = 0.1
FEWEST = 50
"""Fewer records than this are not judged to be a list picked from all."""
LARGE_FLOP = 1e23
"""Where the list of large-scale models begins, in each of its releases."""
Rows = list[TextRow]
Demand = Callable[[Rows], None]


def number_of(text: str) -> float:
    """A number to sort by; what is none comes first, and is refused where it is typed."""
    try:
        return float(text)
    except ValueError:
        return -1.0


def _of_members(rows: Rows, member: str) -> None:
    """Raise Unreadable for another of Epoch's lists, whose records do not say that they are of this."""
    stated = [row.cells.get(member) for row in rows]
    is_marked = any(text is not None for text in stated)  # early releases have no such column
    others = len(rows) - _count(rows, member)
    if is_marked and others > LARGEST_SHARE_OF_OTHERS * len(rows):
        raise _other(f"{others} of {len(rows)} records have no {member}")


def of_large_runs(rows: Rows) -> None:
    """Raise Unreadable for a list whose records state less than where that of large runs begins."""
    small = _small(rows)
    if small > LARGEST_SHARE_OF_OTHERS * len(rows):
        raise _other(f"{small} of {len(rows)} records state less than {LARGE_FLOP:.0e} FLOP")


def of_notable(rows: Rows) -> None:
    """Raise Unreadable for a list whose records are not notable, or that is the one of frontier models."""
    _of_members(rows, "notability_criteria")
    _not_of(rows, "is_frontier")


def of_frontier(rows: Rows) -> None:
    """Raise Unreadable for a list whose records are not marked, or state large runs alone."""
    _of_members(rows, "is_frontier_marked")
    _not_of_large_runs(rows)


def of_all(rows: Rows) -> None:
    """Raise Unreadable for a list that Epoch picked from that of all models."""
    _not_of(rows, "notability_criteria")
    _not_of_large_runs(rows)


def _not_of_large_runs(rows: Rows) -> None:
    if len(rows) >= FEWEST and _count(rows, "training_compute_flop") and not _small(rows):
        raise _other(f"no record states less than {LARGE_FLOP:.0e} FLOP")


def _not_of(rows: Rows, member: str) -> None:
    """Raise Unreadable where nearly all records say that they are of a list that was picked from this."""
    members = _count(rows, member)
    if len(rows) >= FEWEST and len(rows) - members <= LARGEST_SHARE_OF_OTHERS * len(rows):
        raise _other(f"{members} of {len(rows)} records have a {member}")


def _count(rows: Rows, name: str) -> int:
    return sum(bool((row.cells.get(name) or "").strip()) for row in rows)


def _small(rows: Rows) -> int:
    return sum(0 < number_of(row.cells.get("training_compute_flop") or "") < LARGE_FLOP for row in rows)


def _other(why: str) -> Unreadable:
    return Unreadable(f"is another list: {why}; take it in as the source that it is of")

"""Telling records apart where the publisher has no key: by what they state, and then by number.

Which columns state what a record is about stands with each source. No name is ever guessed.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from warehouse.rows.printed import visible
from warehouse.rows.records import Rejected, TextRow

DIGITS = 2
"""Rounded figures have one significant digit; a second lets noise in the sixteenth not matter."""

Stated = tuple[TextRow, str, int]


def told_apart(rows: Iterable[TextRow], columns: Iterable[str], rest: Iterable[str]
               ) -> Iterator[Stated]:
    """Each row, what it states in some columns, and its number among those that state the same.

    Rows that state the same are numbered in the order of the rest of their content, so that the
    order of a file decides nothing; those that are no records have no number.
    """
    kept, columns, rest = list(rows), tuple(columns), tuple(rest)
    alike: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for place, row in enumerate(kept):
        if not row.fault:
            alike[stated(row, columns)].append((tuple(rounded(cell(row, c)) for c in rest), place))
    number = {place: found for same in alike.values()
              for found, (_, place) in enumerate(sorted(same), start=1)}
    for place, row in enumerate(kept):
        yield row, stated(row, columns), number.get(place, 0)


def once(rows: Iterable[TextRow], columns: Iterable[str]) -> Iterator[TextRow]:
    """Each row; one that says in some columns all that an earlier one says is no record of its own."""
    columns, first = tuple(columns), dict[tuple[str, ...], int]()
    for row in rows:
        said = tuple(cell(row, column) for column in columns)
        number = first.setdefault(said, row.row_number)
        if row.fault or number == row.row_number:
            yield row
        else:
            shown = ", ".join(filter(None, said))
            yield replace(row, fault=Rejected(row.row_number, "", shown, f"says what row {number} says"))


def stated(row: TextRow, columns: Iterable[str]) -> str:
    """The filled cells of some columns, in a spelling that no lost digit changes."""
    parts = ((column, rounded(cell(row, column))) for column in columns)
    return "; ".join(f"{column} {value}" for column, value in parts if value)


def digest(text: str) -> str:
    """Ten hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def rounded(text: str) -> str:
    """A number to two digits; anything else as it is."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return f"{number:.{DIGITS - 1}e}" if number.is_finite() else text


def cell(row: TextRow, column: str) -> str:
    """What of a cell can be seen, empty if there is none."""
    return visible(row.cells.get(column))

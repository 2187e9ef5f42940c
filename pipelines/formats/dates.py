"""The dates of a file in one spelling, in the order in which each of its columns prints them.

How one date is read stands in warehouse/rows/printed.py; which columns hold dates, in their classes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

import polars as pl

from schemas import base
from schemas.base import Table
from warehouse.rows.printed import read_day, visible
from warehouse.rows.records import TextRow

NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
"""A day without a word: slashes stand where Americans write, dots where the day comes first, and of hyphens
nobody knows before the column shows it."""
USUAL = {"/": "month", ".": "day", "-": None}
MONTHS = 12
MONTH_START = "month_start_date"
"""A column of first days of months: whichever part is always 1 is the day."""
FAULTS = "date_fault"
"""The column that says which printed dates could not be used, and why."""


def date_columns(table: type[Table]) -> list[str]:
    """The columns of a class that hold days."""
    return [column.name for column in base.columns(table) if column.dtype == pl.Date]


def in_iso(rows: Iterable[TextRow], names: Collection[str]) -> Iterator[TextRow]:
    """Rows in which all that is a date in some columns is in ISO form; the rest stays as it is printed.

    Columns print the part first that their mark of division calls for, unless they show otherwise: one
    date that is possible the other way alone decides for all of its column, unless another is possible
    this way alone.
    """
    kept = list(rows)
    firsts = {name: _firsts([row.cells.get(name) for row in kept], is_start=name == MONTH_START)
              for name in names}
    for row in kept:
        spelled = {name: _spelled(row.cells.get(name), firsts[name])
                   for name in names if row.cells.get(name)}
        yield row.saying(spelled) if spelled else row


def with_faults_told(row: TextRow, names: Iterable[str]) -> TextRow:
    """A row with these dates, the impossible ones empty and told in `date_fault`."""
    read: dict[str, str | None] = {}
    faults = []
    for name in names:
        text = visible(row.cells.get(name))
        try:
            read[name] = read_day(text).isoformat() if text else None
        except ValueError as why:
            read[name] = None
            faults.append(f"{name}: {text} ({why})")
    return row.saying({**read, FAULTS: "; ".join(faults) or None})


def _firsts(texts: Iterable[str | None], *, is_start: bool) -> dict[str, str | None]:
    """Which part stands first in a column, by the mark that parts its dates."""
    found: dict[str, set[tuple[int, int]]] = {mark: set() for mark in USUAL}
    for match in filter(None, (NUMBERS.fullmatch(visible(text)) for text in texts)):
        found[match[2]].add((int(match[1]), int(match[3])))
    return {mark: _first(pairs, USUAL[mark], is_start=is_start) for mark, pairs in found.items()}


def _first(pairs: Collection[tuple[int, int]], usual: str | None, *, is_start: bool) -> str | None:
    ones, others = {one for one, _ in pairs}, {other for _, other in pairs}
    if is_start and (ones == {1}) != (others == {1}):
        return "day" if ones == {1} else "month"
    shows_day, shows_month = max(ones, default=0) > MONTHS, max(others, default=0) > MONTHS
    if shows_day == shows_month:
        return usual
    return "day" if shows_day else "month"


def _spelled(text: str | None, firsts: Mapping[str, str | None]) -> str:
    printed = visible(text)
    found = NUMBERS.fullmatch(printed)
    first = found and firsts[found[2]]
    try:
        if found and first:
            one, other = (found[1], found[3]) if first == "month" else (found[3], found[1])
            return read_day(f"{one}/{other}/{found[4]}").isoformat()
        return read_day(printed).isoformat()
    except ValueError:
        return printed

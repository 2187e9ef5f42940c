"""The dates of a file in one spelling, in the order in which each of its columns prints them.

How one date is read stands in warehouse/rows/printed.py; which columns hold dates, in their classes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

import polars as pl

from schemas import base
from schemas.base import Table
from warehouse.rows.printed import read_day, visible
from warehouse.rows.records import TextRow

SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
MONTHS = 12
FAULTS = "date_fault"
"""The column that says which printed dates could not be used, and why."""


def date_columns(table: type[Table]) -> list[str]:
    """The columns of a class that hold days."""
    return [column.name for column in base.columns(table) if column.dtype == pl.Date]


def in_iso(rows: Iterable[TextRow], names: Collection[str]) -> Iterator[TextRow]:
    """Rows in which all that is a date in some columns is in ISO form; the rest stays as it is printed.

    Columns print the month first unless they show otherwise: one date that is possible with the day
    first alone decides for all of its column, unless another is possible the other way alone.
    """
    kept = list(rows)
    turned = {name for name in names if _is_day_first(row.cells.get(name) for row in kept)}
    for row in kept:
        spelled = {name: _spelled(row.cells.get(name), is_day_first=name in turned)
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


def _is_day_first(texts: Iterable[str | None]) -> bool:
    found = [(int(match[1]), int(match[2])) for text in texts
             if (match := SLASHES.fullmatch(visible(text)))]
    return any(first > MONTHS for first, _ in found) and all(second <= MONTHS for _, second in found)


def _spelled(text: str | None, *, is_day_first: bool) -> str:
    printed = visible(text)
    try:
        return read_day(SLASHES.sub(r"\2/\1/\3", printed) if is_day_first else printed).isoformat()
    except ValueError:
        return printed

"""Whether a column of dates prints the month or the day first, which no cell of it can say alone.

How one date is read stands in warehouse/rows/printed.py; which columns hold dates, in their classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import polars as pl

from schemas import base
from schemas.base import Table
from warehouse.rows.records import TextRow

SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
MONTHS = 12


def in_one_order(rows: Iterable[TextRow], table: type[Table]) -> Iterator[TextRow]:
    """Rows in which dates of a column that prints the day first are in ISO form.

    A column is of one form: one date that is possible that way alone decides for all of them, unless
    another is possible the other way alone.
    """
    kept = list(rows)
    turned = [column.name for column in base.columns(table) if column.dtype == pl.Date
              and _is_day_first(row.cells.get(column.name) for row in kept)]
    for row in kept:
        yield replace(row, cells={**row.cells, **_turned(row.cells, turned)}) if turned else row


def _is_day_first(texts: Iterable[str | None]) -> bool:
    found = [(int(match[1]), int(match[2])) for text in texts if (match := _slashes(text))]
    return any(first > MONTHS for first, _ in found) and all(second <= MONTHS for _, second in found)


def _turned(cells: Mapping[str, str | None], names: Iterable[str]) -> dict[str, str]:
    found = {name: _slashes(cells.get(name)) for name in names}
    return {name: f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}" for name, match in found.items() if match}


def _slashes(text: str | None) -> re.Match[str] | None:
    return SLASHES.fullmatch((text or "").strip())

"""From a publisher's text to typed records: cells that say nothing are emptied or keep their row out.

File formats do not belong here, nor what a column means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import polars as pl

from schemas import base
from schemas.base import Table
from warehouse.rows.printed import NUMBERS, Said, said, visible
from warehouse.rows.records import (
    Parsed,
    Rejected,
    TextRow,
    own_columns,
    record_schema,
    shown,
    spared_columns,
    without_places,
)
from warehouse.rows.ruling import held_against
from warehouse.rows.sides import RESOLUTION


def typed(
    table: type[Table],
    rows: Iterable[TextRow],
    scales: Mapping[str, Decimal] | None = None,
    unread: Mapping[str, int] | None = None,
) -> Parsed:
    """Records of a table class from text; a scale is the factor that converts a unit."""
    listed = list(rows)
    cells = {c.name: [_text_in(row, c.name) for row in listed]
             for c in own_columns(table)}
    faults = {place: row.fault for place, row in enumerate(listed) if row.fault}
    return typed_columns(table, [row.row_number for row in listed], cells, faults, scales, unread)


def typed_columns(
    table: type[Table],
    numbers: Sequence[int],
    cells: Mapping[str, Sequence[str | None]],
    faults: Mapping[int, Rejected],
    scales: Mapping[str, Decimal] | None = None,
    unread: Mapping[str, int] | None = None,
) -> Parsed:
    """The same from whole columns; faults are of rows, by place, that are none whatever they say."""
    rejected = {place: [replace(fault, value=shown(fault.value))] for place, fault in faults.items()}
    emptied: dict[int, list[Rejected]] = {}
    unreadable: Counter[int] = Counter()
    spared = spared_columns(table)
    found: dict[str, pl.Series] = {}
    for column in own_columns(table):
        texts, scale = cells[column.name], (scales or {}).get(column.name, Decimal(1))
        read = {text: _said(text, column.dtype, scale) for text in dict.fromkeys(texts)}
        found[column.name] = _each({text: one.value for text, one in read.items()}, texts, column.dtype)
        if column.dtype in NUMBERS:
            steps = {text: one.step for text, one in read.items()}
            found[column.name + RESOLUTION] = _each(steps, texts, pl.Float64)
        wrong = _places({text for text, one in read.items() if one.fault}, texts) - faults.keys()
        is_read = found[column.name].count() >= len(wrong)
        for place in wrong:
            one, text = read[texts[place]], shown((texts[place] or "").strip())
            is_slip = column.name in spared and (one.is_out_of_range or is_read)
            (emptied if is_slip else rejected).setdefault(place, []).append(
                Rejected(numbers[place], column.name, text, one.fault))
            unreadable[place] += not one.is_out_of_range
    found["row_number"] = pl.Series(numbers, dtype=pl.Int64)
    frame = pl.DataFrame(found).select(list(record_schema(table)))
    _reject_whole(rejected, emptied, _of_another_kind(frame, unreadable))
    fields = {shown(name): uses for name, uses in (unread or {}).items()}
    return held_against(table, Parsed(
        without_places(frame, rejected), _in_order(rejected), fields, _in_order(emptied),
        frame.filter(pl.int_range(pl.len()).is_in(list(rejected)))))


def _text_in(row: TextRow, name: str) -> str | None:
    """A cell of a row; one of a row that is none may hold anything."""
    text = row.cells.get(name)
    return text if not row.fault or isinstance(text, str) else None


def _said(text: str | None, dtype: Any, scale: Decimal) -> Said:
    seen = visible(text)
    return said(seen, dtype, scale) if seen else Said()


def _each(values: Mapping[str | None, Any], texts: Sequence[str | None], dtype: Any) -> pl.Series:
    return pl.Series(list(map(values.__getitem__, texts)), dtype=dtype)


def _places(wanted: set[str | None], texts: Sequence[str | None]) -> set[int]:
    return {place for place, text in enumerate(texts) if text in wanted} if wanted else set()


def _reject_whole(
    rejected: dict[int, list[Rejected]], emptied: dict[int, list[Rejected]], others: set[int]
) -> None:
    """Let what is emptied in rows that are kept out be told of their rejection alone."""
    for place in others & emptied.keys() - rejected.keys():
        rejected[place] = emptied[place]
    for place in rejected.keys() & emptied.keys():
        del emptied[place]


def _of_another_kind(frame: pl.DataFrame, unreadable: Mapping[int, int]) -> set[int]:
    """Rows of which more numbers, days and marks cannot be read than can: headings, totals, remarks."""
    typed = [name for name, dtype in frame.drop("row_number").schema.items()
             if dtype not in (pl.String, base.TEXT_LIST) and not name.endswith(RESOLUTION)]
    if not typed or not unreadable:
        return set()
    read = frame.select(pl.sum_horizontal(pl.col(typed).is_not_null())).to_series()
    return {place for place, count in unreadable.items() if count > read[place]}


def _in_order(cells: Mapping[int, list[Rejected]]) -> list[Rejected]:
    return [cell for place in sorted(cells) for cell in cells[place]]

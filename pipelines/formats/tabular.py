"""Reading published CSV files as printed: headers that drift, ragged rows, units to convert.

What the columns mean, and what becomes of the records, does not belong here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from pipelines.formats.dates import date_columns, in_iso
from pipelines.formats.delimited import rows_of, said_of
from schemas.base import Table
from warehouse.rows.printed import is_number, visible
from warehouse.rows.records import Parsed, Rejected, TextRow, Unreadable
from warehouse.rows.typing import typed

MOST_LINES_ABOVE = 20
"""A header that stands below more lines than this is told like one that is not there."""
TOTAL = re.compile(r"\s*(?:grand |sub[- ]?)?totals?:?\s*", re.IGNORECASE)
"""What stands in place of a name where a row adds up those above it."""
NOUGHT = re.compile(r"0(?:\.0*)?(?:[eE][+-]?\d+)?")


@dataclass(frozen=True)
class Field:
    """Where a column of ours stands in a publisher's file."""

    headers: tuple[str, ...]
    scale: Decimal
    is_optional: bool
    unknown: tuple[str, ...]
    clean: Callable[[str], str] | None
    is_day: bool


def field(
    *headers: str, scale: str = "1", optional: bool = False, unknown: tuple[str, ...] = (),
    clean: Callable[[str], str] | None = None, is_day: bool = False,
) -> Field:
    """A column by the headers it has had; `scale` is the factor that converts its unit.

    Optional ones may be absent from a release; the absence of any other refuses the snapshot.
    `unknown` lists what the publisher prints, besides an empty cell, where it knows nothing.
    `clean` takes the decoration off a cell, such as `amount` or `checkbox`. `is_day` marks a column of
    text that mostly holds days; columns of dates need no mark.
    """
    return Field(headers, Decimal(scale), optional, unknown, clean, is_day)


def amount(text: str) -> str:
    """`$1,299.00` as `1,299.00`; anything else stays as it is, to be refused if not a number."""
    plain = text.strip().removeprefix("$")
    return plain if is_number(plain) else text


def checkbox(text: str) -> str:
    """Airtable prints `checked` for a ticked box and nothing for the others."""
    return {"checked": "true", "": "false"}.get(text.strip(), text)


def read_csv(
    data: bytes, fields: Mapping[str, Field], table: type[Table],
    prepare: Callable[[Iterable[TextRow]], Iterable[TextRow]] | None = None,
) -> Parsed:
    """Records of a table class from a CSV file; raises Unreadable when a header is missing.

    `prepare` sees all rows of the file before they are typed, to tell apart those that share a key.
    """
    lines = rows_of(data)
    header = next(lines, [])
    places = _places(header, fields, lines)
    read = {place for place in places.values() if place is not None}
    unread = {name: 0 for place, name in enumerate(header) if place not in read and name}
    scales = {name: f.scale for name, f in fields.items() if f.scale != 1}
    unknown = {name: f.unknown for name, f in fields.items() if f.unknown}
    cleaners = {name: f.clean for name, f in fields.items() if f.clean}
    counted = _counted(lines, header, unread)
    days = {*date_columns(table), *(name for name, f in fields.items() if f.is_day)} & fields.keys()
    faults: dict[int, Rejected] = {}
    rows = (
        _cleaned(_without_unknown(row, unknown), cleaners)
        for row in in_iso(_rows(counted, header, places, faults), days)
    )
    return typed(table, _with_faults(prepare(rows) if prepare else rows, faults), scales, unread)


def _counted(
    lines: Iterator[list[str]], header: list[str], unread: dict[str, int]
) -> Iterator[list[str]]:
    """The rows, with how many of them fill each column that nobody reads."""
    places = [(place, name) for place, name in enumerate(header) if name in unread]
    for cells in lines:
        for place, name in places:
            if place < len(cells) and cells[place] and not cells[place].isspace():
                unread[name] += 1
        yield cells


def _without_unknown(row: TextRow, unknown: Mapping[str, tuple[str, ...]]) -> TextRow:
    empty = {name: None for name, words in unknown.items()
             if _plain(row.cells.get(name)) in words}
    return row.saying(empty) if empty else row


def _plain(text: str | None) -> str:
    """A cell as words for what is unknown are listed: nought is `0`, however it is printed."""
    seen = visible(text)
    return "0" if NOUGHT.fullmatch(seen) else seen


def _cleaned(row: TextRow, cleaners: Mapping[str, Callable[[str], str]]) -> TextRow:
    printed = {name: row.cells.get(name) for name in cleaners}
    cells = {name: cleaners[name](text) for name, text in printed.items() if text is not None}
    return row.saying(cells) if cells else row


def _places(
    header: list[str], fields: Mapping[str, Field], lines: Iterator[list[str]]
) -> dict[str, int | None]:
    places: dict[str, int | None] = {}
    for name, wanted in fields.items():
        found = [place for place, text in enumerate(header) if visible(text) in wanted.headers]
        if len(found) > 1:
            raise Unreadable(f"has the column {header[found[0]]!r} for {name} more than once")
        if not found and not wanted.is_optional:
            raise Unreadable(
                f"has no column {' or '.join(map(repr, wanted.headers))} for {name}: "
                f"{said_of(header)}; {_advice(fields, lines)}"
            )
        places[name] = found[0] if found else None
    return places


def _advice(fields: Mapping[str, Field], lines: Iterator[list[str]]) -> str:
    """What to do about a header that lacks a column: it may stand under other lines."""
    known = {header for wanted in fields.values() for header in wanted.headers}
    for number, cells in enumerate(islice(lines, MOST_LINES_ABOVE), start=2):
        if 2 * len(known & {visible(cell) for cell in cells}) > len(fields):
            return f"its header seems to be row {number}; take off what stands above it"
    return "if the publisher renamed it, add the new header to the source's fields"


def _rows(
    lines: Iterator[list[str]], header: list[str], places: Mapping[str, int | None],
    faults: dict[int, Rejected],
) -> Iterator[TextRow]:
    """Records numbered as a spreadsheet shows them: the header is row 1; what is none is noted in `faults`.

    A row of more or fewer cells is read from the left, where names stand: that it cannot be used is no
    word that its record is gone.
    """
    for number, cells in enumerate(lines, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            reason = f"a row of {len(cells)} cells under a header of {len(header)}"
            faults[number] = Rejected(number, "", ",".join(cells)[:200], reason)
        row = TextRow(number, {n: None if p is None or p >= len(cells) else cells[p]
                               for n, p in places.items()})
        total = next((name for name, text in row.cells.items() if text and TOTAL.fullmatch(text)), None)
        if total:
            faults[number] = Rejected(number, total, row.cells[total] or "", "a row of totals is no record")
        yield row


def _with_faults(rows: Iterable[TextRow], faults: Mapping[int, Rejected]) -> Iterator[TextRow]:
    """Rows that know by now what they are of, with what is wrong with some; none of these is lost."""
    told = set()
    for row in rows:
        told.add(row.row_number)
        yield replace(row, fault=row.fault or faults.get(row.row_number))
    yield from (TextRow(number, {}, fault) for number, fault in faults.items() if number not in told)

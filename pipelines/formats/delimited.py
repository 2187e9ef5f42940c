"""Rows of a delimited text as printed, refused whole where a quote or the delimiter lost some.

What the columns mean stands in tabular.py, what the bytes mean in encoding.py.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from pipelines.formats.encoding import decoded
from warehouse.rows.records import SHOWN_CHARACTERS, Unreadable

LINE_END = re.compile(r"\r\n?|\n")
LONE_RETURN = re.compile(r"\r(?!\n)")
DECIMAL_COMMA = re.compile(r"-?\d+,\d+")
POINT = re.compile(r"-?\d+\.(?!\d{3}$)\d+(?:[eE][+-]?\d+)?")
"""A number with a point that parts no thousands: in a column of such, commas are not meant for points."""
SAID = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n?|\n)')
"""Spreadsheets say so in a line above the header, and read it."""
FEWEST_ROWS = 2
"""So many lines of a cell that look like rows are no remark of several lines."""
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def text_of(data: bytes) -> str:
    """The file's text; where lines end in a line feed, a lone carriage return is part of a cell."""
    text = decoded(data)
    first = LINE_END.search(text)
    return text if first is None or first[0] == "\r" else LONE_RETURN.sub(" ", text)


def rows_of(data: bytes) -> Iterator[list[str]]:
    """The header and every row; raises Unreadable naming the line on which a lost quote opens."""
    text = text_of(data)
    if text.lstrip()[:1] == "<":
        raise Unreadable("is a web page, not a table; the publisher may want something, or moved "
                         "the file: look at it")
    if text.lstrip()[:1] in ("{", "["):
        raise Unreadable(f"is JSON, not a table: {text.strip()[:SHOWN_CHARACTERS]!r}; the publisher may "
                         "tell a fault of its own, or changed the format: look at it")
    said = SAID.match(text)
    delimiter = said[1] if said and said[1] in DELIMITERS else _delimiter(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    if said:
        next(lines)
    width, begins_at = 0, lines.line_num + 1
    try:
        for cells in lines:
            width = width or len(cells)
            is_of_lines = lines.line_num > begins_at
            if is_of_lines and (any(_swallows_rows(cell, width, delimiter) for cell in cells) or (
                    len(cells) < width and cells and "\n" in cells[-1])):
                raise Unreadable(f"has a quote that opens on line {begins_at} and does not close "
                                 "there: it swallows the rows behind it; close it, or fetch again")
            commas = {place for place, cell in enumerate(cells) if DECIMAL_COMMA.fullmatch(cell)}
            if delimiter == ";" and commas and not commas <= _with_points(text):
                raise Unreadable(f"has semicolons between its cells and commas in its numbers (line "
                                 f"{begins_at}); save it with commas between cells and points in "
                                 "numbers")
            yield cells
            begins_at = lines.line_num + 1
    except csv.Error as error:
        raise Unreadable(f"is no table at line {begins_at}: {error}; look at the file") from None


def _with_points(text: str) -> set[int]:
    """The columns of a table with semicolons that have points in their numbers."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    return {place for cells in rows for place, cell in enumerate(cells) if POINT.fullmatch(cell)}


def _swallows_rows(cell: str, width: int, delimiter: str) -> bool:
    """Whether lines inside a cell have as many delimiters as a row."""
    if "\n" not in cell or width < FEWEST_ROWS:
        return False
    within = cell.split("\n")[1:-1]
    return sum(line.count(delimiter) == width - 1 for line in within) >= FEWEST_ROWS


def _delimiter(text: str) -> str:
    """What parts the header's cells, outside of quotes: commas, unless there is none."""
    header = re.sub(r'"[^"]*"', "", LINE_END.split(text.lstrip("\r\n"), maxsplit=1)[0])
    return max(DELIMITERS, key=lambda sign: (header.count(sign), sign == ","))


def said_of(header: list[str]) -> str:
    """How a header is told in a message."""
    shown = ", ".join(repr(name) for name in header[:8])
    return f"its header is {shown}{' ...' if len(header) > 8 else ''}"

"""Rows of a delimited text as printed, refused whole where a quote or the encoding lost some.

What the columns mean stands in tabular.py.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from warehouse.records import Unreadable

LINE_END = re.compile(r"\r\n?|\n")
LONE_RETURN = re.compile(r"\r(?!\n)")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
FEWEST_ROWS = 2
"""So many lines of a cell that look like rows are no remark of several lines."""


def text_of(data: bytes) -> str:
    """The file's text; where lines end in a line feed, a lone carriage return is part of a cell."""
    encoding = "utf-16" if data.startswith(UTF_16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"is not UTF-8 text, nor whole UTF-16, at byte {error.start}; save it as "
                         "UTF-8 and take it in again") from None
    first = LINE_END.search(text)
    return text if first is None or first[0] == "\r" else LONE_RETURN.sub(" ", text)


def rows_of(data: bytes) -> Iterator[list[str]]:
    """The header and every row; raises Unreadable naming the line on which a lost quote opens."""
    lines = csv.reader(io.StringIO(text_of(data), newline=""))
    width, begins_at = 0, 1
    try:
        for cells in lines:
            width = width or len(cells)
            is_last_cut = lines.line_num > begins_at and len(cells) < width
            if any(_swallows_rows(cell, width) for cell in cells) or (
                    is_last_cut and cells and "\n" in cells[-1]):
                raise Unreadable(f"has a quote that opens on line {begins_at} and does not close "
                                 "there: it swallows the rows behind it; close it, or fetch again")
            yield cells
            begins_at = lines.line_num + 1
    except csv.Error as error:
        raise Unreadable(f"is no table at line {begins_at}: {error}; look at the file") from None


def _swallows_rows(cell: str, width: int) -> bool:
    """Whether lines inside a cell have as many commas as a row."""
    if "\n" not in cell or width < FEWEST_ROWS:
        return False
    return sum(line.count(",") == width - 1 for line in cell.split("\n")[1:-1]) >= FEWEST_ROWS


def other_delimiter(header: list[str]) -> str | None:
    """The delimiter that a header of one cell seems to have."""
    names = {";": "semicolons", "\t": "tabs", "|": "bars"}
    only = header[0] if len(header) == 1 else ""
    return next((said for sign, said in names.items() if sign in only), None)

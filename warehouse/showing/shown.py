"""How rows of a query are written: for people in a terminal, for pipes, for other programs.

Opening the file and running the query stands in reading.py.
"""

from __future__ import annotations

import csv
import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, count, islice
from typing import Any, TextIO

from warehouse.showing.text import aligned, cell

SHOWN_ROWS = 1000
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would run as a formula."""
NUMBER = r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?"
CUT = "the first {:,} rows; use --format csv for all\n"

Row = tuple[Any, ...]
Rows = Iterator[Row]


def harmless(text: str) -> str:
    """A text without what would steer a terminal: control and direction marks are written out."""
    return "".join(c if c in "\n " or unicodedata.category(c) not in ("Cc", "Cf") else repr(c)[1:-1]
                   for c in text)


def plain_text(value: Any) -> str:
    """A text that no spreadsheet takes for a formula; numbers and dates stay as they are."""
    is_formula = isinstance(value, str) and value.startswith(FORMULA) and not _is_number(value)
    return f"'{value}" if is_formula else "" if value is None else str(value)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(NUMBER, text, re.ASCII))


def write_csv(names: Sequence[str], _: set[int], rows: Rows, out: TextIO) -> None:
    """CSV that a spreadsheet may open; in a terminal without what would steer it."""
    shown = harmless if out.isatty() else str
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([shown(plain_text(name)) for name in names])
    writer.writerows([shown(plain_text(value)) for value in row] for row in rows)


def write_json(names: Sequence[str], _: set[int], rows: Rows, out: TextIO) -> None:
    """One object per line inside a list; what JSON has no word for becomes text."""
    told = _told_apart(names)
    objects = (dict(zip(told, map(_jsonable, row), strict=True)) for row in rows)
    lines = (json.dumps(found, ensure_ascii=out.isatty(), default=str) for found in objects)
    out.write("[")
    for number, line in enumerate(lines):
        out.write(f"{',' if number else ''}\n{line}")
    out.write("\n]\n")


def _told_apart(names: Sequence[str]) -> list[str]:
    """The names of columns, a repeated one with a number as in a Parquet file: an object has each once."""
    found: list[str] = []
    for name in names:
        numbered = (f"{name}_{number}" for number in count(1))
        found.append(next(one for one in chain([name], numbered) if one not in found))
    return found


def _jsonable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def write_markdown(names: Sequence[str], numeric: set[int], rows: Rows, out: TextIO) -> None:
    """A table of Markdown, numbers to the right."""
    ends = ["---:" if place in numeric else "---" for place in range(len(names))]
    for row in ([harmless(name) for name in names], ends, *(map(_shown, row) for row in rows)):
        out.write(f"| {' | '.join(text.replace('|', chr(92) + '|') for text in row)} |\n")


def write_table(names: Sequence[str], numeric: set[int], rows: Rows, out: TextIO) -> None:
    """Aligned columns in a pipe; in a terminal a table that fits it, or one line per value."""
    shown = [[_shown(value) for value in row] for row in islice(rows, SHOWN_ROWS)]
    if out.isatty():
        _write_for_people([harmless(name) for name in names], numeric, shown, out)
    else:
        lines = aligned([[harmless(name) for name in names], *shown], numeric)
        out.writelines(f"{line}\n" for line in lines)
    if next(rows, None) is not None:
        out.write(CUT.format(SHOWN_ROWS))


def _shown(value: Any) -> str:
    return harmless(cell(value))


def _write_for_people(
    names: Sequence[str], numeric: set[int], shown: Sequence[Sequence[str]], out: TextIO
) -> None:
    from rich import box  # noqa: PLC0415  (a pipe does without)
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console, table = Console(file=out, highlight=False), Table(box=box.SIMPLE_HEAD)
    for place, name in enumerate(names):
        table.add_column(Text(name), justify="right" if place in numeric else "left", no_wrap=True)
    for row in shown:
        table.add_row(*map(Text, row))
    if console.measure(table, options=console.options.update(width=10_000)).minimum <= console.width:
        console.print(table)
        return
    width = max(map(len, names))
    for number, row in enumerate(shown, start=1):
        console.print(Text(f"-- row {number}", style="dim"))
        for name, value in zip(names, row, strict=True):
            console.print(Text.assemble((f"{name.rjust(width)}  ", "bold"), value))


WRITERS: dict[str, Callable[[Sequence[str], set[int], Rows, TextIO], None]] = {
    "table": write_table, "csv": write_csv, "json": write_json, "markdown": write_markdown,
}

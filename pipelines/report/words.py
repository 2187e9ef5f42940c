"""Numbers and days as a reader writes them, for findings; an unknown one ends the sentence.

Sentences themselves stand in the modules of the charts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import polars as pl

from pipelines.report.chart import NoFinding

SCALES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def known(value: Any) -> Any:
    """A value that is known; raises NoFinding otherwise."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        raise NoFinding
    return value


def number(value: float | None, digits: int = 2) -> str:
    """A number to so many significant digits: 1.2 million, 26, 0.53."""
    found = float(known(value))
    found = float(f"{found:.{digits - 1}e}")
    scale, word = next(((s, w) for s, w in SCALES if abs(found) >= s), (1.0, ""))
    return f"{_plain(found / scale, digits)}{word}"


def _plain(value: float, digits: int) -> str:
    if value == 0:
        return "0"
    rounded = float(f"{value:.{digits - 1}e}")
    places = max(digits - 1 - math.floor(math.log10(abs(rounded))), 0)
    return f"{rounded:,.{places}f}"


def share(value: float | None) -> str:
    """A share in per cent: 5.7 %, 41 %, 100 %."""
    found = 100 * float(known(value))
    return f"{found:.0f} %" if abs(found) >= 10 or found == 0 else f"{_plain(found, 2)} %"


def times(value: float | None) -> str:
    """A ratio: 26 times."""
    return f"{number(value)} times"


def usd(value: float | None, digits: int = 2) -> str:
    """An amount of money: $5.6 million, $0.41."""
    found = float(known(value))
    return f"${found:,.2f}" if abs(found) < 100 else f"${number(found, digits)}"


def span(low: float | None, high: float | None, write: Any = number) -> str:
    """The ends of an interval: 7 to 50."""
    return f"{write(known(low))} to {write(known(high))}"


def month(day: date | None) -> str:
    """A month: June 2026."""
    return f"{known(day):%B %Y}"


def day_of(day: date | None) -> str:
    """A day: 15 July 2026."""
    found: date = known(day)
    return f"{found.day} {found:%B %Y}"


def count(value: int) -> str:
    """A small count in words."""
    return SMALL[value] if 0 <= value < len(SMALL) else f"{value:,}"


def several(value: int, name: str) -> str:
    """A small count of something: one document, two documents."""
    return f"{count(value)} {name}{'' if value == 1 else 's'}"


def listed(names: Iterable[str | None]) -> str:
    """Names in a sentence: a, b and c."""
    *others, last = [str(known(name)) for name in names] or ["none"]
    return f"{', '.join(others)} and {last}" if others else last


class Row(dict[str, object]):
    """A row whose unknown values end the sentence that asks for them."""

    def __getitem__(self, name: str) -> Any:
        """The value of a column; raises NoFinding if it is not known."""
        return known(super().__getitem__(name))


def first(rows: pl.DataFrame, **where: Any) -> Row:
    """The first row with these values; raises NoFinding if there is none."""
    found = only(rows, **where)
    if not found.height:
        raise NoFinding
    return Row(found.row(0, named=True))


def last(rows: pl.DataFrame, **where: Any) -> Row:
    """The last row with these values; raises NoFinding if there is none."""
    return first(only(rows, **where).reverse())


def only(rows: pl.DataFrame, **where: Any) -> pl.DataFrame:
    """Rows with these values, or one of a list of them."""
    for name, value in where.items():
        wanted = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else [value]
        rows = rows.filter(pl.col(name).is_in(wanted))
    return rows

"""What one printed cell of a Wikipedia table says: its numbers, its date, its price, its process.

Pure functions on text. Which header feeds which column of ours does not belong here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from warehouse.rows.printed import MONTHS, read_day, visible

TIMES = "[\u00d7x]"
DASH = "[-\u2013~]"
UNKNOWN = frozenset([
    "", "nan", "nat", "none", "?", "-", "\u2013", "\u2014", "n/a", "n/a n/a", "no", "unknown",
    "tba", "tbd", "$", "0", "0.0",
])
"""What tables print where nothing is known; 0 stands where a GPU has no such unit."""

FOOTNOTE = re.compile(r"\s*\[(?:\d{1,3}|[a-z]{1,2}|note \d+)\]")

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\d|[.,]\d)"
TERM = rf"(?:(\d)\s*{TIMES}\s*)?({NUMBER})(?:\s*{TIMES}\s*(\d)(?![\d.]))?"
HEDGE = re.compile(r"[\s(]*((?:[~≈<>≤≥]\s*|(?:up to|probably)\s+)*)\$?", re.I)
FIGURE = re.compile(rf"{TERM}(?:\s*(?:{DASH}|to)\s*{TERM}|\s*\+\s*{TERM}(?!\s*\())?")
AFTER = re.compile(
    r"(?:\s*(?:(?:W|Watts|[KMG]i?B|mm[2²]?|nm|max\.?|USD)\b|-?bit\b))?[\s?*)]*"
    r"(?:[,;/]|(?:and|or)\b)?\s*"
)

YEAR = r"(?P<year>(?:19[789]|20[0-4])\d)\b"
MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
DATES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{YEAR}-(?P<number>\d\d)-(?P<day>\d\d)\b",
        rf"{MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s*{YEAR}",
        rf"(?P<day>\d{{1,2}})\s*{MONTH},?\s*{YEAR}",
        rf"{MONTH},?\s*{YEAR}",
        rf"Q(?P<quarter>[1-4])[\s,]*{YEAR}",
        rf"{YEAR}\s*Q(?P<quarter>[1-4])\b",
        YEAR,
    )
)

NODES = (
    r"(\d+)\s*nm\b",
    r"\bN(\d+)[A-Z]*\b",
    r"(?<![\w.])(\d+)[A-Z]{1,4}\b",
    r"^(\d+)(?:\.0)?(?![\w.])",
)
MAKER = r"(?:TSMC|UMC|Samsung|GloFo|GF|SGS|IBM|NEC|Toshiba|Renesas|Intel)"

TRANSISTORS_AND_AREA = re.compile(
    rf"(?:(?:(?P<chips>\d)\s*{TIMES}\s*(?!10\b))?~?(?P<count>{NUMBER})"
    rf"(?:\s*{TIMES}\s*10(?P<power>[69⁶⁹])?(?!\d)|\s*(?P<word>million|billion))?|\?)"
    rf"(?:\s+(?:(?:(?P<dies>\d)\s*{TIMES}\s*)?~?(?P<area>{NUMBER})\s*(?:mm[2²]?)?|\?))?(?P<rest>.*)"
)
POWERS = {"6": 6, "⁶": 6, "9": 9, "⁹": 9, "million": 6, "billion": 9}
DENSITY_PER_MM2 = (Decimal("0.5e6"), Decimal("400e6"))
"""Transistors per mm2 of every GPU since 1995 whose count is printed as a power of ten. The range
spans less than a factor of 1000, so of a million and a billion at most one falls into it."""


@dataclass(frozen=True)
class Figure:
    """One number, or a range of two."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Figures:
    """The numbers a cell begins with; `is_whole` says that it holds nothing else, nor a hedge."""

    values: tuple[Figure, ...]
    multiplier: int | None
    is_whole: bool


@dataclass(frozen=True)
class Transistors:
    """A cell of a count and a die area; without `power` the exponent of ten was lost."""

    count: Decimal | None
    power: int | None
    area_mm2: Decimal | None
    multiplier: int | None
    is_whole: bool


def known(text: str) -> str | None:
    """A cell without soft hyphens, doubled blanks and marks of footnotes; None where it says unknown."""
    plain = " ".join(FOOTNOTE.sub("", visible(text)).split())
    return None if plain.casefold() in UNKNOWN else plain


def figures(text: str) -> Figures | None:
    """The numbers a cell begins with; `2x 8` is 16, and a leading `2x` counts for all behind it."""
    found: list[Figure] = []
    multiplier: int | None = None
    place, is_hedged = 0, False
    while place < len(text):
        hedge = HEDGE.match(text, place)
        start = hedge.end() if hedge else place
        match = FIGURE.match(text, start)
        if not match:
            break
        is_hedged |= bool(hedge and hedge[1])
        multiplier = multiplier if found else _multiplier(match)
        found.append(_figure(match, multiplier))
        after = AFTER.match(text, match.end())
        place = after.end() if after else match.end()
    if not found:
        return None
    return Figures(tuple(found), multiplier, place == len(text) and not is_hedged)


def _multiplier(match: re.Match[str]) -> int | None:
    printed = match[1] or match[3]
    return int(printed) if printed else None


def _figure(match: re.Match[str], multiplier: int | None) -> Figure:
    """A figure of FIGURE's nine groups: a term, then the end of a range or what is added to it."""
    leading, number, trailing, *_ = match.groups()
    first = decimal(number) * int(leading or trailing or multiplier or 1)
    if match[8]:
        whole = first + decimal(match[8]) * int(match[7] or match[9] or 1)
        return Figure(whole, whole)
    if match[5]:
        return Figure(first, decimal(match[5]) * int(match[4] or match[6] or multiplier or 1))
    return Figure(first, first)


def decimal(printed: str) -> Decimal:
    """A number whose thousands may be parted by commas."""
    return Decimal(printed.replace(",", ""))


def read_date(text: str) -> tuple[str, str] | None:
    """The first day of the period a text names, and the precision: day, month, quarter or year.

    The publisher pads: a machine-written 1 January may be a bare year, another first a bare month.
    """
    for pattern in DATES:
        match = pattern.match(text)
        if match:
            return _dated(match.groupdict())
    return None


def _dated(parts: dict[str, str | None]) -> tuple[str, str] | None:
    month, precision = 1, "year"
    if parts.get("quarter"):
        month, precision = 3 * int(parts["quarter"] or 1) - 2, "quarter"
    elif parts.get("month"):
        month, precision = MONTHS.index((parts["month"] or "").lower()) + 1, "month"
    elif parts.get("number"):
        month = int(parts["number"] or 1)
    day = int(parts.get("day") or 1)
    if parts.get("day"):
        is_padded = bool(parts.get("number")) and day == 1
        precision = "day" if not is_padded else "year" if month == 1 else "month"
    try:
        return read_day(f"{parts['year']}-{month}-{day}").isoformat(), precision
    except ValueError:
        return None


def read_price(text: str) -> str | None:
    """The first plain list price in US dollars; a range, an approximation or OEM is none."""
    match = re.match(rf"\$?({NUMBER})(?!\s*(?:{DASH}|\d))", text)
    return str(decimal(match[1])) if match else None


def read_process(text: str) -> tuple[str | None, str | None]:
    """The first process node as a number, and the first foundry or foundries, where printed."""
    node = next((m[1] for m in (re.search(p, text) for p in NODES) if m), None)
    maker = re.search(rf"\b{MAKER}(?:/{MAKER})*\b", text)
    return node, maker[0] if maker else None


def read_transistors(text: str) -> Transistors | None:
    """A count and an area; `4x10` has lost its exponent, and a leading `2x` counts for both."""
    match = TRANSISTORS_AND_AREA.fullmatch(text)
    if not match or not (match["count"] or match["area"]):
        return None
    chips = int(match["chips"] or 1)
    dies = int(match["dies"] or chips)
    return Transistors(
        decimal(match["count"]) * chips if match["count"] else None,
        POWERS.get(match["power"] or match["word"] or ""),
        decimal(match["area"]) * dies if match["area"] else None,
        dies if dies > 1 else None,
        is_whole="~" not in text and not match["rest"],
    )


def power_by_density(count: Decimal, area_mm2: Decimal) -> int | None:
    """The lost power of ten, 6 or 9: the one that gives a density GPUs have, else None."""
    low, high = DENSITY_PER_MM2
    fitting = (p for p in (6, 9) if low <= count.scaleb(p) / area_mm2 <= high)
    return next(fitting, None)

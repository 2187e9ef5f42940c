"""What a printed cell says: numbers, dates, lists, as the type of its column.

Which cells a table may hold does not belong here.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, NamedTuple
from unicodedata import normalize

import polars as pl

from schemas import base

LARGEST_EXPONENT = 40
"""Larger numbers than this power of ten are no measures: of all that is measured here, the compute of
training is largest, 1e27 FLOP in 2026, and a hundred doublings of it stay below."""
LONGEST_NUMBER = 400
"""More characters than this are no number that a publisher means."""
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?", re.ASCII)
NUMBERS = (pl.Float64, pl.Int64)
SHORT = 40
"""No number or day is printed in more characters, but for slips."""
FIRST_YEAR, LAST_YEAR = 1900, 2099
"""Price indices begin in 1913, and nobody plans for later; dating.py holds a day to when it was known."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = ("(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
         r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?")
DAYS = tuple(re.compile(form, re.IGNORECASE | re.ASCII) for form in (
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?"
    r"(?:Z|[+-]\d\d:?\d\d)?)?",
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
    r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
    r"(?P<year>\d{4})\.(?P<month>\d{1,2})\.(?P<day>\d{1,2})\.?",
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})",
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
    rf"{MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})",
    rf"(?P<day>\d{{1,2}})[ -]{MONTH}[ -](?P<year>\d{{4}})",
))
"""The ways in which publishers print a day; which columns hold days is for their classes to say."""
UNSEEN = ("\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069"
          "\ufeff")
"""Hyphens that may be needed, spaces without width, marks of direction: they come with copied text,
and nobody sees that a name which holds one is another. Joiners stay, since they are spelling."""
SPACES = ("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
          "\u205f\u3000")
"""Spaces of other widths, or at which no line may end: nobody sees that they are others."""
GAP = re.compile(" {2,}")
SEEN = str.maketrans(SPACES, " " * len(SPACES), UNSEEN)


class OutOfRange(ValueError):
    """A cell that can be read and says what cannot be."""


class Said(NamedTuple):
    """What a cell says; of a number also what one step of its last digit is. Or why it says nothing."""

    value: Any = None
    step: float | None = None
    fault: str = ""
    is_out_of_range: bool = False


def said(text: str, dtype: Any, scale: Decimal) -> Said:
    """What a cell says as a type, times the factor that converts its unit."""
    return (_remembered if len(text) <= SHORT else _said)(text, dtype, scale)


def _said(text: str, dtype: Any, scale: Decimal) -> Said:
    try:
        demand_text(text)
        if dtype not in NUMBERS:
            return Said(read_value(text, dtype))
        scaled = text if scale == 1 else str(read_number(text) * scale)
        return Said(read_value(scaled, dtype), resolution(text, scale))
    except ValueError as error:
        return Said(fault=str(error), is_out_of_range=isinstance(error, OutOfRange))


_remembered = lru_cache(maxsize=1 << 17)(_said)
"""Files of the next day print the same again."""


def visible(text: str | None) -> str:
    """What of a cell can be seen: without space around it, each letter and each gap in one spelling."""
    seen = text or ""
    seen = seen if seen.isascii() else normalize("NFC", seen.translate(SEEN))
    seen = seen.replace("\r\n", "\n") if "\r" in seen else seen
    return (GAP.sub(" ", seen) if "  " in seen else seen).strip()


def demand_text(text: str) -> None:
    """Raise ValueError for half of a character, which no file of ours can hold."""
    if not text.isascii() and any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        raise ValueError("holds half of a character (a lone surrogate)")


def read_value(text: str, dtype: Any) -> Any:
    """A cell's value; raises ValueError in words a reader of the file understands."""
    if dtype == pl.String:
        return text
    if dtype == pl.Boolean:
        return _read_boolean(text)
    if dtype == pl.Date:
        return read_day(text)
    if dtype == base.TEXT_LIST:
        return [part.strip() for part in text.split(",")]
    number = read_number(text)
    return _read_integer(number) if dtype == pl.Int64 else float(number)


def read_day(text: str) -> date:
    """A date as publishers print it; raises ValueError that says why one is none, or impossible.

    Numbers parted by slashes are read as American publishers mean them, the month first, and those parted
    by dots with the day first.
    """
    found = next(filter(None, (form.fullmatch(" ".join(text.split())) for form in DAYS)), None)
    if found is None:
        raise ValueError("not a date")
    month = found["month"]
    number = int(month) if month.isdecimal() else MONTHS.index(month[:3].lower()) + 1
    day = date(int(found["year"]), number, int(found["day"]))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OutOfRange(f"a year outside {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _read_integer(number: Decimal) -> int:
    if abs(number) >= 2**63:
        raise ValueError("too large for a column of whole numbers")
    if number != number.to_integral_value():
        raise ValueError("not a whole number")
    return int(number)


def _read_boolean(text: str) -> bool:
    known = {"true": True, "false": False, "yes": True, "no": False}
    if text.lower() not in known:
        raise ValueError("neither true nor false")
    return known[text.lower()]


def read_number(text: str) -> Decimal:
    """A number as printed; Decimal would also take the underscores of program code."""
    if len(text) > LONGEST_NUMBER:
        raise ValueError(f"a number of {len(text)} characters")
    try:
        number = Decimal(_ungrouped(text))
    except InvalidOperation:
        raise ValueError("not a number") from None
    if "_" in text:
        raise ValueError("not a number")
    if not number.is_finite():
        raise ValueError("not a finite number")
    if number and number.adjusted() > LARGEST_EXPONENT:
        raise OutOfRange("too large a number")
    return number


def is_number(text: str) -> bool:
    """Whether a text is a number as printed."""
    try:
        read_number(text)
    except ValueError:
        return False
    return True


def _ungrouped(text: str) -> str:
    """`12,345.6` as `12345.6`: commas that stand at every third digit part thousands."""
    return text.replace(",", "") if "," in text and GROUPED.fullmatch(text) else text


def resolution(text: str, scale: Decimal) -> float:
    """One step of the last printed digit, after scaling: 100 for `1200` printed as `1.2e3`."""
    exponent = int(Decimal(_ungrouped(text)).as_tuple().exponent)
    return float(Decimal((0, (1,), exponent)) * scale)

"""Dates as publishers print them: plain ones become ISO, impossible ones stay text with a reason.

No date is ever guessed here; which columns hold dates is for the sources to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
AMERICAN = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})")
FIRST_YEAR, LAST_YEAR = 1900, 2099
FAULTS = "date_fault"
"""The column that says which printed dates could not be used, and why."""


def iso_date(text: str) -> str:
    """`10/16/2017` as `2017-10-16`; raises ValueError saying why a date is impossible."""
    found = ISO.fullmatch(text) or AMERICAN.fullmatch(text)
    if found is None:
        raise ValueError("not a date")
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"a year outside {FIRST_YEAR} to {LAST_YEAR}")
    return date(year, month, day).isoformat()


def with_dates(cells: Mapping[str, str | None], names: Iterable[str]) -> dict[str, str | None]:
    """Cells with these dates in ISO form, the impossible ones empty and told in `date_fault`."""
    read: dict[str, str | None] = dict(cells)
    faults = []
    for name in names:
        text = (cells.get(name) or "").strip()
        try:
            read[name] = iso_date(text) if text else None
        except ValueError as why:
            read[name] = None
            faults.append(f"{name}: {text} ({why})")
    read[FAULTS] = "; ".join(faults) or None
    return read

"""Dates that a record can do without: impossible ones become empty, with the reason beside them.

How a date is read stands in warehouse/rows/printed.py; which columns hold dates is for the sources to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from warehouse.rows.printed import read_day

FAULTS = "date_fault"
"""The column that says which printed dates could not be used, and why."""


def with_dates(cells: Mapping[str, str | None], names: Iterable[str]) -> dict[str, str | None]:
    """Cells with these dates in ISO form, the impossible ones empty and told in `date_fault`."""
    read: dict[str, str | None] = dict(cells)
    faults = []
    for name in names:
        text = (cells.get(name) or "").strip()
        try:
            read[name] = read_day(text).isoformat() if text else None
        except ValueError as why:
            read[name] = None
            faults.append(f"{name}: {text} ({why})")
    read[FAULTS] = "; ".join(faults) or None
    return read

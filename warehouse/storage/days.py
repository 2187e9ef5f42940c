"""The one rule for days to come: of a day that has begun nowhere on earth, nobody can know anything.

What the dates in a file may say stands in folding/dating.py.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from warehouse.errors import ChipledgerError

FIRST_ZONE = timedelta(hours=14)
"""How far ahead of UTC the clocks are where a day begins first."""


class DayToCome(ChipledgerError):
    """Something is said to be known by a day that has not begun: its release could never be undone."""


def last_day() -> date:
    """The last day that has begun somewhere."""
    return (datetime.now(UTC) + FIRST_ZONE).date()


def refuse_day_to_come(day: date) -> None:
    """Raise DayToCome for a day that has begun nowhere."""
    if day > last_day():
        raise DayToCome(f"{day} lies ahead, and nobody knows it before; allowed are days up to {last_day()}")

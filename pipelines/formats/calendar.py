"""Arithmetic with calendar months; which dates mean what is for the sources to say."""

from __future__ import annotations

from datetime import date, timedelta


def end_of_month_after(month: date, months: int) -> date:
    """The last day of the month that is so many months later."""
    years, place = divmod(month.month - 1 + months + 1, 12)
    return date(month.year + years, place + 1, 1) - timedelta(days=1)

"""Hours of a week: windows as printed, and what they leave, counted hour by hour."""

from __future__ import annotations

import pytest

from pipelines.formats.hours import Window, rest_of, window

WORKDAYS = (1, 2, 3, 4, 5)


def hours(windows: list[Window]) -> float:
    """Hours a week that windows hold, each day by itself."""
    total = 0.0
    for one in windows:
        begin, end = (int(t[:2]) + int(t[3:]) / 60 for t in one.time_of_day.split("-"))
        days = 7 if one.weekdays == "any" else len(one.weekdays)
        total += days * (end - begin if end > begin else end - begin + 24)
    return total


def test_a_window_every_day_leaves_one_that_goes_over_midnight() -> None:
    assert rest_of([window("00:30:00Z", "16:30:00Z")]) == [Window("16:30-00:30", "any")]
    assert rest_of([window("16:30", "00:30")]) == [Window("00:30-16:30", "any")]


def test_windows_by_weekday_leave_the_other_hours_of_those_days() -> None:
    """133 of 168 hours are in windows: 3 + 4 hours on five days are left, 35 a week."""
    stated = [window("00:00", "01:00", WORKDAYS), window("04:00", "06:00", WORKDAYS),
              window("10:00", "00:00", WORKDAYS), window("00:00", "00:00", (6, 7))]
    left = rest_of(stated)
    assert left == [Window("01:00-04:00", "12345"), Window("06:00-10:00", "12345")]
    assert (hours(stated), hours(left)) == (133, 35)


def test_windows_that_hold_always_leave_nothing() -> None:
    assert rest_of([window("00:00", "00:00")]) == []


@pytest.mark.parametrize(("start", "end", "days"), [
    ("25:00", "26:00", ()), ("noon", "16:00", ()), ("00:00", "01:00", (8,)), ("00:00", "01:00", "x")])
def test_what_is_no_time_of_a_week_is_refused(start: str, end: str, days: object) -> None:
    with pytest.raises(ValueError, match=r"time of a day|weekdays|invalid literal"):
        window(start, end, days)  # type: ignore[arg-type]

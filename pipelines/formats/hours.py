"""Hours of the week in which a price holds, and the hours that they leave.

How a list writes them is for its source to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

ALWAYS = "any"
EVERY_DAY = "1234567"
DAY_MINUTES = 24 * 60
CLOCK = re.compile(r"(\d\d?):(\d\d)(?::\d\d)?Z?")
Spans = dict[int, list[tuple[int, int]]]


@dataclass(frozen=True, order=True)
class Window:
    """Hours in UTC on some weekdays, Monday being 1; both `any` where a price always holds."""

    time_of_day: str = ALWAYS
    weekdays: str = ALWAYS


AT_ANY_TIME = Window()


def window(start: str, end: str, weekdays: Iterable[object] = ()) -> Window:
    """A window as printed; one that ends where it starts, or at midnight, lasts to the day's end."""
    days = "".join(sorted({str(int(str(day))) for day in weekdays})) or EVERY_DAY
    if not set(days) <= set(EVERY_DAY):
        raise ValueError(f"weekdays {days}, which are not 1 to 7")
    begin, stop = _minutes(start), _minutes(end)
    return _window(begin, DAY_MINUTES if stop in (0, begin) else stop, days)


def rest_of(windows: Iterable[Window]) -> list[Window]:
    """The hours of the week that some windows leave, in as few windows as there are kinds of day."""
    taken = _by_day(windows)
    left: dict[tuple[int, int], str] = {}
    for day in map(int, EVERY_DAY):
        for span in _gaps(sorted(taken.get(day, []))):
            left[span] = left.get(span, "") + str(day)
    return _over_midnight([_window(*span, days) for span, days in sorted(left.items())])


def _window(begin: int, end: int, days: str) -> Window:
    return Window(f"{_clock(begin)}-{_clock(end)}", ALWAYS if days == EVERY_DAY else days)


def _over_midnight(windows: list[Window]) -> list[Window]:
    """One window for the evening and the morning of every day, as lists write it."""
    evening = next((w for w in windows if w.time_of_day.endswith("-24:00")), None)
    morning = next((w for w in windows if w.time_of_day.startswith("00:00-")), None)
    both_daily = evening and morning and evening.weekdays == morning.weekdays == ALWAYS
    if not both_daily or evening is None or morning is None or evening == morning:
        return windows
    joined = Window(f"{evening.time_of_day[:5]}-{morning.time_of_day[6:]}", ALWAYS)
    return [w for w in windows if w not in (evening, morning)] + [joined]


def _by_day(windows: Iterable[Window]) -> Spans:
    spans: Spans = {}
    for one in windows:
        begin, end = (_minutes(part) for part in one.time_of_day.split("-"))
        days = EVERY_DAY if one.weekdays == ALWAYS else one.weekdays
        for day in map(int, days):
            if begin < end:
                spans.setdefault(day, []).append((begin, end))
            else:
                spans.setdefault(day, []).append((begin, DAY_MINUTES))
                spans.setdefault(day % 7 + 1, []).append((0, end))
    return spans


def _gaps(taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    free, at = [], 0
    for begin, end in taken:
        if begin > at:
            free.append((at, begin))
        at = max(at, end)
    return [*free, (at, DAY_MINUTES)] if at < DAY_MINUTES else free


def _minutes(clock: str) -> int:
    found = CLOCK.fullmatch(clock.strip())
    minutes = int(found[1]) * 60 + int(found[2]) if found else DAY_MINUTES + 1
    if minutes > DAY_MINUTES:
        raise ValueError(f"{clock!r} is no time of a day")
    return minutes


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"

"""What lags are made of: days with their precision, events, and spells of one status (M05).

No lag is defined here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

Row = Mapping[str, Any]

COUNTRY = "CHN"
"""Where effects are looked for."""
SERIES = "us-3a090"
BINDING = ("licence_required", "effective_early")
MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Day:
    """A date as far as it is known: the first and the last day it may be."""

    first: date
    last: date

    @classmethod
    def of(cls, day: date, precision: str | None = "day") -> Day:
        """The days of a period that begins on `day`; without a precision, the day itself."""
        if precision not in MONTHS:
            return cls(day, day)
        month = day.month - 1 + MONTHS[precision]
        after = date(day.year + month // 12, month % 12 + 1, 1)
        return cls(day, after - timedelta(days=1))


@dataclass(frozen=True)
class Event:
    """A rule version, or an event beside the text, with the days that lags count from."""

    event_id: str
    side: str
    days: Mapping[str, Day]
    bears_on_chips: bool
    designers: Sequence[str] | None = None


@dataclass(frozen=True)
class Spell:
    """Some days on which a chip had one status towards the country."""

    first: date
    end: date | None
    text: str
    enforced: str

    def on(self, side: str) -> str:
        """The status by the text or in fact."""
        return self.text if side == "text" else self.enforced


def events(versions: pl.DataFrame, acts: pl.DataFrame) -> list[Event]:
    """Rule versions and events alike, by their days."""
    found = [
        Event(row["rule_version_id"], "text", _days(row),
              row["series"] == SERIES and row["effective_date"] is not None)
        for row in versions.iter_rows(named=True)
    ]
    found += [
        Event(row["rule_event_id"], "enforced", _days(row),
              row["changes_status"] and row["effect"] in BINDING and row["is_scope_published"],
              row["addressee_designers"])
        for row in acts.iter_rows(named=True)
    ]
    return found


def _days(row: Row) -> dict[str, Day]:
    days = {}
    for name in ("announced", "published", "effective", "compliance"):
        day = row[f"{name}_date"]
        if day is not None:
            days[name] = Day.of(day, row.get(f"{name}_date_precision"))
    return days


def spells_of(frames: Mapping[str, pl.DataFrame]) -> dict[str, list[Spell]]:
    """The statuses of each chip towards the country, in order, as its kind of destination moves."""
    member = frames["core.destination_group_member"].filter(pl.col("country_code") == COUNTRY)
    far = pl.lit(date.max)
    joined = frames["metric.control_status_by_chip_destination_group"].join(
        member.select("destination_group_id", "end_user_hq_group", "valid_from_date",
                      "valid_to_date"),
        on=["destination_group_id", "end_user_hq_group"], suffix="_member",
    ).select(
        "chip_id", "status_text", "status_enforced",
        first=pl.max_horizontal("valid_from_date", "valid_from_date_member"),
        end=pl.min_horizontal(pl.col("valid_to_date").fill_null(far),
                              pl.col("valid_to_date_member").fill_null(far)),
    ).filter(pl.col("first") < pl.col("end")).sort("chip_id", "first")
    spells: dict[str, list[Spell]] = {}
    for chip_id, text, enforced, first, end in joined.iter_rows():
        spell = Spell(first, None if end == date.max else end, text, enforced)
        spells.setdefault(chip_id, []).append(spell)
    return spells


def status_on(spells: Sequence[Spell], day: date, side: str) -> str | None:
    """The status on a day, by the text or in fact."""
    holding = (s for s in spells if s.first <= day and (s.end is None or day < s.end))
    spell = next(holding, None)
    return spell.on(side) if spell else None


def lag(
    event_id: str, lag_type: str, start_event: str, start: Day | None, stop: Day | None, *,
    chip_id: str = "all", reason: str | None = None, today: date | None = None,
    stop_chip_id: str | None = None, start_basis: str = "reported", count: int = 1,
) -> dict[str, object]:
    """One row: days between, with the least and most that the precision of both ends allows."""
    low = (today - start.last).days if start and today and reason == "right_censored" else None
    middle = high = None
    if start and stop:
        low, high = (stop.first - start.last).days, (stop.last - start.first).days
        middle = (stop.first - start.first).days
    return {
        "rule_event_id": event_id, "lag_type": lag_type, "start_event": start_event,
        "chip_id": chip_id, "start_date": start.first if start else None,
        "stop_date": stop.first if stop else None,
        "lag_days_low": low, "lag_days": middle, "lag_days_high": high,
        "interval_kind": "range" if middle is not None and low != high else None,
        "start_basis": start_basis, "stop_chip_id": stop_chip_id,
        "reason_code": None if middle is not None else reason or "no_such_day",
        "input_row_count": count,
    }

"""The numbers and days of Note 1 to 3A090.a, as the text of the rule gives them.

What they mean for a chip, a firm and a day stands in foundry.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from warehouse.showing.typed import rows_of

COUNTS = """core.rule_threshold where role = 'presumption' and metric = 'transistor_count'
    group by all order by all"""
LAST = "select last_date from core.expiry_clock where clock_id = 'authorised-designers'"
WITHOUT_HBM = "no_high_bandwidth_memory"


@dataclass(frozen=True)
class Count:
    """Below how many transistors the word of who packages helps, for which chips and transfers."""

    value: float
    applies_to: str
    completed_from_date: date | None
    completed_to_date: date | None

    def has_begun(self, day: date) -> bool:
        """Whether a transfer completed on the day is not too early for it."""
        return self.completed_from_date is None or self.completed_from_date <= day

    def has_ended(self, day: date) -> bool:
        """Whether a transfer completed on the day is too late for it."""
        return self.completed_to_date is not None and self.completed_to_date <= day


@dataclass(frozen=True)
class Note:
    """What of the note differs from day to day."""

    counts: Sequence[Count]
    last_date: date
    """The last day on which designers of some countries need not have applied, paragraph a(2)."""

    def least(self, memory_type: str | None, day: date) -> tuple[float, float]:
        """Below which count the word helps a chip on a day, and below which it had come to help by then.

        What memory a chip has must be known for some.
        """
        has_no_hbm = memory_type is not None and not memory_type.startswith("HBM")
        begun = [count for count in self.counts if count.has_begun(day)
                 and (has_no_hbm or count.applies_to != WITHOUT_HBM)]
        running = (count.value for count in begun if not count.has_ended(day))
        return max(running), max(count.value for count in begun)

    def pieces(self, start: date, end: date | None) -> Iterator[tuple[date, date | None]]:
        """A period, cut where the presumption may be overcome otherwise."""
        dated = (day for count in self.counts for day in (count.completed_from_date, count.completed_to_date))
        cuts = {self.last_date + timedelta(days=1), *filter(None, dated)}
        inside = sorted(day for day in cuts if start < day < (end or date.max))
        yield from zip([start, *inside], [*inside, end], strict=True)


def note(con: duckdb.DuckDBPyConnection) -> Note:
    """The note as the published tables tell it."""
    ((last_date,),) = con.execute(LAST).fetchall()
    return Note(rows_of(Count, con, COUNTS), last_date)

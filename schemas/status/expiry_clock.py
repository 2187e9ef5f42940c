"""What a row of `seed.expiry_clock` and `core.expiry_clock` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column


class ClockColumns(Table):
    """A suspension, an approval or a date that runs out by itself."""

    clock_id: str = column("Stable slug", str_matches=columns.SLUG)
    last_date: pl.Date = column("Last day on which it holds")
    title: str = column("What runs out, in our words")
    countries: TextList = column("Destinations it bears on; NULL: all", nullable=True)
    rule_event_id: str = column("Event it belongs to, see core.rule_event", nullable=True,
                                str_matches=columns.SLUG)
    note: str = column("What follows", nullable=True)
    confidence: str = column("VT: read in the text; VS: in a secondary source; K: not verified",
                             isin=["VT", "VS", "K"])
    citation: str = columns.citation()


class SeedExpiryClock(
    ClockColumns, name="seed.expiry_clock", key=("clock_id",),
    grain="clock", group="status",
    may_be_empty=True):
    """What runs out by itself, curated."""


class CoreExpiryClock(
    ClockColumns, name="core.expiry_clock", key=("clock_id",),
    grain="clock", group="status",
    copies="seed.expiry_clock", may_be_empty=True,
    question="What runs out by itself, and when?",
    example="select last_date, title from core.expiry_clock order by last_date",
):
    """What runs out by itself: an answer for a later day depends on it."""

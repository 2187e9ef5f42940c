"""Days of events that claims speak of and no rule makes: launches, visits, ceremonies."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class PublicEventColumns(Table):
    """One event with its first and last possible day."""

    public_event_id: str = column("Stable slug", str_matches=columns.SLUG)
    event_name: str = column("What happened")
    start_date: pl.Date = column("Its first day, or the first it may have been")
    end_date: pl.Date = column("Its last day, or the last it may have been")
    date_precision: str = columns.precision("the day")
    read_place: str = column("What was opened, and the place in it")
    citation: str = columns.citation()
    citation_url: str = columns.citation_url()


class SeedPublicEvent(
    PublicEventColumns, name="seed.public_event", key=("public_event_id",),
    grain="event",
                      group="claims", may_be_empty=True):
    """Events with the document their days were read in."""


class CorePublicEvent(
    PublicEventColumns, name="core.public_event", key=("public_event_id",),
    grain="event", group="claims",
    may_be_empty=True, copies="seed.public_event",
    question="When did the events happen that claims speak of?",
    example="select event_name, start_date, end_date, citation from core.public_event order by start_date",
):
    """Events that claims speak of."""

"""Through which day each source is known."""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import Any

import altair as alt
import polars as pl

from pipelines.report import labels, marks, words
from pipelines.report.chart import Chart, Panel
from pipelines.report.palette import tone

TONES = {"known through": "blue"}
DOT = 9
LONGEST = 16
"""Sources in one drawing, which fits a printed sheet."""


def finding(rows: pl.DataFrame) -> str:
    """How many sources are held, the newest and the oldest."""
    newest, oldest = words.first(rows), words.last(rows)
    return (
        f"This release holds {rows.height} of {newest['declared_source_count']} sources; the newest was "
        f"known through {words.day_of(newest['known_through_date'])}, the oldest, "
        f"{oldest['source']}, through {words.day_of(oldest['known_through_date'])}{_confirmed(rows)}."
    )


def _confirmed(rows: pl.DataFrame) -> str:
    """Of sources that state numbers of chips, how many of them stand confirmed."""
    stating = rows.drop_nulls(["stated_chip_cell_count", "confirmed_chip_cell_count"])
    said = [f"{words.share(row['confirmed_chip_cell_count'] / row['stated_chip_cell_count'])} of "
            f"{row['source']}" for row in stating.iter_rows(named=True) if row["stated_chip_cell_count"]]
    return f"; of the chip numbers stated, {words.listed(said)} stand confirmed" if said else ""


def draw(rows: pl.DataFrame) -> list[Panel]:
    """A line for each source held, from the day it is known through to the day of the release."""
    held = rows.drop_nulls("known_through_date").with_columns(
        today=pl.col("known_through_date") + pl.duration(days=pl.col("age_days")))
    if held.is_empty():
        return []
    first: Any = held["known_through_date"].min()
    each = ceil(held.height / ceil(held.height / LONGEST))
    return [_part(part, first) for part in held.iter_slices(each)]


def _part(held: pl.DataFrame, first: date) -> Panel:
    """Some of the sources, from the first day of all of them on."""
    newest, oldest = (words.day_of(one(held)["known_through_date"]) for one in (words.first, words.last))
    start = alt.DateTime(year=first.year, month=first.month, date=first.day)
    head = labels.headed(held["source"].to_list(), bar=DOT)
    base = alt.Chart(held.with_columns(pixel=pl.Series(head.places))).encode(
        y=labels.placed("pixel"),
        tooltip=["source:N", "publisher:N", alt.Tooltip("known_through_date:T", format="%d %b %Y"),
                 "age_days:Q", "stated_chip_cell_count:Q", "confirmed_chip_cell_count:Q", "licence:N"])
    x = alt.X("known_through_date:T", title=None, scale=alt.Scale(domainMin=start),
              axis=alt.Axis(format="%b %Y", tickCount=4, grid=True, labelOverlap="greedy"))
    return marks.panel(
        base.mark_rule(strokeWidth=1.5, strokeDash=[2, 2]).encode(x=x, x2="today:T"),
        base.mark_circle(size=70, opacity=1, color=tone("blue")).encode(x=x),
        head.names, height=head.height, title=f"{newest} to {oldest}")


CHART = Chart(
    name="source_freshness",
    title="How fresh each source is",
    leaves_out=(
        "The day is the last by which the source was seen, not the last on which it changed. Sources "
        "that this release does not hold, because nobody has fetched them here, stand in the table "
        "alone. What we curated by hand from documents carries its own dates."
    ),
    finding=finding,
    draw=draw,
    needs=("source", "known_through_date"),
)

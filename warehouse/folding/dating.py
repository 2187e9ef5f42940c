"""The one rule for a publisher's dates: none before what is tracked here, none after it was known.

A file that is known on a day cannot know a later one, save of what is planned. Which dates may lie
ahead is for the classes to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl

from schemas import base
from schemas.base import Table
from schemas.raw import placeholders
from warehouse.code.loaded import modules_hash
from warehouse.rows.records import SHOWN_CHARACTERS
from warehouse.storage import built as records
from warehouse.storage.built import Built
from warehouse.storage.store import Store, get_frame, put_frame

FIRST_DAY = date(1950, 1, 1)
"""Before the first machines that learned."""
FIRST_PLANNED = date(1900, 1, 1)
"""Price indices begin in 1913."""
GRACE = timedelta(days=31)
"""How much a file may be younger than the day it is said to be known by: copies are dated loosely."""
FARTHEST_PLAN = timedelta(days=40 * 366)
"""Denials of export privileges run longest."""
TOO_EARLY, TOO_LATE = "not_before_1950", "not_after_it_was_known"
Spans = Mapping[str, tuple[str, str]]


def spans(table: type[Table], frame: pl.DataFrame) -> dict[str, tuple[str, str]]:
    """The first and last day of each column of dates, as a record of a file keeps them."""
    names = [name for name in _dates(table) if frame[name].drop_nulls().len()]
    return {name: (str(frame[name].min()), str(frame[name].max())) for name in names}


def dated(store: Store, table: type[Table], parsed: Built, known_on: date) -> Built:
    """A file's records without dates that could not be known that day; itself where there are none."""
    found: Spans = parsed.notes["date_spans"]
    wrong = {
        name: (first, last) for name, first, last in _bounds(table, known_on)
        if name in found and not (str(first) <= found[name][0] and found[name][1] <= str(last))
    }
    if not wrong:
        return parsed

    def rows(frame: pl.DataFrame) -> tuple[pl.DataFrame, Mapping[str, Any]]:
        told = pl.concat(_told(frame, name, *bounds) for name, bounds in wrong.items())
        before = get_frame(store, parsed.notes["set_aside_hash"])
        said = pl.concat([before, told.select(before.columns)])
        return _without(table, frame, wrong), {
            **parsed.notes, "set_aside_hash": put_frame(store, said),
            "set_aside_row_count": said["row_number"].n_unique(),
        }

    about = [modules_hash(__name__), sorted(wrong.items())]
    return records.derived(store, "date", parsed, [*about, parsed.fingerprint], rows)


def _dates(table: type[Table]) -> list[str]:
    return [c.name for c in base.columns(table)
            if c.dtype == pl.Date and c.name not in placeholders(table)]


def _bounds(table: type[Table], known_on: date) -> Iterator[tuple[str, date, date]]:
    for name in _dates(table):
        is_planned = name in base.info(table).planned
        first = FIRST_PLANNED if is_planned else FIRST_DAY
        yield name, first, known_on + (FARTHEST_PLAN if is_planned else GRACE)


def _told(frame: pl.DataFrame, name: str, first: date, last: date) -> pl.DataFrame:
    """What is told of the cells of one column that lie outside."""
    check = pl.when(pl.col(name) < first).then(pl.lit(TOO_EARLY)).otherwise(pl.lit(TOO_LATE))
    return frame.filter(~pl.col(name).is_between(first, last)).select(
        "row_number", pl.lit(name).alias("column_name"),
        pl.col(name).cast(pl.String).str.head(SHOWN_CHARACTERS).alias("value"),
        check.alias("check_name"),
    )


def _without(
    table: type[Table], frame: pl.DataFrame, wrong: Mapping[str, tuple[date, date]]
) -> pl.DataFrame:
    """Records with such cells empty; one that cannot do without its date goes."""
    needed = {c.name for c in base.columns(table) if not c.is_nullable} | {*base.info(table).key}
    kept = frame
    for name, (first, last) in wrong.items():
        is_right = pl.col(name).is_between(first, last)
        if name in needed:
            kept = kept.filter(is_right)
        else:
            kept = kept.with_columns(pl.when(is_right).then(pl.col(name)).alias(name))
    return kept

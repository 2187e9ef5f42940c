"""One more file of observations: what it said on its day stays said.

Registers, whose files state what is so until the next one, stand in register.py.
"""

from __future__ import annotations

import polars as pl

from warehouse.folding import fold
from warehouse.folding.judging import Judge, day_of
from warehouse.folding.outcomes import FOLDED, HELD, held_message, outcome_of, status_of
from warehouse.folding.walking import Walk
from warehouse.rows.sides import without
from warehouse.storage.built import Part, frame_of
from warehouse.storage.snapshots import Sighting
from warehouse.storage.store import get_frame, put_frame


def observe(judge: Judge, walk: Walk, sighting: Sighting) -> Walk:
    """A walk with one more sighting of observations, held against the last that counted."""
    parsed, kept_out = judge.kept_out(sighting)
    if kept_out:
        return walk.then(kept_out)
    said = parsed.parts[0]
    before, seen = frame_of(judge.store, walk.state), get_frame(judge.store, said.content_hash)
    objections, counts = fold.look(
        before, seen, judge.source.register, walk.days_until(sighting), frame_of(judge.store, walk.held),
        is_vouched_for=judge.is_accepted(sighting))
    status, message = status_of(objections), held_message(objections)
    outcome = outcome_of(sighting, parsed, status, message, counts)
    if status != FOLDED:
        return walk.then(outcome, held=said if status == HELD else None)
    frame = _seen_on(judge, sighting, seen)
    day = Part(put_frame(judge.store, frame), frame.height)
    found = judge.failures(frame)
    return walk.then(outcome, state=_standing(judge, before, said, seen), held=None,
                     days=(*walk.days, day), failures=(*walk.failures, *found))


def _seen_on(judge: Judge, sighting: Sighting, seen: pl.DataFrame) -> pl.DataFrame:
    return judge.as_table(seen.with_columns(
        pl.lit(day_of(sighting)).alias("observed_date"),
        pl.lit(sighting.snapshot_id).alias(fold.SNAPSHOT),
        pl.format("row {}", "row_number").alias(fold.LOCATOR),
    ))


def _standing(judge: Judge, before: pl.DataFrame | None, said: Part, seen: pl.DataFrame) -> Part:
    """What is held after a file: all of it, and of what it does not speak what was held before."""
    coverage = judge.source.register.coverage
    if before is None or not coverage:
        return said
    whole = pl.concat([seen, without(before, seen, coverage)])
    return Part(put_frame(judge.store, whole), whole.height)

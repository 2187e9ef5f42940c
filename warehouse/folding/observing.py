"""From the sightings of observations to their belief: what a file said on its day stays said.

Registers, whose files state what is so until the next one, stand in register.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from schemas import base
from warehouse.folding import asides, fold
from warehouse.folding.judging import Judge, day_of
from warehouse.folding.outcomes import FOLDED, HELD, Belief, held_message, outcome_of, status_of
from warehouse.rows.sides import without
from warehouse.storage import built as records
from warehouse.storage.built import Built, Part
from warehouse.storage.fingerprint import digest
from warehouse.storage.snapshots import Sighting
from warehouse.storage.store import get_frame, put_frame


def observed(judge: Judge, sightings: Sequence[Sighting]) -> Belief:
    """One part per sighting: what a file said on its day stays said."""
    parts: list[Part] = []
    outcomes = []
    aside: list[dict[str, Any]] = []
    last: str | None = None
    held: str | None = None
    for sighting in sightings:
        parsed, kept_out = judge.kept_out(sighting)
        if kept_out:
            outcomes.append(kept_out)
            continue
        content = parsed.parts[0].content_hash
        look = _look(judge, last, held, content, sighting)
        status = status_of(look["objections"])
        outcomes.append(
            outcome_of(sighting, parsed, status, held_message(look["objections"]), look))
        held = content if status == HELD else None
        if status == FOLDED:
            last = _standing(judge, last, content)
            frame = _seen_on(judge, sighting, content)
            kept, gone = asides.without_asides(judge.source.table, frame, judge.set_aside())
            aside += gone
            parts.append(Part(put_frame(judge.store, kept), kept.height))
    empty = base.empty_frame(judge.source.table)
    whole = tuple(parts) or (Part(put_frame(judge.store, empty), 0),)
    return Belief(whole, tuple(outcomes), None, tuple(aside))


def _seen_on(judge: Judge, sighting: Sighting, content: str) -> pl.DataFrame:
    return judge.as_table(get_frame(judge.store, content).with_columns(
        pl.lit(day_of(sighting)).alias("observed_date"),
        pl.lit(sighting.snapshot_id).alias(fold.SNAPSHOT),
        pl.format("row {}", "row_number").alias(fold.LOCATOR),
    ))


def _standing(judge: Judge, last: str | None, content: str) -> str:
    """What is held after a file: all of it, and of what it does not speak what was held before."""
    coverage = judge.source.register.coverage
    if last is None or not coverage:
        return content
    fingerprint = digest(["standing", judge.code, last, content])
    known = records.load(judge.store, fingerprint)
    if known is None:
        before, seen = (get_frame(judge.store, hashed) for hashed in (last, content))
        whole = pl.concat([seen, without(before, seen, coverage)])
        part = Part(put_frame(judge.store, whole), whole.height)
        name = f"standing {judge.source.source_id}"
        known = records.save(judge.store, Built(name, fingerprint, {}, (part,)))
    return known.parts[0].content_hash


def _look(
    judge: Judge, last: str | None, held: str | None, content: str, sighting: Sighting
) -> Mapping[str, Any]:
    """How an observation differs from the one before it, and what there is against it."""
    is_accepted = judge.is_accepted(sighting)
    if last is None:
        return {"objections": ()}
    fingerprint = digest(["look", judge.code, last, held, content, is_accepted])
    known = records.load(judge.store, fingerprint)
    if known is None:
        frames = [get_frame(judge.store, hashed) if hashed else None
                  for hashed in (last, content, held)]
        notes = fold.look(frames[0], frames[1], judge.source.register, frames[2],
                          is_vouched_for=is_accepted)
        name = f"look {judge.source.source_id}"
        known = records.save(judge.store, Built(name, fingerprint, {}, notes=notes))
    return known.notes

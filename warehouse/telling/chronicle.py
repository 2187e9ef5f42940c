"""The tables of a release that say what was known when: histories, and the steps between versions.

They stand outside the fingerprint of a release, since all they tell follows from what it hashes.
How spans are found stands in history.py, how steps in revisions.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import polars as pl

from schemas import base
from warehouse.building import corrections
from warehouse.building.build import Builder
from warehouse.code.loaded import modules_hash
from warehouse.folding.outcomes import FOLDED, HELD
from warehouse.project.models import RawRecipe
from warehouse.storage import built as records
from warehouse.storage.built import Built, Part
from warehouse.storage.fingerprint import digest
from warehouse.storage.store import get_frame, holds, put_frame
from warehouse.telling import history, revisions
from warehouse.telling.history import ATTRIBUTE, ENTITY, RECORD, SOURCE
from warehouse.telling.reporting_lag import completeness, nowcast
from warehouse.telling.revisions import AT, KIND, NEW, OLD, STEP
from warehouse.telling.tellers import History, declared

REVISION, LAG, EXPECTED = "meta.revision", "meta.reporting_completeness", "meta.reporting_nowcast"
FIRST = "first_release_id"
LISTED = ("source_id", "record_key", "column_name", "expected_wrong_value")


def contents(builder: Builder, release_id: str, previous: Mapping[str, str]) -> dict[str, str]:
    """The content of these tables by name; `previous` is what the release before has for its own."""
    tables = history.tables(builder)
    untold = {name: put_frame(builder.store, base.empty_frame(table))
              for name, table in base.registered().items()
              if base.info(table).layer == "history" and name not in tables}
    found = untold | {name: table.parts[0].content_hash for name, table in tables.items()}
    told = [frame.select(pl.lit(name.partition(".")[2]).alias("entity"), *STEP)
            for name, frame in _steps(builder, tables)]
    empty = pl.DataFrame(schema={"entity": pl.String, **STEP})
    stepped = _first_seen(pl.concat([empty, *told]), builder, release_id, previous)
    told_now = {REVISION: stepped, **_lags(builder, tables)}
    return found | {name: put_frame(builder.store, frame) for name, frame in told_now.items()}


def _lags(builder: Builder, tables: dict[str, Built]) -> dict[str, pl.DataFrame]:
    """How late the registers of dated things are, of those that have files, and what is yet to come."""
    found = {name: [base.empty_frame(base.registered()[name])] for name in (LAG, EXPECTED)}
    for told in declared():
        if told.happened:
            cells = tables[told.name].frame(builder.store)
            counted = completeness(cells, told.happened, dict(_files(builder, told)))
            entity = pl.lit(told.name.partition(".")[2]).alias("entity")
            for name, frame in ((LAG, counted), (EXPECTED, nowcast(counted))):
                found[name].append(frame.select(entity, pl.all()))
    return {name: history.checked(base.registered()[name], pl.concat(frames))
            for name, frames in found.items()}


def _files(builder: Builder, told: History) -> Iterator[tuple[str, tuple[datetime, datetime]]]:
    """The first and last believed file of each register."""
    for teller in told.tellers:
        model = builder.project.models.get(teller.table)
        if model is not None and isinstance(model.recipe, RawRecipe):
            days = [datetime.fromisoformat(o["known_at"])
                    for o in builder.get(teller.table).notes["outcomes"] if o["status"] == FOLDED]
            if days:
                yield model.recipe.source.source_id, (min(days), max(days))


def _steps(builder: Builder, tables: dict[str, Built]) -> Iterator[tuple[str, pl.DataFrame]]:
    listed = pl.DataFrame(schema=dict.fromkeys(LISTED, pl.String))
    if corrections.SEED in builder.project.models:
        listed = builder.get(corrections.SEED).frame(builder.store).select(LISTED)
    for told in declared():
        yield told.name, _of_history(builder, told, tables[told.name], listed)
        yield told.name, pl.DataFrame(list(_of_snapshots(builder, told)), schema=STEP, orient="row")


def _of_history(
    builder: Builder, told: History, table: Built, listed: pl.DataFrame
) -> pl.DataFrame:
    ours = {column: name for teller in told.tellers for column, name in teller.attributes.items()}
    wrong = listed.with_columns(pl.col("column_name").replace(ours))
    about = digest(["revisions", modules_hash(revisions.__name__), modules_hash(__name__),
                    table.content_hash, wrong.write_json()])
    known = records.load(builder.store, about)
    if known is None:
        steps = revisions.corrected(revisions.revisions(table.frame(builder.store)), wrong)
        part = Part(put_frame(builder.store, steps), steps.height)
        known = records.save(builder.store, Built(f"revisions {told.name}", about, {}, (part,)))
    return known.frame(builder.store)


def _of_snapshots(builder: Builder, told: History) -> Iterator[tuple[Any, ...]]:
    """Files and values that waited, and files a person vouched for, of a history's registers."""
    for teller in told.tellers:
        model = builder.project.models.get(teller.table)
        if model is None or not isinstance(model.recipe, RawRecipe):
            continue
        source_id = model.recipe.source.source_id
        accepted = builder.bindings.snapshots.accepted(source_id)
        for seen in builder.get(teller.table).notes["outcomes"]:
            at = datetime.fromisoformat(seen["known_at"])
            whole = (source_id, "", seen["snapshot_id"], "", at)
            if seen["status"] == HELD:
                yield (*whole, "held", None, seen["message"])
            elif seen["status"] == FOLDED and seen["sighting"] in accepted:
                yield (*whole, "accepted", None, None)
            for cell in seen["cells"]:
                name = teller.attributes.get(cell["column_name"], cell["column_name"])
                yield (source_id, "", cell["subject"], name, at, "held",
                       str(cell["believed"]), str(cell["said"]))


def _first_seen(
    steps: pl.DataFrame, builder: Builder, release_id: str, previous: Mapping[str, str]
) -> pl.DataFrame:
    """Steps with the release that first told them: the one before may have, and said which."""
    key = ["entity", SOURCE, ENTITY, RECORD, ATTRIBUTE, AT, KIND]
    content = previous.get(REVISION)
    known = pl.DataFrame(schema={**dict.fromkeys(key, pl.String), AT: base.UTC_TIMESTAMP,
                                 FIRST: pl.String})
    if content and holds(builder.store, content):
        known = get_frame(builder.store, content)
    told = steps.unique(key, keep="first", maintain_order=True).join(
        known.select(*key, FIRST), on=key, how="left")
    table = base.registered()[REVISION]
    return history.checked(table, told.select(
        *key, OLD, NEW, pl.col(FIRST).fill_null(release_id)))

"""What each source said of each entity, and when: every version behind a release, cell by cell.

Told from raw registers and bundled rows as they were published, never from what is believed of
them. Which tables speak of which entity is declared elsewhere; what changed between two versions
stands in revisions.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import polars as pl

from schemas import base
from schemas.base import Table, faults
from schemas.raw import placeholders
from warehouse.building.build import Builder
from warehouse.code.loaded import modules_hash
from warehouse.folding.fold import KNOWN_FROM, KNOWN_TO
from warehouse.project.models import Model, RawRecipe, SeedRecipe
from warehouse.rows import seed_versions, seeds
from warehouse.rows.seed_versions import KNOWN_ON
from warehouse.storage import built as records
from warehouse.storage.built import Built, Part
from warehouse.storage.fingerprint import digest
from warehouse.storage.store import get_frame, put_frame
from warehouse.telling.tellers import History, Teller, declared

ENTITY, SOURCE, RECORD, ATTRIBUTE, VALUE = (
    "entity_id", "source_id", "record_key", "attribute", "value")
CELL = (SOURCE, ENTITY, RECORD, ATTRIBUTE)
OBSERVED = "observed_date"
UNTOLD = ("unknown", "citation", "citation_url", "known_from_date", "row_number", OBSERVED)
"""Columns of bundled rows that say of a fact where it stands, not what it is."""


@dataclass(frozen=True)
class Versions:
    """All versions of a table's records: what decides them, and how they are read."""

    decided_by: list[Any]
    read: Callable[[], pl.DataFrame] = field(repr=False)


def tables(builder: Builder) -> dict[str, Built]:
    """Every history table of a builder's belief by name, each made once for all that decides it."""
    return {history.name: _table(builder, history) for history in declared()}


def _table(builder: Builder, history: History) -> Built:
    tellers = [teller for teller in history.tellers if teller.table in builder.project.models]
    told_of = {teller.table: versions(builder, teller.table) for teller in tellers}
    reads = [read for read in history.reads if read in builder.project.models]
    fingerprint = digest([
        history.name, modules_hash(__name__), modules_hash(history.declared_in),
        base.validating_hash(history.table), [found.decided_by for found in told_of.values()],
        [builder.get(read).content_hash for read in reads],
    ])
    known = records.load(builder.store, fingerprint)
    if known:
        return known
    frames = {table: found.read() for table, found in told_of.items()}
    frames |= {read: builder.get(read).frame(builder.store) for read in reads}
    told = [_cells(builder.project.models[t.table], t, frames) for t in tellers]
    frame = checked(history.table, pl.concat([base.empty_frame(history.table), *told]))
    part = Part(put_frame(builder.store, frame), frame.height)
    return records.save(builder.store, Built(history.name, fingerprint, {}, (part,)))


def checked(table: type[Table], frame: pl.DataFrame) -> pl.DataFrame:
    """A frame in key order; raises ValueError if it breaks the rules of its class."""
    ordered = frame.sort(base.info(table).key)
    found = faults.failures(table, ordered)
    if found:
        raise ValueError(f"{base.info(table).name} would be wrong: {found[0]}")
    return ordered


def versions(builder: Builder, name: str) -> Versions:
    """Every version of a table's records that a builder's belief stands on."""
    model, found, known_by = builder.project.models[name], builder.get(name), builder.clock.known_by
    match model.recipe:
        case SeedRecipe(path, text):
            day = seeds.known_by_date(known_by)
            return Versions([name, text, day and day.isoformat()], lambda: _of_seed(
                seed_versions.all_rows(path, model.table, day, text), model.table))
        case RawRecipe(source) if source.kind == "register":
            told, until = found.notes["versions_hash"], known_by and known_by.isoformat()
            return Versions([name, told, until], lambda: _of_register(
                get_frame(builder.store, told) if told else base.empty_frame(model.table),
                source.source_id, known_by))
    return Versions([name, found.content_hash], lambda: _of_observations(found.frame(builder.store)))


def _of_register(state: pl.DataFrame, source_id: str, known_by: Any) -> pl.DataFrame:
    """A register's versions as they could be known by a time; its source tells them."""
    if KNOWN_FROM not in state.columns:
        return _timed(state, pl.lit(None), pl.lit(None))
    later = pl.lit(known_by).cast(base.UTC_TIMESTAMP)
    kept = state.filter((pl.col(KNOWN_FROM) <= later).fill_null(value=True))
    return _timed(kept.with_columns(pl.lit(source_id).alias(SOURCE)), pl.col(KNOWN_FROM),
                  pl.when((pl.col(KNOWN_TO) <= later).fill_null(value=True)).then(KNOWN_TO))


def _of_observations(seen: pl.DataFrame) -> pl.DataFrame:
    """Each observation holds until the next file of the source was seen."""
    days = seen.select(OBSERVED).unique().sort(OBSERVED)
    following = days.with_columns(pl.col(OBSERVED).shift(-1).alias(KNOWN_TO))
    return _timed(seen.join(following, on=OBSERVED, how="left"), _end(OBSERVED), _end(KNOWN_TO))


def _of_seed(rows: pl.DataFrame, table: type[Table]) -> pl.DataFrame:
    """A bundled row holds until a later one of its key."""
    until = pl.col(KNOWN_ON).shift(-1).over(base.info(table).key, order_by=KNOWN_ON)
    timed = rows.with_columns(until.alias(KNOWN_TO), pl.lit("seed").alias(SOURCE))
    return _timed(timed, _end(KNOWN_ON), _end(KNOWN_TO)).drop(KNOWN_ON)


def _end(day: str) -> pl.Expr:
    end = pl.col(day).cast(pl.Datetime("us")).dt.offset_by("23h59m59s")
    return end.dt.replace_time_zone("UTC")


def _timed(frame: pl.DataFrame, begin: pl.Expr, end: pl.Expr) -> pl.DataFrame:
    return frame.with_columns(begin.cast(base.UTC_TIMESTAMP).alias(KNOWN_FROM),
                              end.cast(base.UTC_TIMESTAMP).alias(KNOWN_TO))


def _cells(model: Model, teller: Teller, frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """What one table's records said, attribute by attribute, in unbroken spans."""
    versions, key = frames[teller.table], base.info(model.table).key
    parts = [pl.col(name).cast(pl.String).fill_null("") for name in key if name != OBSERVED]
    named = versions.with_columns(teller.identify(versions, frames).alias("__entity"),
                                  pl.concat_str(parts, separator="|").alias("__record"))
    names = [name for name in _told(model, teller) if name in versions.columns]
    wide = named.filter(pl.col("__entity").is_not_null()).select(
        pl.col("__entity").alias(ENTITY), pl.col(SOURCE).alias(SOURCE),
        pl.col("__record").alias(RECORD), KNOWN_FROM, KNOWN_TO,
        *(_text(versions.schema[name], name).alias(f"told {name}") for name in names),
    )
    long = wide.unpivot(index=[ENTITY, SOURCE, RECORD, KNOWN_FROM, KNOWN_TO],
                        variable_name=ATTRIBUTE, value_name=VALUE).drop_nulls(VALUE)
    ours = {f"told {name}": teller.attributes.get(name, name) for name in names}
    return spans(long.with_columns(pl.col(ATTRIBUTE).replace_strict(ours, return_dtype=pl.String)))


def _told(model: Model, teller: Teller) -> Iterator[str]:
    """The columns that are told: those asked for; of the key the name only; no place, no prose."""
    silent = {*base.info(model.table).key[1:], *placeholders(model.table), *UNTOLD, *teller.silent}
    if isinstance(model.recipe, RawRecipe):
        silent |= {*model.recipe.source.register.prose}
    for column in base.columns(model.table):
        is_asked = not teller.is_selective or column.name in teller.attributes
        if column.name not in silent and is_asked:
            yield column.name


def _text(dtype: Any, name: str) -> pl.Expr:
    """A cell as text; a list without entries says nothing."""
    text = pl.col(name).list.join("; ") if dtype == base.TEXT_LIST else pl.col(name).cast(pl.String)
    return pl.when(text != "").then(text)


def spans(stated: pl.DataFrame) -> pl.DataFrame:
    """Statements with those joined that follow each other without a break and say the same."""
    ordered = stated.sort(*CELL, KNOWN_FROM)
    same = [pl.col(name) == pl.col(name).shift() for name in (*CELL, VALUE)]
    goes_on = reduce(lambda one, other: one & other, [*same, pl.col(KNOWN_FROM) == pl.col(KNOWN_TO).shift()])
    numbered = ordered.with_columns((~goes_on.fill_null(value=False)).cum_sum().alias("__run"))
    columns = [ENTITY, ATTRIBUTE, VALUE, SOURCE, RECORD]
    return numbered.group_by("__run", maintain_order=True).agg(
        *(pl.col(name).first() for name in columns), pl.col(KNOWN_FROM).first(),
        pl.col(KNOWN_TO).last(),
    ).drop("__run")

"""From spans of statements to the steps between them: what came, went, changed, or took another name.

The spans come from history.py. Which entity a record is of was decided there.
"""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from schemas import base
from warehouse.folding.fold import KNOWN_FROM, KNOWN_TO
from warehouse.telling.history import ATTRIBUTE, ENTITY, RECORD, SOURCE, VALUE

AT, KIND, OLD, NEW = "known_at", "kind", "old_value", "new_value"
CHAIN, OTHER, FIRST, LAST, REST = "__chain", "__other", "__first", "__last", "__rest"
ABOUT = (SOURCE, ENTITY)
STEP: dict[str, pl.DataType | type[pl.DataType]] = {
    SOURCE: pl.String, ENTITY: pl.String, RECORD: pl.String, ATTRIBUTE: pl.String,
    AT: base.UTC_TIMESTAMP, KIND: pl.String, OLD: pl.String, NEW: pl.String}
FAR = datetime(9999, 12, 31, tzinfo=UTC)
NONE = pl.lit(None, pl.String)


def revisions(cells: pl.DataFrame) -> pl.DataFrame:
    """All steps of the records of one kind of entity."""
    lives = _lives(cells, RECORD)
    renames = _renames(lives)
    found = pl.concat([_of_records(lives, renames), _of_cells(_chained(cells, renames))])
    return found.group_by(SOURCE, ENTITY, RECORD, ATTRIBUTE, AT, KIND, maintain_order=True).agg(
        pl.col(OLD, NEW).drop_nulls().first())


def corrected(steps: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Steps with those marked in which a source leaves a value that is listed as its error."""
    wrong = listed.select(SOURCE, RECORD, pl.col("column_name").alias(ATTRIBUTE),
                          pl.col("expected_wrong_value").alias("__wrong"))
    joined = steps.join(wrong, on=[SOURCE, RECORD, ATTRIBUTE], how="left", maintain_order="left")
    number = pl.col(OLD).cast(pl.Float64, strict=False) == pl.col("__wrong").cast(
        pl.Float64, strict=False)
    is_it = ((pl.col(OLD) == pl.col("__wrong")) | number.fill_null(value=False)).fill_null(value=False)
    marked = pl.when(is_it & (pl.col(KIND) == "changed")).then(pl.lit("upstream_correction"))
    return joined.with_columns(marked.otherwise(KIND).alias(KIND)).drop("__wrong")


def _lives(cells: pl.DataFrame, name: str) -> pl.DataFrame:
    """The unbroken spans in which the source had a record at all."""
    record = [*ABOUT, name]
    far = pl.lit(FAR).cast(base.UTC_TIMESTAMP)
    stated = cells.select(*record, KNOWN_FROM, pl.col(KNOWN_TO).fill_null(far)).unique().sort(
        *record, KNOWN_FROM, KNOWN_TO)
    reach = pl.col(KNOWN_TO).cum_max().over(record).shift().over(record)
    begins = (pl.col(KNOWN_FROM) > reach).fill_null(value=True)
    numbered = stated.with_columns(begins.cum_sum().alias("__life"))
    return numbered.group_by(*record, "__life", maintain_order=True).agg(
        pl.col(KNOWN_FROM).min().alias(FIRST), pl.col(KNOWN_TO).max().alias(LAST)
    ).with_columns(pl.when(pl.col(LAST) < far).then(LAST).alias(LAST)).drop("__life")


def _rest(key: str) -> pl.Expr:
    """A key without the name that comes first: what the records of one entity are told apart by."""
    return pl.col(key).str.splitn("|", 2).struct.field("field_1").fill_null("")


def _renames(lives: pl.DataFrame) -> pl.DataFrame:
    """Records that begin in the very file that no longer has one of the entity under another name."""
    begun = lives.select(*ABOUT, pl.col(RECORD), pl.col(FIRST).alias(AT), _rest(RECORD).alias(REST))
    ended = lives.filter(pl.col(LAST).is_not_null()).select(
        *ABOUT, pl.col(RECORD).alias(OTHER), pl.col(LAST).alias(AT), _rest(RECORD).alias(REST))
    subject = [*ABOUT, AT, REST]
    place = pl.int_range(pl.len()).over(subject).alias("__place")
    return begun.sort(*subject, RECORD).with_columns(place).join(
        ended.sort(*subject, OTHER).with_columns(place), on=[*subject, "__place"], how="inner"
    ).drop("__place", REST)


def _of_records(lives: pl.DataFrame, renames: pl.DataFrame) -> pl.DataFrame:
    """Records added, removed, renamed, or beside others of the same entity."""
    begun = lives.rename({FIRST: AT}).join(renames, on=[*ABOUT, RECORD, AT], how="anti")
    ended = lives.filter(pl.col(LAST).is_not_null()).rename({LAST: AT}).join(
        renames.rename({RECORD: "__new", OTHER: RECORD}), on=[*ABOUT, RECORD, AT], how="anti")
    came, went = _beside(begun, lives), _beside(ended, lives)
    other, key = pl.col(OTHER), pl.col(RECORD)
    is_alone = other.is_null()
    return pl.concat([
        _steps(renames, pl.lit("renamed"), other, key),
        _steps(came, pl.when(is_alone).then(pl.lit("added")).otherwise(pl.lit("split")), other, key),
        _steps(went, pl.when(is_alone).then(pl.lit("removed")).otherwise(pl.lit("merged")), key, other),
    ])


def _beside(events: pl.DataFrame, lives: pl.DataFrame) -> pl.DataFrame:
    """Events with another record of the same entity that the source had before and after."""
    rest = _rest(RECORD).alias(REST)
    there = lives.select(*ABOUT, pl.col(RECORD).alias(OTHER), FIRST, LAST, rest)
    found = events.select(*ABOUT, RECORD, AT, rest).join(there, on=[*ABOUT, REST], how="inner").filter(
        (pl.col(OTHER) != pl.col(RECORD)) & (pl.col(FIRST) < pl.col(AT))
        & (pl.col(LAST).is_null() | (pl.col(LAST) > pl.col(AT)))
    ).group_by(*ABOUT, RECORD, AT).agg(pl.col(OTHER).min())
    return events.select(*ABOUT, RECORD, AT).join(found, on=[*ABOUT, RECORD, AT], how="left")


def _chained(cells: pl.DataFrame, renames: pl.DataFrame) -> pl.DataFrame:
    """Cells with one name for all keys under which a record went on."""
    roots: dict[tuple[str, str, str], str] = {}
    for source, entity, new, _, old in renames.sort(AT).select(
            *ABOUT, RECORD, AT, OTHER).iter_rows():
        roots[source, entity, new] = roots.get((source, entity, old), old)
    known = pl.DataFrame([(*key, root) for key, root in roots.items()], orient="row",
                         schema=dict.fromkeys((*ABOUT, RECORD, CHAIN), pl.String))
    return cells.join(known, on=[*ABOUT, RECORD], how="left").with_columns(
        pl.coalesce(CHAIN, RECORD).alias(CHAIN))


def _of_cells(cells: pl.DataFrame) -> pl.DataFrame:
    """Values that changed, came or went while their record stood."""
    chain = [*ABOUT, CHAIN]
    one = [*chain, ATTRIBUTE]
    ordered = cells.sort(*one, KNOWN_FROM)
    sided = ordered.with_columns(
        pl.col(VALUE).shift().over(one).alias(OLD), pl.col(KNOWN_TO).shift().over(one).alias("__to"),
        pl.col(KNOWN_FROM).shift(-1).over(one).alias("__next"))
    lives = _lives(ordered, CHAIN)
    follows = (pl.col("__to") == pl.col(KNOWN_FROM)).fill_null(value=False)
    changed = sided.filter(follows & (pl.col(OLD) != pl.col(VALUE))).rename({KNOWN_FROM: AT})
    came = sided.filter(~follows).rename({KNOWN_FROM: AT}).join(
        lives.rename({FIRST: AT}), on=[*chain, AT], how="anti")
    is_left = (pl.col("__next") == pl.col(KNOWN_TO)).fill_null(value=False)
    went = sided.filter(pl.col(KNOWN_TO).is_not_null() & ~is_left).rename({KNOWN_TO: AT}).join(
        lives.rename({LAST: AT}), on=[*chain, AT], how="anti")
    new = pl.col(VALUE)
    return pl.concat([_steps(changed, pl.lit("changed"), pl.col(OLD), new, pl.col(ATTRIBUTE)),
                      _steps(came, pl.lit("changed"), NONE, new, pl.col(ATTRIBUTE)),
                      _steps(went, pl.lit("changed"), new, NONE, pl.col(ATTRIBUTE))])


def _steps(
    events: pl.DataFrame, kind: pl.Expr, old: pl.Expr, new: pl.Expr,
    attribute: pl.Expr = pl.lit(""),  # noqa: B008  (an expression is a value)
) -> pl.DataFrame:
    """Events as rows of the table; what begins has no old key, what ends no new one."""
    return events.select(
        SOURCE, ENTITY, RECORD, attribute.alias(ATTRIBUTE), AT, kind.alias(KIND), old.alias(OLD),
        new.alias(NEW)).cast(pl.Schema(STEP))


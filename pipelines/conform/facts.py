"""The one engine of facts: what each source says of an entity's attributes, and which is believed.

A statement names an attribute and how a source's columns speak of it; a choice names who may decide
an attribute, best first. Which columns those are stands with each entity; no publisher and no
entity is named here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from schemas import base
from schemas.base import Table
from schemas.columns import measure_name
from schemas.facts import FactColumns
from warehouse.rows.seeds import reasons_of

CURATED = "seed"
CURATED_ONLY = "curated register only"
ACCEPTED = "accepted, see seed/accepted_fact.csv"
FINAL_REASONS = ("not_supported", "not_applicable")
"""Reasons that are knowledge, not the lack of it: no other source may fill the cell."""
KEPT = "not_disclosed"
"""What a maker keeps, a database that does not say how it knows can only have guessed."""
SETTLED, UNVALUED = -100, 100
"""What is added to a source's place for a reason that settles the matter, and for any other."""

NO_NUMBER = pl.lit(None, pl.Float64)
UNSAID = pl.lit(None, pl.String)
CHOICE = ("is_chosen", "chosen_by_rule")
SCHEMA = {c.name: c.dtype for c in base.columns(FactColumns) if c.name not in CHOICE}
RECORD = ("source_id", "source_key", "first_snapshot_id", "citation")
"""What a record says of itself, the same in each of its facts."""


@dataclass(frozen=True)
class Statement:
    """How a source's columns speak of one attribute; `place` is the column as a reader finds it.

    `record_place` says it instead where it differs from record to record.
    """

    attribute: str
    place: str
    value: pl.Expr
    low: pl.Expr = NO_NUMBER
    high: pl.Expr = NO_NUMBER
    basis: pl.Expr = UNSAID
    reason: pl.Expr = UNSAID
    record_place: pl.Expr | None = None


@dataclass(frozen=True)
class Curated:
    """How a bundled register states facts; bases and bounds stand beside the value they are of.

    `place_of` names the place of what no column of the register says, but another register of one.
    """

    id_column: str
    attributes: tuple[str, ...]
    place_of: Mapping[str, str] = field(default_factory=dict)
    basis_of: Mapping[str, str] = field(default_factory=dict)
    bounds_of: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """Who decides an attribute, best first, and the rule as a reader is told it.

    A led attribute means something only beside another, and is believed of the same record. Where
    `may_guess` is false, a value that the maker keeps is unknown until a source's one is accepted.
    """

    order: tuple[str, ...]
    rule: str
    leader: str | None = None
    may_guess: bool = True


def first_of(*order: str, may_guess: bool = True) -> Choice:
    """The first source that states a value decides."""
    rule = f"first of {', '.join(order)}" if len(order) > 1 else CURATED_ONLY
    return Choice(order, rule, may_guess=may_guess)


def joined(column: str) -> pl.Expr:
    """A list as text; one without entries says nothing."""
    text = pl.col(column).list.drop_nulls().list.join("; ")
    return pl.when(text != "").then(text)


def facts_of(
    records: pl.DataFrame, id_column: str, statements: Iterable[Statement]
) -> pl.DataFrame:
    """What records say, cell by cell: a value, an interval, or the reason to have none."""
    cells = [_cells(records, id_column, statement) for statement in statements]
    schema = {id_column: pl.String} | SCHEMA
    empty = pl.DataFrame(schema=schema)
    return pl.concat([empty, *(frame.select(*schema) for frame in cells)])


def _cells(records: pl.DataFrame, id_column: str, said: Statement) -> pl.DataFrame:
    is_number = records.select(said.value).to_series().dtype.is_numeric()
    has_value = said.value.is_not_null()
    place = pl.lit(said.place) if said.record_place is None else said.record_place
    cells = records.select(
        id_column, *RECORD, attribute=pl.lit(said.attribute),
        value=said.value.cast(pl.String),
        value_number=said.value.cast(pl.Float64) if is_number else NO_NUMBER,
        value_low=said.low, value_high=said.high,
        basis=pl.when(has_value | said.low.is_not_null()).then(said.basis),
        reason_code=pl.when(~has_value).then(said.reason),
        source_locator=pl.format("{}, column {}", "source_locator", place),
    )
    says = pl.any_horizontal(pl.col("value", "value_low", "reason_code").is_not_null())
    return cells.filter(says).cast({name: SCHEMA[name] for name in cells.columns if name in SCHEMA})


def curated(records: pl.DataFrame, register: Curated, table: type[Table]) -> pl.DataFrame:
    """The facts of a bundled register: its values, and its stated reasons to have none."""
    file = base.info(table).name.replace(".", "/")
    id_column = register.id_column
    place = f"{file}.csv, {id_column} {{}}"
    with_record = records.with_columns(
        source_id=pl.lit(CURATED), source_key=pl.col(id_column), first_snapshot_id=UNSAID,
        source_locator=pl.format(place, id_column),
        citation=pl.concat_str("citation", "citation_url", separator=", ", ignore_nulls=True),
    )
    return facts_of(with_record, id_column, _of_register(records, register))


def _of_register(records: pl.DataFrame, register: Curated) -> Iterator[Statement]:
    unknown = records["unknown"] if "unknown" in records.columns else [None] * len(records)
    reasons = [reasons_of(text) for text in unknown]
    for name in register.attributes:
        is_list = records.schema[name] == base.TEXT_LIST
        low, high = register.bounds_of.get(name, (None, None))
        basis = register.basis_of.get(name)
        stated = pl.Series([of.get(measure_name(name)) for of in reasons], dtype=pl.String)
        yield Statement(
            name, register.place_of.get(name, name), joined(name) if is_list else pl.col(name),
            pl.col(low) if low else NO_NUMBER, pl.col(high) if high else NO_NUMBER,
            pl.col(basis) if basis else UNSAID, pl.lit(stated),
        )


def ranked(facts: pl.DataFrame, choices: Mapping[str, Choice]) -> pl.DataFrame:
    """Facts with the rule of their attribute and their `rank`: the lower, the better, NULL for never.

    A reason that settles the matter comes before a value, and a value before any other reason.
    """
    places = [(name, source, place, choice.rule, choice.leader, choice.may_guess)
              for name, choice in choices.items() for place, source in enumerate(choice.order)]
    columns = {"attribute": pl.String, "source_id": pl.String, "place": pl.Int64,
               "rule": pl.String, "leader": pl.String, "may_guess": pl.Boolean}
    deciders = pl.DataFrame(places, schema=columns, orient="row")
    is_kept = (pl.col("source_id") == CURATED) & (pl.col("reason_code") == KEPT)
    is_final = pl.col("reason_code").is_in(FINAL_REASONS) | (is_kept & ~pl.col("may_guess"))
    shift = pl.when(is_final).then(SETTLED).when(pl.col("value").is_null()).then(UNVALUED)
    return facts.join(
        deciders, on=["attribute", "source_id"], how="left", maintain_order="left"
    ).with_columns(rank=pl.col("place") + shift.otherwise(0)).drop("place", "may_guess")


def with_accepted(
    candidates: pl.DataFrame, id_column: str, accepted: pl.DataFrame
) -> pl.DataFrame:
    """Ranked facts in which the accepted word of a source comes before all others of its cell.

    That word may be a reason: what a database repeats after it ceased to hold is then unknown.
    """
    cell = {"entity_id": id_column, "attribute": "attribute", "source_id": "source_id"}
    named = accepted.select(*cell, is_accepted=pl.lit(value=True)).rename(cell)
    found = candidates.join(named, on=list(cell.values()), how="left", maintain_order="left")
    is_accepted = pl.col("is_accepted").is_not_null()
    return found.with_columns(
        rank=pl.when(is_accepted).then(2 * SETTLED).otherwise(pl.col("rank")),
        rule=pl.when(is_accepted).then(pl.lit(ACCEPTED)).otherwise(pl.col("rule")),
    ).drop("is_accepted")


def best(candidates: pl.DataFrame, id_column: str, attribute: str) -> pl.DataFrame:
    """The believed fact of one attribute of each entity that has any."""
    of_it = candidates.filter((pl.col("attribute") == attribute) & pl.col("rank").is_not_null())
    return of_it.sort(id_column, "rank", "source_key").unique(
        id_column, keep="first", maintain_order=True)


def with_choice(
    candidates: pl.DataFrame, id_column: str, table: type[Table]
) -> pl.DataFrame:
    """Ranked facts with one per entity and attribute marked as believed, in the table's columns."""
    cell = [id_column, "attribute"]
    for leader in candidates["leader"].drop_nulls().unique().sort():
        candidates = _led(candidates, id_column, leader)
    best_first = candidates.sort(*cell, "rank", "source_key", nulls_last=True)
    is_first = pl.int_range(pl.len()).over(cell) == 0
    marked = best_first.with_columns(is_chosen=is_first & pl.col("rank").is_not_null())
    return marked.with_columns(
        chosen_by_rule=pl.when(pl.col("is_chosen")).then(pl.col("rule"))
    ).sort(*cell, "source_id", "source_key").select(c.name for c in base.columns(table))


def _led(facts: pl.DataFrame, id_column: str, leader: str) -> pl.DataFrame:
    """Facts of led attributes lose their rank unless their record is the one believed."""
    record = [id_column, "source_id", "source_key"]
    believed = best(facts, id_column, leader).select(*record, is_led=pl.lit(value=True))
    is_other = (pl.col("leader") == leader) & pl.col("is_led").is_null()
    return facts.join(believed, on=record, how="left", maintain_order="left").with_columns(
        rank=pl.when(is_other.fill_null(value=False)).then(None).otherwise(pl.col("rank"))
    ).drop("is_led")

"""What a table class is: its columns with their types and checks, and what it says of itself.

No table is declared here and nothing is stored here. How a frame is held against a class, and what must
be known of pandera for that, stands in faults.py and asked.py beside this file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from schemas.columns import Declared, TextList, UtcTimestamp
from schemas.grain import misfits
from schemas.limits import missing
from schemas.table_info import ROW_LIMIT, TableInfo

UTC_TIMESTAMP = pl.Datetime("us", "UTC")
TEXT_LIST = pl.List(pl.String)

TYPES: dict[str, tuple[Any, str]] = {
    "str": (pl.String, "VARCHAR"),
    "float": (pl.Float64, "DOUBLE"),
    "int": (pl.Int64, "BIGINT"),
    "bool": (pl.Boolean, "BOOLEAN"),
    "pl.Date": (pl.Date, "DATE"),
    "UtcTimestamp": (UTC_TIMESTAMP, "TIMESTAMP WITH TIME ZONE"),
    "TextList": (TEXT_LIST, "VARCHAR[]"),
}
"""The only column types there are, as classes write them: no narrow float, no HUGEINT, no naive timestamp."""

WRITTEN: dict[Any, str] = {str: "str", float: "float", int: "int", bool: "bool", pl.Date: "pl.Date",
                           UtcTimestamp: "UtcTimestamp", TextList: "TextList"}
"""How a module writes a type whose annotations are no text yet."""

PUBLISHED_LAYERS = ("core", "metric", "meta", "history")
"""Layers whose tables are published; of `step`, those whose class says so."""

SAID_LAYERS = ("meta", "history")
"""Layers of tables that no recipe makes: a release says them of itself."""

THROUGH = "data_through_date"
FINITE = "finite{}"
"""The rule that every float is held to besides those of its column."""


class SchemaError(Exception):
    """A table class is declared in a way that cannot be validated."""


@dataclass(frozen=True)
class Column:
    """What the class says of one column; everything shown of a column derives from this."""

    name: str
    dtype: Any
    duckdb_type: str
    is_nullable: bool
    description: str
    checks: tuple[str, ...]


_INFO: dict[type, TableInfo] = {}
_COLUMNS: dict[type, tuple[Column, ...]] = {}


class Table:
    """Base of every table class; the docstring of a subclass is the table's description."""

    def __init_subclass__(
        cls,
        *,
        name: str = "",
        key: tuple[str, ...] = (),
        grain: str = "",
        group: str = "",
        may_be_empty: bool = False,
        is_published: bool | None = None,
        copies: str = "", question: str = "", example: str = "", time_axis: str = "",
        coverage: tuple[str, ...] = (), counts: tuple[str, ...] = (), leaves_nothing: str = "",
        free_ids: tuple[str, ...] = (),
        gathers: str = "",
        planned: tuple[str, ...] = (),
        row_limit: int = ROW_LIMIT,
        **kwargs: Any,
    ) -> None:
        """Register the table under its one name; a class without a name is a shared base.

        `grain` says what one row is, in words of schemas/grain.py that stand for the columns of `key`.
        A step of a calculation is published only where its class says so; an answer always is.
        `copies` names the seed, or core table, whose columns it shows as they are; no file makes it then.
        `gathers` names a folder whose files each give some of the rows.
        `coverage` names the rows of core.coverage that a series ends with, `counts` those of
        meta.left_out that say what of its main input an answer uses; `leaves_nothing`, why none does.
        `question` and `example` are a query to start from, where no SQL file's header has one.
        `free_ids` are columns that may name what no register lists; all other ids are held to one.
        `planned` are dates of a publisher that may lie ahead; all others lie before they are known.
        `row_limit` is how many rows there may ever be: one wrong date must not make millions.
        """
        super().__init_subclass__(**kwargs)
        if name:
            if grain and (odd := list(misfits(name, key, grain))):
                raise SchemaError(f"{name} does not have the grain it says: {'; '.join(odd)}")
            shown = name.partition(".")[0] in PUBLISHED_LAYERS if is_published is None else is_published
            _INFO[cls] = TableInfo(name, key, grain, group, may_be_empty, shown, copies, question, example,
                                   time_axis, coverage, counts, leaves_nothing, free_ids, gathers,
                                   planned, row_limit)


def info(table: type[Table]) -> TableInfo:
    """Name, key, group and layer of a table class."""
    return _INFO[table]


def registered() -> dict[str, type[Table]]:
    """Every table class that has been imported, by table name."""
    tables: dict[str, type[Table]] = {}
    for table, about in _INFO.items():
        if about.name in tables:
            raise SchemaError(f"{about.name} is declared by two classes; delete one of them")
        tables[about.name] = table
    return tables


def _declared(table: type[Table]) -> Iterator[tuple[str, str, Declared]]:
    """Name, type and words of each column, in order; a class may say anew what it inherits."""
    types: dict[str, str] = {}
    for owner in reversed(table.__mro__):
        types |= vars(owner).get("__annotations__", {})
    for name, annotation in types.items():
        yield name, WRITTEN.get(annotation, annotation), getattr(table, name)


def columns(table: type[Table]) -> tuple[Column, ...]:
    """The columns of a class, in order, after inheritance; its numbers within what their unit can be."""
    if table not in _COLUMNS:
        _COLUMNS[table] = tuple(_column(table, *declared) for declared in _declared(table))
    return _COLUMNS[table]


def _column(table: type[Table], name: str, written: str, said: Declared) -> Column:
    if written not in TYPES:
        raise SchemaError(f"{info(table).name}.{name} has type {written}; use one of {list(TYPES)}")
    dtype, duckdb_type = TYPES[written]
    checks = said.checks
    if dtype in (pl.Float64, pl.Int64):
        checks += missing(name, checks, is_whole=dtype == pl.Int64)
    checks += (FINITE,) if dtype == pl.Float64 else ()
    return Column(name, dtype, duckdb_type, said.is_nullable, said.description, checks)


def marks(table: type[Table]) -> dict[str, tuple[str, ...]]:
    """The columns that say whether intervals can be quoted alone, with the values whose they are."""
    return {name: said.quoted for name, _, said in _declared(table) if said.quoted}


def mark_units(table: type[Table]) -> dict[str, str]:
    """The columns that say of what kind the numbers are that a mark is about, where rows differ."""
    return {name: said.quoted_unit for name, _, said in _declared(table) if said.quoted_unit}


def mark_points(table: type[Table]) -> dict[str, str]:
    """The columns that count the points of the fits that a mark is about."""
    return {name: said.quoted_points for name, _, said in _declared(table) if said.quoted_points}


def empty_frame(table: type[Table]) -> pl.DataFrame:
    """No rows, exact types: what a model is compiled against before any data exists."""
    return pl.DataFrame(schema={column.name: column.dtype for column in columns(table)})


def validating_hash(table: type[Table]) -> str:
    """Hash of what decides whether a frame passes; descriptions do not and may change freely."""
    about = info(table)
    rules: list[Any] = [about.name, about.key, about.may_be_empty, *filter(None, [about.time_axis])]
    rules += [about.planned] if about.planned else []
    rules += [about.row_limit] if about.row_limit != ROW_LIMIT else []
    rules += [[c.name, str(c.dtype), c.is_nullable, c.checks] for c in columns(table)]
    return hashlib.sha256(json.dumps(rules).encode()).hexdigest()

"""What a table class is: its columns with their types and checks, and what it says of itself.

No table is declared here and nothing is stored here; how a frame is held against a class stands in
faults.py.
"""

from __future__ import annotations

import hashlib
import json
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandera.polars as pa
import polars as pl

from schemas.columns import QUOTED
from schemas.grain import misfits
from schemas.limits import bounded
from schemas.table_info import ROW_LIMIT, TableInfo

UTC_TIMESTAMP = pl.Datetime("us", "UTC")
TEXT_LIST = pl.List(pl.String)

DUCKDB_TYPES: dict[Any, str] = {
    pl.String: "VARCHAR",
    pl.Float64: "DOUBLE",
    pl.Int64: "BIGINT",
    pl.Boolean: "BOOLEAN",
    pl.Date: "DATE",
    UTC_TIMESTAMP: "TIMESTAMP WITH TIME ZONE",
    TEXT_LIST: "VARCHAR[]",
}
"""The only column types there are: no Float32, no HUGEINT, no naive timestamp."""

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
    is_nullable: bool
    description: str
    checks: tuple[str, ...]

    @property
    def duckdb_type(self) -> str:
        """The name DuckDB gives this type."""
        return DUCKDB_TYPES[self.dtype]


_INFO: dict[type, TableInfo] = {}


class Table(pa.DataFrameModel):
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
        super().__init_subclass__(**kwargs)  # type: ignore[no-untyped-call]
        if name:
            if grain and (odd := list(misfits(name, key, grain))):
                raise SchemaError(f"{name} does not have the grain it says: {'; '.join(odd)}")
            shown = name.partition(".")[0] in PUBLISHED_LAYERS if is_published is None else is_published
            _INFO[cls] = TableInfo(name, key, grain, group, may_be_empty, shown, copies, question, example,
                                   time_axis, coverage, counts, leaves_nothing, free_ids, gathers,
                                   planned, row_limit)

    class Config:
        """Exactly the declared columns, in their order, of exactly the declared types."""

        strict = True
        ordered = True
        coerce = False


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


@cache
def schema_of(table: type[Table]) -> pa.DataFrameSchema:
    """The pandera schema of a class, its numbers within what their unit can be."""
    schema = copy(table.to_schema())  # pandera's own is everybody's, so nothing is added to it
    if schema.checks:
        raise SchemaError(
            f"{info(table).name} has a check over several columns, which its hash cannot see; "
            "write it as a file in dbt_like_sql/check"
        )
    schema.columns = {name: bounded(name, column) for name, column in schema.columns.items()}
    return schema


@cache
def columns(table: type[Table]) -> tuple[Column, ...]:
    """The columns of a class, in order, after inheritance."""
    found = []
    for name, column in schema_of(table).columns.items():
        dtype = column.dtype.type
        if dtype not in DUCKDB_TYPES:
            raise SchemaError(
                f"{info(table).name}.{name} has type {dtype}; use one of {list(DUCKDB_TYPES)}"
            )
        checks = tuple(f"{check.name}{json.dumps(check.statistics, default=str)}"
                       for check in column.checks)
        checks += (FINITE,) if dtype == pl.Float64 else ()
        found.append(Column(name, dtype, column.nullable, column.description or "", checks))
    return tuple(found)


@cache
def marks(table: type[Table]) -> dict[str, tuple[str, ...]]:
    """The columns that say whether intervals can be quoted alone, with the values whose they are."""
    return {name: column.metadata[QUOTED] for name, column in schema_of(table).columns.items()
            if QUOTED in (column.metadata or {})}


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

"""What a publisher's file gives: records by column, and the rows and cells that do not fit, each told.

How text becomes values stands in typing.py, what the class of a table allows in ruling.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from schemas import base
from schemas.base import Table
from schemas.raw import placeholders
from warehouse.rows.printed import NUMBERS
from warehouse.rows.sides import RESOLUTION

SHOWN_CHARACTERS = 200


@dataclass(frozen=True)
class Rejected:
    """One cell that kept its row out of a table."""

    row_number: int
    column_name: str
    value: str
    check_name: str


@dataclass(frozen=True)
class TextRow:
    """One record as printed, by column name, with where it stands."""

    row_number: int
    cells: Mapping[str, str | None]
    fault: Rejected | None = None

    def saying(self, cells: Mapping[str, str | None]) -> TextRow:
        """The same record with some cells more, or other ones."""
        return TextRow(self.row_number, {**self.cells, **cells}, self.fault)


@dataclass(frozen=True)
class Parsed:
    """What a snapshot holds: records that fit, cells that do not, fields nobody reads with their uses.

    A rejected cell keeps its row out; one that is set aside was emptied, and its row stays. `spoiled`
    holds the rows that are kept out, as far as they can be read.
    """

    frame: pl.DataFrame
    rejected: list[Rejected] = field(default_factory=list)
    unread: Mapping[str, int] = field(default_factory=dict)
    set_aside: list[Rejected] = field(default_factory=list)
    spoiled: pl.DataFrame = field(default_factory=pl.DataFrame)

    @property
    def rejected_row_count(self) -> int:
        """Rows kept aside, each counted once."""
        return len({cell.row_number for cell in self.rejected})

    @property
    def set_aside_row_count(self) -> int:
        """Rows that stay without some of their cells, each counted once."""
        return len({cell.row_number for cell in self.set_aside})


class Unreadable(Exception):
    """A snapshot as a whole is not what the source promises; the message says what to do."""


def shown(text: str) -> str:
    """The beginning of a cell, with what is no character replaced."""
    return text[:SHOWN_CHARACTERS].encode("utf-8", "replace").decode()


def record_schema(table: type[Table]) -> dict[str, pl.DataType | type[pl.DataType]]:
    """The columns of typed records: the table's own, the steps of its numbers, and the place."""
    wanted = own_columns(table)
    steps = {c.name + RESOLUTION: pl.Float64 for c in wanted if c.dtype in NUMBERS}
    return {c.name: c.dtype for c in wanted} | steps | {"row_number": pl.Int64}


def own_columns(table: type[Table]) -> list[base.Column]:
    """The columns that a parser fills."""
    return [c for c in base.columns(table) if c.name not in placeholders(table)]


def spared_columns(table: type[Table]) -> set[str]:
    """Columns whose cells a row can do without."""
    return {c.name for c in base.columns(table) if c.is_nullable} - {*base.info(table).key}


def without_places(frame: pl.DataFrame, places: Iterable[int]) -> pl.DataFrame:
    """The records that do not stand at these places."""
    gone = list(places)
    return frame.filter(~pl.int_range(pl.len()).is_in(gone)) if gone else frame

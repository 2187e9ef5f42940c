"""From a publisher's text to typed records: rows that do not fit are kept aside, with the reason.

File formats do not belong here, nor what a column means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import polars as pl

from schemas import base
from schemas.base import Table, faults
from schemas.raw import placeholders
from warehouse.rows.crossing import without_crossed
from warehouse.rows.printed import NUMBERS, Said, said, visible
from warehouse.rows.sides import RESOLUTION

SHOWN_CHARACTERS = 200
SIGN_CHECKS = ("greater_than(0)", "greater_than_or_equal_to(0)")
"""A measure that is negative, or 0, says that its row is of another kind; the cell of any other
value out of bounds is a slip, and the row stays without it."""
BOUND_CHECKS = ("less_than", "greater_than", "in_range", "str_matches")


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


@dataclass(frozen=True)
class Parsed:
    """What a snapshot holds: records that fit, cells that do not, fields nobody reads with their uses.

    A rejected cell keeps its row out; one that is set aside was emptied, and its row stays.
    """

    frame: pl.DataFrame
    rejected: list[Rejected] = field(default_factory=list)
    unread: Mapping[str, int] = field(default_factory=dict)
    set_aside: list[Rejected] = field(default_factory=list)

    @property
    def unread_columns(self) -> tuple[str, ...]:
        """Fields of the file that no column reads, in its order."""
        return tuple(self.unread)

    @property
    def rejected_row_count(self) -> int:
        """Rows kept aside, each counted once."""
        return len({cell.row_number for cell in self.rejected})

    @property
    def set_aside_row_count(self) -> int:
        """Rows that stay without some of their cells, each counted once."""
        return len({cell.row_number for cell in self.set_aside})


def shown(text: str) -> str:
    """The beginning of a cell, with what is no character replaced."""
    return text[:SHOWN_CHARACTERS].encode("utf-8", "replace").decode()


class Unreadable(Exception):
    """A snapshot as a whole is not what the source promises; the message says what to do."""


def typed(
    table: type[Table],
    rows: Iterable[TextRow],
    scales: Mapping[str, Decimal] | None = None,
    unread: Mapping[str, int] | None = None,
) -> Parsed:
    """Records of a table class from text; a scale is the factor that converts a unit."""
    listed = list(rows)
    cells = {c.name: [None if row.fault else row.cells.get(c.name) for row in listed]
             for c in _own_columns(table)}
    faults = {place: row.fault for place, row in enumerate(listed) if row.fault}
    return typed_columns(table, [row.row_number for row in listed], cells, faults, scales, unread)


def typed_columns(
    table: type[Table],
    numbers: Sequence[int],
    cells: Mapping[str, Sequence[str | None]],
    faults: Mapping[int, Rejected],
    scales: Mapping[str, Decimal] | None = None,
    unread: Mapping[str, int] | None = None,
) -> Parsed:
    """The same from whole columns; faults are of rows, by place, that are none whatever they say."""
    rejected = {place: [replace(fault, value=shown(fault.value))] for place, fault in faults.items()}
    emptied: dict[int, list[Rejected]] = {}
    unreadable: Counter[int] = Counter()
    spared = _spared(table)
    found: dict[str, pl.Series] = {}
    for column in _own_columns(table):
        texts, scale = cells[column.name], (scales or {}).get(column.name, Decimal(1))
        read = {text: _said(text, column.dtype, scale) for text in dict.fromkeys(texts)}
        found[column.name] = _each({text: one.value for text, one in read.items()}, texts, column.dtype)
        if column.dtype in NUMBERS:
            steps = {text: one.step for text, one in read.items()}
            found[column.name + RESOLUTION] = _each(steps, texts, pl.Float64)
        wrong = _places({text for text, one in read.items() if one.fault}, texts) - faults.keys()
        is_read = found[column.name].count() >= len(wrong)
        for place in wrong:
            one, text = read[texts[place]], shown((texts[place] or "").strip())
            is_slip = column.name in spared and (one.is_out_of_range or is_read)
            (emptied if is_slip else rejected).setdefault(place, []).append(
                Rejected(numbers[place], column.name, text, one.fault))
            unreadable[place] += not one.is_out_of_range
    found["row_number"] = pl.Series(numbers, dtype=pl.Int64)
    frame = pl.DataFrame(found).select(list(record_schema(table)))
    _reject_whole(rejected, emptied, _of_another_kind(frame, unreadable))
    fields = {shown(name): uses for name, uses in (unread or {}).items()}
    return held_against(table, Parsed(_without(frame, rejected), _in_order(rejected), fields,
                                      _in_order(emptied)))


def _own_columns(table: type[Table]) -> list[base.Column]:
    return [c for c in base.columns(table) if c.name not in placeholders(table)]


def _spared(table: type[Table]) -> set[str]:
    """Columns whose cells a row can do without."""
    return {c.name for c in base.columns(table) if c.is_nullable} - {*base.info(table).key}


def _said(text: str | None, dtype: Any, scale: Decimal) -> Said:
    seen = visible(text)
    return said(seen, dtype, scale) if seen else Said()


def _each(values: Mapping[str | None, Any], texts: Sequence[str | None], dtype: Any) -> pl.Series:
    return pl.Series(list(map(values.__getitem__, texts)), dtype=dtype)


def _places(wanted: set[str | None], texts: Sequence[str | None]) -> set[int]:
    return {place for place, text in enumerate(texts) if text in wanted} if wanted else set()


def _reject_whole(
    rejected: dict[int, list[Rejected]], emptied: dict[int, list[Rejected]], others: set[int]
) -> None:
    """Let what is emptied in rows that are kept out be told of their rejection alone."""
    for place in others & emptied.keys() - rejected.keys():
        rejected[place] = emptied[place]
    for place in rejected.keys() & emptied.keys():
        del emptied[place]


def _of_another_kind(frame: pl.DataFrame, unreadable: Mapping[int, int]) -> set[int]:
    """Rows of which more numbers, days and marks cannot be read than can: headings, totals, remarks."""
    typed = [name for name, dtype in frame.drop("row_number").schema.items()
             if dtype not in (pl.String, base.TEXT_LIST) and not name.endswith(RESOLUTION)]
    if not typed or not unreadable:
        return set()
    read = frame.select(pl.sum_horizontal(pl.col(typed).is_not_null())).to_series()
    return {place for place, count in unreadable.items() if count > read[place]}


def _without(frame: pl.DataFrame, places: Iterable[int]) -> pl.DataFrame:
    gone = list(places)
    return frame.filter(~pl.int_range(pl.len()).is_in(gone)) if gone else frame


def _in_order(cells: Mapping[int, list[Rejected]]) -> list[Rejected]:
    return [cell for place in sorted(cells) for cell in cells[place]]


def held_against(table: type[Table], parsed: Parsed) -> Parsed:
    """Records held against the rules of their class, as parsed now or as they come bundled."""
    held, broken, emptied = _hold_against_class(table, parsed.frame)
    kept, crossed = without_crossed(table, held)
    emptied = [*emptied, *(Rejected(*cell) for cell in crossed)]
    return replace(parsed, frame=kept, rejected=[*parsed.rejected, *broken],
                   set_aside=[*parsed.set_aside, *emptied])


def record_schema(table: type[Table]) -> dict[str, pl.DataType | type[pl.DataType]]:
    """The columns of typed records: the table's own, the steps of its numbers, and the place."""
    wanted = _own_columns(table)
    steps = {c.name + RESOLUTION: pl.Float64 for c in wanted if c.dtype in NUMBERS}
    return {c.name: c.dtype for c in wanted} | steps | {"row_number": pl.Int64}


def _hold_against_class(
    table: type[Table], frame: pl.DataFrame
) -> tuple[pl.DataFrame, list[Rejected], list[Rejected]]:
    """Keep out rows that break a rule of the class; empty cells that only say too much."""
    names = [c.name for c in base.columns(table)]
    key = [name for name in base.info(table).key if name in frame.columns]
    held = frame.sort(*key, "row_number", nulls_last=True)
    filled_later = [pl.lit(value).alias(name) for name, value in placeholders(table).items()]
    rejected: list[Rejected] = []
    set_aside: list[Rejected] = []
    while not held.is_empty():
        failures = faults.failures(table, held.with_columns(filled_later).select(names))
        if not failures:
            break
        slips = [f for f in failures if _is_slip(f, table)]
        bad = {f.row for f in failures if f.row is not None and f not in slips}
        if not bad and not slips:
            raise Unreadable(f"{failures[0].check} fails for the whole file: {failures[0]}")
        rejected += [_cell(f, held) for f in failures if f.row in bad and f not in slips]
        set_aside += [_cell(f, held) for f in slips if f.row not in bad]
        held = _without(_emptied(held, slips), bad)
    return held, rejected, set_aside


def _is_slip(failure: faults.Failure, table: type[Table]) -> bool:
    """Whether a failure is of one cell that its row can do without."""
    is_bound = failure.check.startswith(BOUND_CHECKS) and failure.check not in SIGN_CHECKS
    return failure.row is not None and is_bound and failure.column in _spared(table)


def _cell(failure: faults.Failure, held: pl.DataFrame) -> Rejected:
    row = held["row_number"][failure.row or 0]
    return Rejected(row, failure.column or "", failure.value or "", failure.check)


def _emptied(held: pl.DataFrame, slips: list[faults.Failure]) -> pl.DataFrame:
    """Records without some of their cells."""
    rows: dict[str, list[int]] = {}
    for slip in slips:
        rows.setdefault(slip.column or "", []).append(slip.row or 0)
    place = pl.int_range(pl.len())
    return held.with_columns(
        pl.when(place.is_in(places)).then(None).otherwise(pl.col(name)).alias(name)
        for column, places in rows.items()
        for name in (column, column + RESOLUTION) if name in held.columns
    )

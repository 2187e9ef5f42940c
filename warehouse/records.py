"""From a publisher's text to typed records: rows that do not fit are kept aside, with the reason.

File formats do not belong here, nor what a column means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import polars as pl

from schemas import base
from schemas.base import Table
from schemas.raw import placeholders

RESOLUTION = "__resolution"
"""Suffix of the helper column that says how much one step of a number's last printed digit is."""
LARGEST_EXPONENT = 307
"""Larger numbers than this power of ten are no measures, and near what DOUBLE can hold."""


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
    """What a snapshot holds: records that fit, cells that do not, columns nobody reads."""

    frame: pl.DataFrame
    rejected: list[Rejected] = field(default_factory=list)
    unread_columns: tuple[str, ...] = ()

    @property
    def rejected_row_count(self) -> int:
        """Rows kept aside, each counted once."""
        return len({cell.row_number for cell in self.rejected})


class Unreadable(Exception):
    """A snapshot as a whole is not what the source promises; the message says what to do."""


def read_value(text: str, dtype: Any) -> Any:
    """A cell's value; raises ValueError in words a reader of the file understands."""
    if dtype == pl.String:
        return text
    if dtype == pl.Boolean:
        return _read_boolean(text)
    if dtype == pl.Date:
        return date.fromisoformat(text)
    if dtype == base.TEXT_LIST:
        return [part.strip() for part in text.split(",")]
    number = _read_number(text)
    return _read_integer(number) if dtype == pl.Int64 else float(number)


def _read_integer(number: Decimal) -> int:
    if abs(number) >= 2**63:
        raise ValueError("too large for a column of whole numbers")
    if number != number.to_integral_value():
        raise ValueError("not a whole number")
    return int(number)


def _read_boolean(text: str) -> bool:
    known = {"true": True, "false": False, "yes": True, "no": False}
    if text.lower() not in known:
        raise ValueError("neither true nor false")
    return known[text.lower()]


def _read_number(text: str) -> Decimal:
    """A number as printed; Decimal would also take the underscores of program code."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError("not a number") from None
    if "_" in text:
        raise ValueError("not a number")
    if not number.is_finite():
        raise ValueError("not a finite number")
    if number and number.adjusted() > LARGEST_EXPONENT:
        raise ValueError("too large a number")
    return number


def resolution(text: str, scale: Decimal) -> float:
    """One step of the last printed digit, after scaling: 100 for `1200` printed as `1.2e3`."""
    exponent = int(Decimal(text).as_tuple().exponent)
    return float(Decimal((0, (1,), exponent)) * scale)


def typed(
    table: type[Table],
    rows: Iterable[TextRow],
    scales: Mapping[str, Decimal] | None = None,
    unread_columns: tuple[str, ...] = (),
) -> Parsed:
    """Records of a table class from text; a scale is the factor that converts a unit."""
    wanted = [c for c in base.columns(table) if c.name not in placeholders(table)]
    good: list[dict[str, Any]] = []
    rejected: list[Rejected] = []
    for row in rows:
        record, faults = _typed_row(row, wanted, scales or {})
        rejected.extend(faults)
        if not faults:
            good.append(record)
    frame = pl.DataFrame(good, schema=record_schema(table))
    kept, broken = _hold_against_class(table, frame)
    return Parsed(kept, rejected + broken, unread_columns)


def record_schema(table: type[Table]) -> dict[str, Any]:
    """The columns of typed records: the table's own, the steps of its numbers, and the place."""
    wanted = [c for c in base.columns(table) if c.name not in placeholders(table)]
    steps = {c.name + RESOLUTION: pl.Float64 for c in wanted if _is_number(c)}
    return {c.name: c.dtype for c in wanted} | steps | {"row_number": pl.Int64}


def _is_number(column: base.Column) -> bool:
    return column.dtype in (pl.Float64, pl.Int64)


def _typed_row(
    row: TextRow, wanted: list[base.Column], scales: Mapping[str, Decimal]
) -> tuple[dict[str, Any], list[Rejected]]:
    if row.fault:
        return {}, [row.fault]
    record: dict[str, Any] = {"row_number": row.row_number}
    faults = []
    for column in wanted:
        text = (row.cells.get(column.name) or "").strip()
        scale = scales.get(column.name, Decimal(1))
        try:
            record[column.name] = _scaled(text, column, scale) if text else None
            if _is_number(column):
                record[column.name + RESOLUTION] = resolution(text, scale) if text else None
        except ValueError as error:
            faults.append(Rejected(row.row_number, column.name, text, str(error)))
    return record, faults


def _scaled(text: str, column: base.Column, scale: Decimal) -> Any:
    if scale == 1:
        return read_value(text, column.dtype)
    return read_value(str(_read_number(text) * scale), column.dtype)


def _hold_against_class(
    table: type[Table], frame: pl.DataFrame
) -> tuple[pl.DataFrame, list[Rejected]]:
    """Set aside the rows that break a rule of the class, such as later duplicates of a key."""
    names = [c.name for c in base.columns(table)]
    key = [name for name in base.info(table).key if name in frame.columns]
    held = frame.sort(*key, "row_number", nulls_last=True)
    filled_later = [pl.lit(value).alias(name) for name, value in placeholders(table).items()]
    rejected: list[Rejected] = []
    while not held.is_empty():
        failures = base.failures(table, held.with_columns(filled_later).select(names))
        if not failures:
            break
        bad = {f.row for f in failures if f.row is not None}
        if not bad:
            raise Unreadable(f"{failures[0].check} fails for the whole file: {failures[0]}")
        rejected += [
            Rejected(held["row_number"][f.row], f.column or "", f.value or "", f.check)
            for f in failures if f.row is not None
        ]
        held = held.with_row_index("i").filter(~pl.col("i").is_in(bad)).drop("i")
    return held, rejected

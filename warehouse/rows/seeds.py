"""Bundled CSV tables: their belief at a knowledge time, and a build's own date.

A fault in a bundled file is ours, so it stops the build: nothing is set aside here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from schemas import base, columns
from schemas.base import Table
from warehouse.errors import ChipledgerError
from warehouse.rows.printed import read_day
from warehouse.rows.records import Parsed, Rejected, TextRow
from warehouse.rows.sides import RESOLUTION
from warehouse.rows.typing import typed
from warehouse.storage.snapshots import end_of_day

KNOWN_FROM = "known_from_date"


def read_seed(
    path: Path, table: type[Table], known_by: datetime | None, text: str | None = None
) -> pl.DataFrame:
    """The rows of a bundled file that were public by then, one per key: the latest fact wins.

    `text` is what the file said when the project was loaded; without it the file is read now.
    """
    rows = _public_rows(path, _text(path, text), known_by, [c.name for c in base.columns(table)])
    parsed = typed(table, _latest_per_key(path, rows, base.info(table).key))
    for cell in (*parsed.rejected, *parsed.set_aside):
        raise _fault(path, cell)
    frame = parsed.frame.select(c.name for c in base.columns(table))
    _demand_reasons(path, table, parsed)
    return frame.sort(base.info(table).key)


def knowledge_dates(path: Path, text: str | None = None) -> list[date]:
    """The days on which facts of a bundled file became public."""
    return sorted({day for _, day, _ in _read(path, _text(path, text))})


def build_date(as_of: date) -> pl.DataFrame:
    """The one row that models read instead of the clock."""
    if as_of == date.min:
        raise ChipledgerError("nothing was known by then; choose a later knowledge date")
    next_month = (as_of.replace(day=28) + timedelta(days=4)).replace(day=1)
    is_month_end = as_of + timedelta(days=1) == next_month
    month_end = as_of if is_month_end else as_of.replace(day=1) - timedelta(days=1)
    return pl.DataFrame({"as_of_date": [as_of], "complete_month_end_date": [month_end]})


def known_by_date(known_by: datetime | None) -> date | None:
    """The last whole day that a knowledge time includes."""
    if known_by is None:
        return None
    day = known_by.astimezone(UTC).date()
    return day if end_of_day(day) <= known_by else day - timedelta(days=1)


SeedRow = tuple[int, date, dict[str, str]]


def _text(path: Path, text: str | None) -> str:
    return path.read_text(encoding="utf-8") if text is None else text


def _read(path: Path, text: str, wanted: Iterable[str] = ()) -> list[SeedRow]:
    """All rows of a bundled file; its header must hold exactly the wanted columns, if any are."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    names = next(reader, [])
    _check_header(path, names, {*wanted, KNOWN_FROM} if wanted else {KNOWN_FROM, *names})
    rows: list[SeedRow] = []
    for number, cells in enumerate(reader, start=2):
        if len(cells) != len(names):
            raise ChipledgerError(
                f"{path}: row {number} has {len(cells)} cells, the header {len(names)}; "
                "quote cells that hold commas"
            )
        row = dict(zip(names, cells, strict=True))
        rows.append((number, _day(path, number, row[KNOWN_FROM]), row))
    return rows


def _check_header(path: Path, names: list[str], wanted: set[str]) -> None:
    for name in sorted(wanted - set(names)):
        raise ChipledgerError(f"{path}: has no column {name}; add it to header and rows")
    for name in names:
        if name not in wanted or names.count(name) > 1:
            fault = "more than once" if name in wanted else "which its class does not declare"
            raise ChipledgerError(f"{path}: has the column {name!r} {fault}; rename or remove it")


def _day(path: Path, number: int, text: str) -> date:
    try:
        return read_day(text)
    except ValueError as why:
        raise _fault(path, Rejected(number, KNOWN_FROM, text, str(why))) from None


def _public_rows(
    path: Path, text: str, known_by: datetime | None, wanted: Iterable[str]
) -> list[SeedRow]:
    last_day = known_by_date(known_by)
    return [row for row in _read(path, text, wanted) if last_day is None or row[1] <= last_day]


def _latest_per_key(path: Path, rows: Iterable[SeedRow], key: tuple[str, ...]) -> list[TextRow]:
    latest: dict[tuple[str, ...], SeedRow] = {}
    for number, day, cells in rows:
        identity = tuple(cells.get(name, "") for name in key)
        held = latest.get(identity)
        if held and held[1] == day:
            raise _fault(path, Rejected(number, "|".join(key), "|".join(identity),
                                        f"repeats the key of row {held[0]} on the same day"))
        if held is None or held[1] < day:
            latest[identity] = (number, day, cells)
    return [TextRow(number, cells) for number, _, cells in latest.values()]


def _fault(path: Path, cell: Rejected) -> ChipledgerError:
    return ChipledgerError(
        f"{path}: row {cell.row_number}, column {cell.column_name}: {cell.value!r} fails "
        f"{cell.check_name}; correct the cell"
    )


def _demand_reasons(path: Path, table: type[Table], parsed: Parsed) -> None:
    """Every empty measure has a reason in `unknown`, and no reason stands for what is known."""
    if "unknown" not in parsed.frame.columns:
        return
    names = {columns.measure_name(c.name): c.name for c in base.columns(table)}
    for row in parsed.frame.iter_rows(named=True):
        reasons = reasons_of(row["unknown"])
        for stated, reason in reasons.items():
            if stated not in names or not reason:
                cell = Rejected(row["row_number"], "unknown", f"{stated}:{reason}",
                                "`measure:reason` with the name of a column, without its unit")
                raise _fault(path, cell)
        for measured, column in names.items():
            is_measure = column + RESOLUTION in row
            if row[column] is None and is_measure and measured not in reasons:
                raise _unreasoned(path, row, column, "is empty without a reason")
            if row[column] is not None and measured in reasons:
                raise _unreasoned(path, row, column, "is known and has a reason to be empty")


def _unreasoned(path: Path, row: Mapping[str, Any], column: str, fault: str) -> ChipledgerError:
    value = "" if row[column] is None else str(row[column])
    return _fault(path, Rejected(row["row_number"], column, value,
                                 f"the rule on empty measures: it {fault} in the column unknown"))


def reasons_of(unknown: str | None) -> dict[str, str]:
    """`tdp:not_found; die_area:not_disclosed` as a mapping."""
    entries = (entry.partition(":") for entry in (unknown or "").split(";") if entry.strip())
    return {measured.strip(): reason.strip() for measured, _, reason in entries}

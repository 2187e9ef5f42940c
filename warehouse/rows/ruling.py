"""Records held against the class of their table: a row that breaks it is kept out, a slip emptied.

What a cell says stands in printed.py; checks over many records in SQL.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from schemas import base
from schemas.base import Table, faults
from schemas.raw import placeholders
from warehouse.rows.crossing import without_crossed
from warehouse.rows.records import Parsed, Rejected, Unreadable, spared_columns, without_places
from warehouse.rows.sides import RESOLUTION

SIGN_CHECKS = ("greater_than(0)", "greater_than_or_equal_to(0)")
"""A measure that is negative, or 0, says that its row is of another kind; the cell of any other
value out of bounds is a slip, and the row stays without it."""
BOUND_CHECKS = ("less_than", "greater_than", "in_range", "str_matches")


def held_against(table: type[Table], parsed: Parsed) -> Parsed:
    """Records held against the rules of their class, as parsed now or as they come bundled."""
    held, broken, emptied = _hold_against_class(table, parsed.frame)
    kept, crossed = without_crossed(table, held)
    emptied = [*emptied, *(Rejected(*cell) for cell in crossed)]
    spoiled = parsed.frame.join(held, on="row_number", how="anti")
    return replace(parsed, frame=kept, rejected=[*parsed.rejected, *broken],
                   set_aside=[*parsed.set_aside, *emptied],
                   spoiled=pl.concat([parsed.spoiled, spoiled], how="diagonal"))


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
        held = without_places(_emptied(held, slips), bad)
    return held, rejected, set_aside


def _is_slip(failure: faults.Failure, table: type[Table]) -> bool:
    """Whether a failure is of one cell that its row can do without."""
    is_bound = failure.check.startswith(BOUND_CHECKS) and failure.check not in SIGN_CHECKS
    return failure.row is not None and is_bound and failure.column in spared_columns(table)


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

"""Known upstream errors, corrected when core reads raw; raw itself stays as published.

The list of errors is a bundled table and does not belong here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from schemas import base
from schemas.base import Table
from warehouse.code.loaded import modules_hash
from warehouse.errors import ChipledgerError
from warehouse.rows.printed import read_value
from warehouse.storage.built import Built, derived
from warehouse.storage.store import Store

SEED = "seed.correction"


@dataclass(frozen=True)
class Corrected:
    """A raw belief with its corrections, and what became of each: applied or stale."""

    frame: pl.DataFrame
    statuses: list[dict[str, str]]


def righted(store: Store, table: type[Table], found: Built, listed: pl.DataFrame) -> Built:
    """A built raw table with the corrections listed for it; itself where none is."""
    if listed.is_empty():
        return found

    def rows(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, object]]:
        result = correct(table, frame, listed)
        return result.frame, {"statuses": result.statuses}

    about = [modules_hash(__name__), listed.write_json()]
    return derived(store, "correct", found, about, rows)


def correct(table: type[Table], frame: pl.DataFrame, corrections: pl.DataFrame) -> Corrected:
    """Apply the corrections whose expected wrong value still stands; the others are stale."""
    types = {c.name: c.dtype for c in base.columns(table)}
    unknown = [c for c in corrections["column_name"] if c not in types]
    if unknown:
        raise ChipledgerError(f"{SEED} names the column {unknown[0]}, which "
                              f"{base.info(table).name} does not have")
    parts = [pl.col(name).cast(pl.String) for name in base.info(table).key]
    key = pl.concat_str(parts, separator="|")
    statuses: list[dict[str, str]] = []
    for row in corrections.iter_rows(named=True):
        column, dtype = row["column_name"], types[row["column_name"]]
        wrong = _literal(row, "expected_wrong_value", dtype)
        is_wrong = (key == row["record_key"]) & pl.col(column).eq_missing(wrong)
        still_stands = not frame.filter(is_wrong).is_empty()
        if still_stands:
            right = _literal(row, "right_value", dtype)
            corrected = pl.when(is_wrong).then(right).otherwise(pl.col(column))
            frame = frame.with_columns(corrected.alias(column))
        status = "applied" if still_stands else "stale"
        statuses.append({**{k: row[k] for k in ("record_key", "column_name")}, "status": status})
    return Corrected(frame, statuses)


def _literal(row: Mapping[str, Any], field: str, dtype: Any) -> pl.Expr:
    """A value of the list, written as text there, in the type of the column it is about."""
    text = row[field]
    try:
        return pl.lit(None if text is None else read_value(text, dtype), dtype=dtype)
    except ValueError as fault:
        raise ChipledgerError(
            f"{SEED}: {row['record_key']}, {row['column_name']}: the {field} {text!r} is "
            f"{fault}; write it as the column {row['column_name']} holds it"
        ) from None

"""How statistics write what they publish: units of time, rounded numbers, the weakest basis."""

from __future__ import annotations

import polars as pl

from pipelines.statistics.draws import rounded
from schemas.columns import BASES

DAYS_PER_MONTH = 365.25 / 12


def nine_digits(value: pl.Expr) -> pl.Expr:
    """A column to nine significant digits, as single results are rounded."""
    return value.map_elements(rounded, return_dtype=pl.Float64)


def weakest(*names: str) -> pl.Expr:
    """The weakest of some bases: imputed, then estimated, then reported."""
    ranks = [pl.col(name).replace_strict(BASES, range(len(BASES)), return_dtype=pl.Int64)
             for name in names]
    return pl.max_horizontal(ranks).replace_strict(range(len(BASES)), BASES, return_dtype=pl.String)

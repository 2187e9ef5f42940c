"""How statistics write what they publish: units of time, rounded numbers, the weakest basis."""

from __future__ import annotations

import polars as pl

from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.draws import rounded
from schemas import base, quoting
from schemas.base import Table
from schemas.columns import BASES

DAYS_PER_YEAR = 365.25
DAYS_PER_MONTH = DAYS_PER_YEAR / 12
UNSAID = "estimated"
"""What an unknown basis counts as among others: never as reported, and a figure stays what it is."""


def nine_digits(value: pl.Expr) -> pl.Expr:
    """A column to nine significant digits, as single results are rounded."""
    return value.map_elements(rounded, return_dtype=pl.Float64)


def weakest(*bases: str | None) -> str:
    """The weakest basis of some inputs; one that is not known counts as `UNSAID`."""
    return max((basis or UNSAID for basis in bases), key=BASES.index)


def weakest_of(*names: str) -> pl.Expr:
    """The weakest of some columns of bases: imputed, then estimated, then reported."""
    ranks = [pl.col(name).fill_null(UNSAID).replace_strict(BASES, range(len(BASES)), return_dtype=pl.Int64)
             for name in names]
    return pl.max_horizontal(ranks).replace_strict(range(len(BASES)), BASES, return_dtype=pl.String)


def marked(table: type[Table], found: pl.DataFrame, assumed: Assumptions) -> pl.DataFrame:
    """Rows with what their class says of intervals: whether they say enough to be quoted alone.

    Of several intervals each that a row has; NULL where it has none, false where a part is not counted.
    """
    whole = ~pl.col(quoting.INCOMPLETE) if quoting.INCOMPLETE in found.columns else pl.lit(True)
    points = base.mark_points(table)
    marks = {mark: pl.min_horizontal(_is_narrow(name, assumed) for name in values) & whole
             & _is_fit(points.get(mark), assumed) for mark, values in base.marks(table).items()}
    return found.with_columns(**marks)


def _is_fit(points: str | None, assumed: Assumptions) -> pl.Expr:
    """Of a fit also whether its points are enough, and over time enough."""
    if points is None:
        return pl.lit(True)
    fewest, shortest = map(assumed.value, quoting.FIT)
    days = (pl.col("last_date") - pl.col("first_date")).dt.total_days()
    return (pl.col(points) >= fewest) & (days >= shortest * DAYS_PER_YEAR)


def _is_narrow(name: str, assumed: Assumptions) -> pl.Expr:
    """Whether both ends are on one side of zero, or of one where odds are compared, and near enough."""
    limit = quoting.limit_of(name)
    low, high = pl.col(f"{name}_low"), pl.col(f"{name}_high")
    has_width = (low > 0) & (high < 1) if limit.is_of_odds else low * high > 0
    ends = (high / (1 - high)) / (low / (1 - low)) if limit.is_of_odds else high / low
    return (pl.when(low == high).then(pl.lit(True))
            .when(has_width).then(ends.log10().abs() <= assumed.value(limit.constant))
            .when(low < high).then(pl.lit(False)))

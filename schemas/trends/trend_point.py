"""What a row of `step.trend_point` means, and of every table of points that trends are fitted to."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class TrendPointColumns(Table):
    """A point of a series; the table of a metric that has trends declares them."""

    series_id: str = column("Series, as subject/what/which/money")
    point_id: str = column("What the point is, unique in its series")
    group_id: str = column("Points of one group share a level; only the slope is common to groups")
    valid_date: pl.Date = column("Date of the point")
    value: float = column("Value, in the unit that the series names", gt=0)
    filter_text: str = column("Which points belong to the series, in words")
    data_through_date: pl.Date = columns.data_through_date()


class TrendPoint(
    TrendPointColumns, name="step.trend_point", key=("series_id", "point_id"),
    grain="series and point", group="trends",
    may_be_empty=True,
):
    """Points of the series of prices, clusters and stock that metric.trend fits."""

"""What a row of `step.trend_point` means: which points a trend is fitted to.

Which series there are is said by the files of dbt_like_sql/trend/, each beside the metric that has it.
"""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column


class TrendPoint(
    Table, name="step.trend_point", key=("series_id", "point_id"),
    grain="series and point", group="trends",
    may_be_empty=True, gathers="trend", is_published=True,
    question="Which points is a trend fitted to, and which tables do they come from?",
    example=(
        "select series_id, count(*) as points, any_value(source_tables) as source_tables from "
        "step.trend_point group by series_id order by series_id limit 10"
    ),
):
    """Points of every series that metric.trend fits; a file of its metric gives those of each."""

    series_id: str = column("Series, as subject/what/which/money")
    point_id: str = column("What the point is, unique in its series")
    group_id: str = column("Points of one group share a level; only the slope is common to groups")
    valid_date: pl.Date = column("Date of the point")
    value: float = column("Value, in the unit that the series names", gt=0)
    source_tables: TextList = columns.source_tables()
    filter_text: str = column("Which points belong to the series, in words")
    data_through_date: pl.Date = columns.data_through_date()

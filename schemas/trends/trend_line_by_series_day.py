"""What a row of `metric.trend_line_by_series_day` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure
from schemas.trends.trend import COUNTS, COVERAGE


class TrendLineBySeriesDay(
    Table, name="metric.trend_line_by_series_day",
    key=("series_id", "valid_date"), grain="series and day", group="trends",
    time_axis="valid_date", may_be_empty=True,
    coverage=COVERAGE, counts=COUNTS,
):
    """The line of each trend of metric.trend with its 90 % band, to be drawn behind the points it fits (M34).

    On the days of its points and the first days of the months between: of series of one level, whose
    interval is that of least squares. The band holds the line, not the points.
    """

    series_id: str = column("Series, see metric.trend")
    valid_date: pl.Date = column("Day")
    value_low: float = column("Low end of the line's 90 % band, in the unit that the series names", gt=0)
    value: float = column("The line", gt=0)
    value_high: float = column("High end of its band", gt=0)
    is_quotable: bool = columns.is_quotable("value")
    growth_per_year_ratio_low: float = measure("Low end of its 90 % interval")
    growth_per_year_ratio: float = measure("Growth per year of the whole line, see metric.trend")
    growth_per_year_ratio_high: float = measure("High end of its 90 % interval")
    point_count: int = column("Points that the line is fitted to", gt=0)
    first_date: pl.Date = column("Date of the first")
    last_date: pl.Date = column("Date of the last")
    is_growth_quotable: bool = columns.is_quotable("growth_per_year_ratio", points="point_count")
    interval_kind: str = column("ci90, by Student's t", isin=["ci90"])
    data_through_date: pl.Date = columns.data_through_date()

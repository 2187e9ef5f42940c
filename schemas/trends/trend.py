"""What a row of `metric.trend` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure

COVERAGE = (
    "benchmark_score/*", "chip_price", "chip_shipment/*", "cluster", "data_center",
    "hardware_listing/epoch_chip_dataset", "hardware_listing/epoch_ml_hardware",
    "token_price", "training_compute",
)
COUNTS = (
    "notable_run", "run_cost", "cluster", "chip_shipment", "listed_hardware",
    "chip_with_price", "scored_model_price",
)
"""Of what the points of all series come, and what is said of what is left out of them."""


class Trend(
    Table, name="metric.trend",
    question="How fast does each series grow?",
    example=(
        "select series_id, growth_per_year_ratio_low, growth_per_year_ratio, "
        "growth_per_year_ratio_high from metric.trend order by series_id limit 10"
    ),
    key=("series_id",), grain="series", group="trends", time_axis="last_date",
    may_be_empty=True,
    coverage=COVERAGE, counts=COUNTS,
):
    """Growth of every series: log10(value) = level of the group + slope x decimal year, by OLS (M34).

    Intervals hold 90 %: `_low` and `_high` by Student's t; `bootstrap` by 2,000 case resamples. Of a
    stock, whose points are sums of the same flows, both are by blocks of four quarters in 100 draws
    of the stock.
    """

    series_id: str = column("Series, see step.trend_point")
    source_tables: TextList = columns.source_tables()
    filter_text: str = column("Which points belong to the series, in words")
    point_count: int = column("Points", gt=0)
    group_count: int = column("Groups with a level of their own", gt=0)
    first_date: pl.Date = column("Date of the first point")
    last_date: pl.Date = column("Date of the last point")
    log10_slope_per_year: float = column("Slope in powers of ten per year", nullable=True)
    growth_per_year_ratio: float = measure("Growth per year, as a factor")
    growth_per_year_ratio_low: float = measure("Low end of the 90 % interval by Student's t")
    growth_per_year_ratio_high: float = measure("High end of the 90 % interval by Student's t")
    growth_per_year_bootstrap_ratio_low: float = measure("Low end of the 90 % bootstrap interval")
    growth_per_year_bootstrap_ratio_high: float = measure("High end of the 90 % bootstrap interval")
    doubling_time_years: float = measure("Time to double")
    doubling_time_years_low: float = measure("Low end: at the fastest growth of the interval")
    doubling_time_years_high: float = measure(
        "High end: at the slowest growth; NULL where that is none"
    )
    is_growth_quotable: bool = columns.is_quotable("growth_per_year_ratio", points="point_count")
    is_doubling_quotable: bool = columns.is_quotable("doubling_time_years", points="point_count")
    r_squared_ratio: float = column("Share of the variance within groups that the trend explains",
                                    nullable=True, le=1)
    interval_method: str = column("student_t, or blocks_of_draws of a stock", nullable=True,
                                  isin=["student_t", "blocks_of_draws"])
    interval_kind: str = column("ci90", nullable=True, isin=["ci90"])
    reason_code: str = column(
        "Why a value is NULL: too_few_points, too_steep, growth_not_distinct_from_zero, or falls: what "
        "falls does not double", nullable=True,
        isin=["too_few_points", "too_steep", "growth_not_distinct_from_zero", "falls"],
    )
    data_through_date: pl.Date = columns.data_through_date()

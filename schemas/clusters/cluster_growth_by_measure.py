"""What a row of `metric.cluster_growth_by_measure` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.clusters.cluster_measures import MEASURE, MEASURES
from schemas.columns import column


class ClusterGrowthByMeasure(
    Table, name="metric.cluster_growth_by_measure", key=("measure", "period"),
    grain="measure and period", group="clusters",
    time_axis="last_date", may_be_empty=True,
    coverage=("cluster",),
    counts=("cluster",),
):
    """Growth of leading clusters: those among the ten largest when first operational (M11)."""

    measure: str = column(MEASURE, isin=MEASURES)
    period: str = column("since_2019, or 2019_2025_03 as in the published trend",
                         isin=["since_2019", "2019_2025_03"])
    filter_text: str = column("Which clusters the trend is of, in words")
    point_count: int = column("Clusters", gt=0)
    first_date: pl.Date = column("First day of operation of the first")
    last_date: pl.Date = column("First day of operation of the last")
    growth_per_year_ratio: float = columns.measure("Growth per year, as a factor")
    growth_per_year_ratio_low: float = columns.measure("Low end of the 90 % interval by Student's t")
    growth_per_year_ratio_high: float = columns.measure("High end of the 90 % interval by Student's t")
    growth_per_year_bootstrap_ratio_low: float = columns.measure("Low end of the 90 % bootstrap interval")
    growth_per_year_bootstrap_ratio_high: float = columns.measure("High end of the 90 % bootstrap interval")
    doubling_time_years: float = columns.measure("Time to double")
    doubling_time_years_low: float = columns.measure("Low end of its 90 % interval")
    doubling_time_years_high: float = columns.measure("High end; NULL where the growth may be none")
    doubling_time_months: float = columns.measure("Time to double, in months")
    is_quotable: bool = columns.is_quotable(
        "growth_per_year_ratio", "doubling_time_years", points="point_count")
    r_squared_ratio: float = column("Share of the variance that the trend explains", nullable=True,
                                    le=1)
    interval_kind: str = column("ci90", nullable=True, isin=["ci90"])
    reason_code: str = column("Why a value is NULL, see metric.trend", nullable=True)
    input_row_count: int = column("Clusters", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

"""What a row of `metric.price_performance_trend_by_format` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure
from schemas.prices.chip_price import PRICE_KINDS


class PricePerformanceTrendByFormat(
    Table, name="metric.price_performance_trend_by_format",
    key=("number_format", "selection", "source_id", "period", "money"),
    grain="number format, selection, source, period and money", group="trends",
    time_axis="last_date", may_be_empty=True,
    coverage=(
        "chip_price", "hardware_listing/epoch_chip_dataset", "hardware_listing/epoch_ml_hardware",
    ),
    counts=("listed_hardware", "chip_with_price"),
):
    """How fast compute per dollar has grown, by number format and selection of GPUs (M16).

    The published trends it is held against used other lists of GPUs and prices; see
    tests/reference.csv for what is reproduced and what is not, and why.
    """

    number_format: str = column("Number format of the vector rate; all: dense peaks of every format, "
                                "each with a level of its own", isin=["fp32", "fp16", "all"])
    selection: str = column(
        "Of databases: all_gpu, ml_gpu (models were trained on it) or top_gpu (fastest so far); of "
        "the register: chips at list, street, server-share or cloud-implied prices, each apart",
        isin=["all_gpu", "ml_gpu", "top_gpu", *(f"register_{kind}" for kind in PRICE_KINDS)])
    source_id: str = column("Source that lists the GPUs and their prices; seed: the register")
    period: str = column("since_2006, 2006_2021 as in the published trends, or all years of prices",
                         isin=["since_2006", "2006_2021", "all_years"])
    money: str = column("nominal dollars, or real ones of 2023", isin=["nominal", "real"])
    deflator_id: str = column("Index that turned nominal into real dollars")
    filter_text: str = column("Which GPUs the trend is of, in words")
    point_count: int = column("GPUs, or prices in a format", gt=0)
    first_date: pl.Date = column("Release or price date of the first")
    last_date: pl.Date = column("Release or price date of the last")
    growth_per_year_ratio: float = measure("Growth per year, as a factor")
    growth_per_year_ratio_low: float = measure("Low end of the 90 % interval by Student's t")
    growth_per_year_ratio_high: float = measure("High end of the 90 % interval by Student's t")
    doubling_time_years: float = measure("Time to double")
    doubling_time_years_low: float = measure("Low end of its 90 % interval")
    doubling_time_years_high: float = measure("High end; NULL where the growth may be none")
    is_quotable: bool = columns.is_quotable(
        "growth_per_year_ratio", "doubling_time_years", points="point_count")
    least_source_doubling_time_years: float = measure(
        "Shortest doubling time by any source of the same question: another list of GPUs, or of the "
        "register another kind of price")
    most_source_doubling_time_years: float = measure(
        "Longest one: sources differ by more than a fit's own interval says")
    source_count: int = column("Sources of the same question with a doubling time", ge=0)
    r_squared_ratio: float = column("Share of the variance that the trend explains", nullable=True,
                                    le=1)
    interval_kind: str = column("ci90", nullable=True, isin=["ci90"])
    reason_code: str = column("Why a value is NULL, see metric.trend", nullable=True)
    data_through_date: pl.Date = columns.data_through_date()

"""What a row of `metric.compute_trend_by_country_quarter` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure
from schemas.countries import areas
from schemas.gap.trend_window import window_id


class ComputeTrendByCountryQuarter(
    Table, name="metric.compute_trend_by_country_quarter",
    question="How fast did each country's frontier grow at the end of the quarter of its last model?",
    example=(
        "select country_code, valid_date, growth_per_year_ratio, trend_flop from "
        "metric.compute_trend_by_country_quarter where confidence_tier = 'tier_all' and is_chosen "
        "qualify row_number() over (partition by country_code order by valid_date desc) = 1 "
        "order by trend_flop desc limit 8"
    ),
    key=("country_code", "confidence_tier", "window_id", "valid_date", "trend_shape"),
    grain="country, confidence tier, window, quarter and trend shape",
    group="gap", time_axis="valid_date",
    may_be_empty=True,
    coverage=("training_compute",),
    counts=("run_of_country",),
):
    """Fitted trends of an area's largest models at each quarter end, on releases up to then (M08).

    `line` is log10(compute) on decimal year by least squares; `one_break` is continuous with one
    break, on the monthly grid by BIC. `is_chosen` marks the shape with the lower BIC. A trend ends with
    the quarter of its last model, and is not drawn on over a pause longer than trend_drawn_on_years in
    core.model_constant.
    """

    country_code: str = areas.area()
    confidence_tier: str = areas.tier_cut()
    window_id: str = window_id()
    valid_date: pl.Date = column("Quarter end")
    trend_shape: str = column("line, or one_break", isin=["line", "one_break"])
    is_chosen: bool = column("Has the lower BIC of the two")
    trend_flop: float = column("Compute of the trend on that day", gt=0)
    growth_per_year_ratio: float = column("Growth per year on that day", gt=0)
    growth_per_year_ratio_low: float = measure("Low end of the 90 % interval by Student's t, the break taken "
                                               "as given; metric.compute_gap_by_quarter resamples")
    growth_per_year_ratio_high: float = measure("High end of it")
    is_growth_quotable: bool = columns.is_quotable("growth_per_year_ratio", points="input_row_count")
    growth_before_break_per_year_ratio: float = measure("Growth per year before the break")
    break_date: pl.Date = column("First day of the month of the break", nullable=True)
    bic: float = column("Bayesian information criterion, n ln(RSS / n) + p ln n")
    first_date: pl.Date = column("Release of the first point")
    last_date: pl.Date = column("Release of the last point")
    compute_flop_basis: str = column("Weakest basis of the points", isin=columns.BASES)
    input_row_count: int = column("Points", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

"""What a row of `metric.compute_gap_by_quarter` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure
from schemas.countries import areas
from schemas.gap.trend_window import window_id

REASONS = ["too_few_points", "too_few_replicates", "follower_does_not_grow", "lag_beyond_the_window"]


class ComputeGapByQuarter(
    Table, name="metric.compute_gap_by_quarter",
    question="How far apart are the United States and China?",
    example=(
        "select valid_date, compute_gap_ratio_low, compute_gap_ratio, compute_gap_ratio_high from "
        "metric.compute_gap_by_quarter where country_a_code = 'USA' and country_b_code = 'CHN' and "
        "confidence_tier = 'tier_all' order by valid_date desc limit 4"
    ),
    key=("country_a_code", "country_b_code", "valid_date", "confidence_tier", "window_id"),
    grain="pair, quarter, confidence tier and window",
    group="gap", time_axis="valid_date", may_be_empty=True,
    coverage=("training_compute",),
    counts=("run_of_country",),
):
    """Distance between the compute trends of two areas at quarter ends, as a ratio and in years (M08).

    A run is of the areas in which any of its developers has its headquarters.
    An area has one trend, whichever side of a pair it stands on: one line if it follows in no listed
    pair, else with a break where BIC prefers one. Forward lag = gap / slope of b: time until b's trend is
    at a's level of today. Backward lag = gap / slope of a: time since a was at b's
    level of today. A lag, or an end of it, that is longer than the time since the window's start is not
    told: no trend is known for so long. The rows end with the quarter of the last model of the side that
    ends first: later ones would move by the lines alone. The 90 % intervals come from 1,000 resamples of
    all models, in each of which top, break and both slopes are found anew; a model shared by both sides
    is drawn once.
    """

    country_a_code: str = areas.area("First area, the leader")
    country_b_code: str = areas.area("Second area, whose trend may have a break, the follower")
    valid_date: pl.Date = column("Quarter end; only models released by then are used")
    confidence_tier: str = areas.tier_cut()
    window_id: str = window_id()
    compute_gap_ratio_low: float = measure("Low end of the interval")
    compute_gap_ratio: float = column("Trend of a by trend of b", gt=0)
    compute_gap_ratio_high: float = measure("High end of the interval")
    compute_gap_ratio_basis: str = column("Weakest basis of the points", isin=columns.BASES)
    lag_forward_years_low: float = column("Low end of the interval", nullable=True)
    lag_forward_years: float = column("Years until b's trend reaches a's level of that day; NULL if "
                                      "b's trend does not grow, or not within the window's length",
                                      nullable=True)
    lag_forward_years_high: float = column("High end; NULL where b may never get there, or not "
                                           "within the window's length", nullable=True)
    lag_backward_years_low: float = column("Low end of the interval", nullable=True)
    lag_backward_years: float = column("Years since a's trend was at b's level of that day",
                                       nullable=True)
    lag_backward_years_high: float = column("High end of the interval", nullable=True)
    growth_a_per_year_ratio_low: float = measure("Low end of the interval")
    growth_a_per_year_ratio: float = column("Growth per year of a's trend, after a break if it has one", gt=0)
    growth_a_per_year_ratio_high: float = measure("High end of the interval")
    growth_b_per_year_ratio_low: float = measure("Low end of the interval")
    growth_b_per_year_ratio: float = column("Growth per year of b's trend, after its break", gt=0)
    growth_b_per_year_ratio_high: float = measure("High end of the interval")
    break_b_date: pl.Date = column("Month of the break in b's trend; NULL if it has none",
                                   nullable=True)
    trend_a_flop: float = column("Compute of a's trend on that day", gt=0)
    trend_b_flop: float = column("Compute of b's trend on that day", gt=0)
    point_a_count: int = column("Models a's trend is fitted to", gt=0)
    point_b_count: int = column("Models b's trend is fitted to", gt=0)
    last_release_a_date: pl.Date = column("Latest model a's trend is fitted to; after it, it is drawn on")
    last_release_b_date: pl.Date = column("Latest model b's trend is fitted to; after it, it is drawn on")
    replicate_count: int = column("Resamples in which both trends could be fitted", ge=0)
    is_quotable: bool = columns.is_quotable("compute_gap_ratio")
    is_forward_lag_quotable: bool = columns.is_quotable("lag_forward_years")
    is_backward_lag_quotable: bool = columns.is_quotable("lag_backward_years")
    is_growth_quotable: bool = columns.is_quotable(
        "growth_a_per_year_ratio", "growth_b_per_year_ratio")
    interval_kind: str = column("ci90", nullable=True, isin=["ci90"])
    reason_code: str = column("Why a value or an interval is NULL", nullable=True, isin=REASONS)
    input_row_count: int = column("Points of both fits", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

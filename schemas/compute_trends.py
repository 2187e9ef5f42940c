"""Trends of training compute by country, and the distance between two of them.

The gap between two single runs stands in run_gaps.py.
"""

from __future__ import annotations

import polars as pl

from schemas import areas, columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.models import model_id

REASONS = ["too_few_points", "too_few_replicates", "follower_does_not_grow"]


def window_id() -> str:
    """Which selection of models a trend is fitted to."""
    found: str = column("Selection of models, see core.trend_window", str_matches=r"^[a-z0-9_]+$")
    return found


class TrendWindowColumns(Table):
    """What a trend of training compute is fitted to."""

    window_id: str = window_id()
    window_start_date: pl.Date = column("First release that counts")
    top_count: int = column("Models of the area that were among this many largest when released",
                            gt=0)
    domains: TextList = column("Domains of which a model must have one, after the top is taken")
    segment_point_count: int = column("Fewest points of a line and of each side of a break", gt=0)
    note: str = column("What a reader must know", nullable=True)


class SeedTrendWindow(TrendWindowColumns, name="seed.trend_window", key=("window_id",), group="gap"):
    """Selections of models that trends are fitted to, with the document that defines them."""

    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreTrendWindow(TrendWindowColumns, name="core.trend_window", key=("window_id",), group="gap"):
    """Selections of models that trends are fitted to."""


class TrendExclusionColumns(Table):
    """A model that no trend of a window is fitted to."""

    window_id: str = window_id()
    model_name: str = column("Model, as its developer names it; without regard to case")
    note: str = column("Why it is left out")


class SeedTrendExclusion(TrendExclusionColumns, name="seed.trend_exclusion",
                         key=("window_id", "model_name"), group="gap"):
    """Outliers that a window leaves out, with the document that does so."""

    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreTrendExclusion(TrendExclusionColumns, name="core.trend_exclusion",
                         key=("window_id", "model_name"), group="gap"):
    """Outliers that a window leaves out."""


class ComputeTrendPoint(
    Table, name="metric.compute_trend_point",
    key=("country_code", "confidence_tier", "window_id", "model_id"), group="gap",
    may_be_empty=True,
):
    """Models from which an area's trend is chosen: those not far from its largest when released.

    Order of the filters: outliers out, rank among the area's runs of any domain and year, then
    domain and window. Rows with is_selected are the points of the fit; the others may become points
    in a resample. Country by headquarters, inclusive.
    """

    country_code: str = areas.area()
    confidence_tier: str = areas.tier_cut()
    window_id: str = window_id()
    model_id: str = model_id()
    model_name: str = column("Name in common use today")
    release_date: pl.Date = column("Day it was published or released")
    compute_flop: float = column("Training compute", gt=0)
    compute_flop_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    larger_run_count: int = column("Runs of the area larger than it and not released after it", ge=0)
    is_in_window: bool = column("Has a domain of the window and was released in it")
    is_selected: bool = column("In the window and among the top when released")


class ComputeTrendByCountryQuarter(
    Table, name="metric.compute_trend_by_country_quarter",
    key=("country_code", "confidence_tier", "window_id", "valid_date", "trend_shape"), group="gap",
    may_be_empty=True,
):
    """Fitted trends of an area's largest models at each quarter end, on releases up to then (M08).

    `line` is log10(compute) on decimal year by least squares; `one_break` is continuous with one
    break, on the monthly grid by BIC. `is_chosen` marks the shape with the lower BIC.
    """

    country_code: str = areas.area()
    confidence_tier: str = areas.tier_cut()
    window_id: str = window_id()
    valid_date: pl.Date = column("Quarter end")
    trend_shape: str = column("line, or one_break", isin=["line", "one_break"])
    is_chosen: bool = column("Has the lower BIC of the two")
    trend_flop: float = column("Compute of the trend on that day", gt=0)
    growth_per_year_ratio: float = column("Growth per year on that day", gt=0)
    growth_before_break_per_year_ratio: float = measure("Growth per year before the break")
    break_date: pl.Date = column("First day of the month of the break", nullable=True)
    bic: float = column("Bayesian information criterion, n ln(RSS / n) + p ln n")
    first_date: pl.Date = column("Release of the first point")
    last_date: pl.Date = column("Release of the last point")
    compute_flop_basis: str = column("Weakest basis of the points", isin=columns.BASES)
    input_row_count: int = column("Points", gt=0)


class ComputeGapByMonth(
    Table, name="metric.compute_gap_by_month",
    key=("country_a_code", "country_b_code", "valid_date", "confidence_tier", "window_id"),
    group="gap", may_be_empty=True,
):
    """Distance between the compute trends of two areas at quarter ends, as a ratio and in years (M08).

    a's trend is one line, b's has a break where BIC prefers one. Forward lag = gap / slope of b: time
    until b's trend is at a's level of today. Backward lag = gap / slope of a: time since a was at b's
    level of today. The 90 % intervals come from 1,000 resamples of all models, in each of which top,
    break and both slopes are found anew; a model shared by both sides is drawn once.
    """

    country_a_code: str = areas.area("First area, whose trend is one line")
    country_b_code: str = areas.area("Second area, whose trend may have a break")
    valid_date: pl.Date = column("Quarter end; only models released by then are used")
    confidence_tier: str = areas.tier_cut()
    window_id: str = window_id()
    compute_gap_ratio_low: float = measure("Low end of the interval")
    compute_gap_ratio: float = column("Trend of a by trend of b", gt=0)
    compute_gap_ratio_high: float = measure("High end of the interval")
    compute_gap_ratio_basis: str = column("Weakest basis of the points", isin=columns.BASES)
    lag_forward_years_low: float = column("Low end of the interval", nullable=True)
    lag_forward_years: float = column("Years until b's trend reaches a's level of that day; NULL if "
                                      "b's trend does not grow", nullable=True)
    lag_forward_years_high: float = column("High end; NULL where b may never get there",
                                           nullable=True)
    lag_backward_years_low: float = column("Low end of the interval", nullable=True)
    lag_backward_years: float = column("Years since a's trend was at b's level of that day",
                                       nullable=True)
    lag_backward_years_high: float = column("High end of the interval", nullable=True)
    growth_a_per_year_ratio_low: float = measure("Low end of the interval")
    growth_a_per_year_ratio: float = column("Growth per year of a's trend", gt=0)
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
    interval_kind: str = column("ci90", nullable=True, isin=["ci90"])
    reason_code: str = column("Why a value or an interval is NULL", nullable=True, isin=REASONS)
    input_row_count: int = column("Points of both fits", gt=0)

"""What a row of `metric.performance_effect_by_budget_month` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.tokens.token_price_at_capability_by_benchmark_month import NO_SLOPE

BUDGET_KINDS = ["compute_flop", "training_cost_usd_2023"]


class PerformanceEffectByBudgetMonth(
    Table, name="metric.performance_effect_by_budget_month",
    question="What does a fixed budget of compute reach?",
    example=(
        "select budget_value, month_start_date, best_score, best_model_id from "
        "metric.performance_effect_by_budget_month where scale_id = 'eci' and budget_kind = "
        "'compute_flop' order by month_start_date desc, budget_value limit 5"
    ),
    key=("scale_id", "budget_kind", "budget_value", "month_start_date"),
    grain="benchmark, budget and month",
    group="tokens", time_axis="month_start_date",
    may_be_empty=True,
    coverage=("benchmark_score/*", "training_compute"),
    counts=("score", "run_cost"),
):
    """The best score within a fixed budget of compute or real dollars (M28, performance effect)."""

    scale_id: str = column("Benchmark or index, see core.benchmark_score",
                           str_matches=r"^[a-z0-9_]+$")
    budget_kind: str = column("What is limited: training compute, or amortised training cost",
                              isin=BUDGET_KINDS)
    budget_value: float = column("The limit, in the unit that budget_kind names", gt=0)
    month_start_date: pl.Date = column("First day of the month")
    best_score: float = column("Best score so far within the budget")
    best_model_id: str = column("Model that reached it")
    model_count: int = column("Models within the budget so far", gt=0)
    score_gain_per_year_low: float = column("Low end: 90 % of resamples of the records",
                                            nullable=True)
    score_gain_per_year: float = column("Points of the scale gained each year, fitted to the "
                                        "records of the whole series", nullable=True)
    score_gain_per_year_high: float = column("High end", nullable=True)
    is_gain_quotable: bool = columns.is_quotable("score_gain_per_year")
    interval_kind: str = column("ci90 of the gain, where there is one", nullable=True,
                                isin=["ci90"])
    reason_code: str = column("Why there is no gain: fewer than three records, or records of too "
                              "short a time", nullable=True, isin=NO_SLOPE)
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

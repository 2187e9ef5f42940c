"""What a fixed capability costs, and how good a fixed budget is (M25, M28)."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure

BLENDS = ["input_3_output_1", "output"]
SELECTIONS = ["all", "non_reasoning"]
COST_KINDS = ["training", "tokens"]
BUDGET_KINDS = ["compute_flop", "training_cost_usd_2023"]


class ScoreThresholdColumns(Table):
    """One level of one scale that is watched."""

    scale_id: str = column("Benchmark or index, see core.benchmark_score",
                           str_matches=r"^[a-z0-9_]+$")
    score_threshold: float = column("Score to reach, in the scale's points")
    threshold_name: str = column("Whose level it is, in words")
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class SeedScoreThreshold(ScoreThresholdColumns, name="seed.score_threshold",
                         key=("scale_id", "score_threshold"), group="models"):
    """Levels of benchmarks at which prices and access are followed."""


class CoreScoreThreshold(ScoreThresholdColumns, name="core.score_threshold",
                         key=("scale_id", "score_threshold"), group="models"):
    """Levels of benchmarks at which prices and access are followed."""


class TokenPriceAtCapabilityByBenchmarkMonth(
    Table, name="metric.token_price_at_capability_by_benchmark_month",
    key=("scale_id", "score_threshold", "price_blend", "model_selection", "month_start_date"),
    group="costs", may_be_empty=True,
):
    """The cheapest tokens of a model that reaches a score, month by month (M25).

    Available: the least price in effect on the month's last day; record: the least so far. The
    decline is fitted to the records up to the month. Reasoning models use more tokens per task, so
    price per token flatters them: see the selection without them.
    """

    scale_id: str = column("Benchmark or index, see core.benchmark_score",
                           str_matches=r"^[a-z0-9_]+$")
    score_threshold: float = column("Score to reach")
    price_blend: str = column("input_3_output_1: (3 x input + output) / 4; output: output alone",
                              isin=BLENDS)
    model_selection: str = column("all, or those that do not spend thinking tokens",
                                  isin=SELECTIONS)
    month_start_date: pl.Date = column("First day of the month")
    threshold_name: str = column("Whose level it is")
    available_price_per_million_tokens_usd_low: float = measure(
        "Least price if scores are at the high end of their intervals")
    available_price_per_million_tokens_usd: float = measure(
        "Least price in effect on the last day of the month, nominal; NULL: none is")
    available_price_per_million_tokens_usd_high: float = measure(
        "Least price if scores are at the low end of their intervals")
    available_price_per_million_tokens_usd_2023: float = measure("In dollars of 2023")
    available_model_id: str = column("The model", nullable=True)
    available_provider_id: str = column("Who sells it", nullable=True)
    available_model_count: int = column("Models that reach the score and have a price in effect",
                                        ge=0)
    record_price_per_million_tokens_usd: float = column("Least price so far, nominal", gt=0)
    record_model_id: str = column("The model that set it")
    is_record: bool = column("The record was set this month")
    decline_since_first_ratio: float = column("First price over the record: how many times cheaper",
                                              ge=1)
    record_count: int = column("Records so far, the first price included", gt=0)
    decline_per_year_ratio_low: float = measure(
        "Low end: 90 % of resamples of the records; NULL for fewer than five")
    decline_per_year_ratio: float = measure("How many times cheaper each year, nominal, by the "
                                            "records so far")
    decline_per_year_ratio_high: float = measure("High end")
    real_decline_per_year_ratio: float = measure("How many times cheaper each year, in dollars of "
                                                 "2023")
    interval_kind: str = column("ci90 of the decline, where there is one", nullable=True,
                                isin=["ci90"])
    reason_code: str = column("Why there is no decline: fewer than three records", nullable=True,
                              isin=["too_few_records"])
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)


class AccessEffectByThresholdMonth(
    Table, name="metric.access_effect_by_threshold_month",
    key=("scale_id", "score_threshold", "cost_kind", "month_start_date"), group="costs",
    may_be_empty=True,
):
    """How cheap and how widely shared a fixed level has become (M28, access effect).

    training: least amortised training cost of a model that reached it; tokens: the record price
    per million. Followers may be distilled from leaders, whose cost is then not in theirs.
    """

    scale_id: str = column("Benchmark or index, see core.benchmark_score",
                           str_matches=r"^[a-z0-9_]+$")
    score_threshold: float = column("Score to reach")
    cost_kind: str = column("Cost of training a model, or of a million tokens of one",
                            isin=COST_KINDS)
    month_start_date: pl.Date = column("First day of the month")
    threshold_name: str = column("Whose level it is")
    least_cost_usd_2023: float = measure("Least cost so far in dollars of 2023; NULL: no model that "
                                         "reached the level has a cost")
    organization_count: int = column("Organizations at or above it so far", gt=0)
    country_count: int = column("Countries of those organizations", ge=0)
    first_reached_date: pl.Date = column("Day of the first organization")
    lead_of_1_months: float = measure("Months from the first organization to the second; NULL: "
                                      "there is none yet", ge=0)
    lead_of_2_months: float = measure("Months from the first organization to the third", ge=0)
    lead_of_4_months: float = measure("Months from the first organization to the fifth", ge=0)
    is_censored: bool = column("Fewer than five organizations have reached it by then")
    cost_decline_per_year_ratio_low: float = measure("Low end: 90 % of resamples of the records")
    cost_decline_per_year_ratio: float = measure("How many times cheaper each year, of the whole "
                                                 "series")
    cost_decline_per_year_ratio_high: float = measure("High end")
    interval_kind: str = column("ci90 of the decline, where there is one", nullable=True,
                                isin=["ci90"])
    reason_code: str = column("Why there is no decline: fewer than three records", nullable=True,
                              isin=["too_few_records"])
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)


class PerformanceEffectByBudgetMonth(
    Table, name="metric.performance_effect_by_budget_month",
    key=("scale_id", "budget_kind", "budget_value", "month_start_date"), group="costs",
    may_be_empty=True,
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
    interval_kind: str = column("ci90 of the gain, where there is one", nullable=True,
                                isin=["ci90"])
    reason_code: str = column("Why there is no gain: fewer than three records", nullable=True,
                              isin=["too_few_records"])
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)

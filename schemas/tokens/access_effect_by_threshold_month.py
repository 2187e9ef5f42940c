"""What a row of `metric.access_effect_by_threshold_month` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.tokens.token_price_at_capability_by_benchmark_month import NO_DECLINE

COST_KINDS = ["training", "tokens"]


class AccessEffectByThresholdMonth(
    Table, name="metric.access_effect_by_threshold_month",
    question="How much cheaper has a fixed level become?",
    example=(
        "select score_threshold, cost_kind, month_start_date, organization_count from "
        "metric.access_effect_by_threshold_month where scale_id = 'eci' order by month_start_date "
        "desc, score_threshold, cost_kind limit 5"
    ),
    key=("scale_id", "score_threshold", "cost_kind", "month_start_date"),
    grain="benchmark, threshold, cost kind and month",
    group="tokens", time_axis="month_start_date",
    may_be_empty=True,
    coverage=("benchmark_score/*", "training_compute", "token_price"),
    counts=("scored_model_price", "run_cost"),
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
    is_decline_quotable: bool = columns.is_quotable("cost_decline_per_year_ratio")
    interval_kind: str = column("ci90 of the decline, where there is one", nullable=True,
                                isin=["ci90"])
    reason_code: str = column("Why there is no decline: fewer than three records, records of too "
                              "short a time, or too steep a line", nullable=True, isin=NO_DECLINE)
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

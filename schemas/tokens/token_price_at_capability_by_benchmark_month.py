"""What a row of `metric.token_price_at_capability_by_benchmark_month` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure

BLENDS = ["input_3_output_1", "output"]


SELECTIONS = ["all", "non_reasoning"]


SELLERS = ["any", "first_party"]


NO_SLOPE = ["too_few_records", "too_short_a_time"]
"""Why records tell no change per year."""
NO_DECLINE = [*NO_SLOPE, "too_steep"]
"""Why they tell no decline of a price: also where it would be faster than any trend is."""


class TokenPriceAtCapabilityByBenchmarkMonth(
    Table, name="metric.token_price_at_capability_by_benchmark_month",
    question="What does GPT-4's level cost now?",
    example=(
        "select month_start_date, available_price_per_million_tokens_usd, available_model_id from "
        "metric.token_price_at_capability_by_benchmark_month where scale_id = 'eci' and "
        "threshold_name = 'GPT-4 of March 2023' and price_blend = 'input_3_output_1' and "
        "model_selection = 'all' and seller_selection = 'any' order by month_start_date desc limit 3"
    ),
    key=("scale_id", "score_threshold", "price_blend", "model_selection", "seller_selection",
         "month_start_date"),
    grain="benchmark, threshold, price blend, model selection, seller selection and month",
    group="tokens", time_axis="month_start_date", may_be_empty=True,
    coverage=("benchmark_score/*", "token_price"),
    counts=("scored_model_price",),
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
    model_selection: str = column("all, or those known not to spend thinking tokens",
                                  isin=SELECTIONS)
    seller_selection: str = column("any seller, or first_party: the developer or a firm of its "
                                   "ultimate parent", isin=SELLERS)
    month_start_date: pl.Date = column("First day of the month")
    threshold_name: str = column("Whose level it is")
    available_price_per_million_tokens_usd_low: float = measure(
        "Least price if scores are at the high end of their intervals")
    available_price_per_million_tokens_usd: float = measure(
        "Least price in effect on the last day of the month, nominal; NULL: none is")
    available_price_per_million_tokens_usd_high: float = measure(
        "Least price if scores are at the low end of their intervals")
    is_available_quotable: bool = columns.is_quotable("available_price_per_million_tokens_usd")
    available_price_per_million_tokens_usd_2023: float = measure("In dollars of 2023")
    available_model_id: str = column("The model", nullable=True)
    available_provider_id: str = column("Who sells it", nullable=True)
    available_model_count: int = column("Models that reach the score and have a price in effect",
                                        ge=0)
    reasoning_unknown_model_count: int = column(
        "Models left out that reach the score and have a price in effect: it is not known whether "
        "they spend thinking tokens; 0 where all count", ge=0)
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
    is_decline_quotable: bool = columns.is_quotable("decline_per_year_ratio")
    real_decline_per_year_ratio: float = measure("How many times cheaper each year, in dollars of "
                                                 "2023")
    interval_kind: str = column("ci90 of the decline, where there is one", nullable=True,
                                isin=["ci90"])
    reason_code: str = column("Why there is no decline: fewer than three records, records of too "
                              "short a time, or too steep a line", nullable=True, isin=NO_DECLINE)
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

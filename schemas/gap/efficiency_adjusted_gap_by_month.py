"""What a row of `metric.efficiency_adjusted_gap_by_month` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.countries import areas


class EfficiencyAdjustedGapByMonth(
    Table, name="metric.efficiency_adjusted_gap_by_month",
    question="How far apart are the largest runs if later compute counts for more?",
    example=(
        "select valid_date, prior_id, run_gap_ratio, effective_gap_ratio_low, effective_gap_ratio, "
        "effective_gap_ratio_high from "
        "metric.efficiency_adjusted_gap_by_month where country_a_code = 'USA' and country_b_code = "
        "'CHN' and confidence_tier = 'tier_all' order by valid_date desc, prior_id limit 4"
    ),
    key=("country_a_code", "country_b_code", "valid_date", "confidence_tier", "prior_id"),
    grain="pair, month, confidence tier and prior",
    group="gap", time_axis="valid_date", may_be_empty=True,
    coverage=("training_compute",),
    counts=("run_of_country",),
):
    """The largest-run gap after allowing for compute efficiency and for time (M10), where it is told.

    effective_gap = run gap x e_train x e_data, each e from 1 to 2. Never multiply it into a gap that
    was matched on benchmarks: that would count efficiency twice. Time: compute needed for the same
    result halves every h months, predicted = reference x 2^(-dt / h), for dt within the years from
    which h is known; catching up goes faster than the frontier, so this is no bound.
    """

    country_a_code: str = areas.area("First area of the pair")
    country_b_code: str = areas.area("Second area of the pair")
    valid_date: pl.Date = column("Month end")
    confidence_tier: str = areas.tier_cut()
    prior_id: str = column("Prior of the halving time, see core.model_constant")
    run_gap_ratio: float = column("Largest run of a by largest run of b, see M07", gt=0)
    effective_gap_ratio_low: float = column("At equal efficiency", gt=0)
    effective_gap_ratio: float = column("At the middle of the efficiency ranges", gt=0)
    effective_gap_ratio_high: float = column("At the largest efficiency gap", gt=0)
    effective_gap_ratio_basis: str = column("Weakest basis of the inputs", isin=columns.BASES)
    interval_kind: str = column("range: the ends of the efficiency have no probabilities",
                                isin=["range"])
    halving_time_months_low: float = column("Low end of the prior", gt=0)
    halving_time_months: float = column("Months in which the compute needed halves", gt=0)
    halving_time_months_high: float = column("High end of the prior", gt=0)
    is_halving_time_quotable: bool = columns.is_quotable("halving_time_months")
    halving_interval_kind: str = column("What the ends of the prior mean", isin=["ci90", "ci95"])
    elapsed_months: float = column("dt: months from a's largest run to b's largest run")
    predicted_flop_low: float = measure("Low end of the interval")
    predicted_flop: float = measure("Compute that reaches a's largest run at the time of b's largest")
    predicted_flop_high: float = measure("High end of the interval")
    time_adjusted_gap_ratio_low: float = measure("Low end of the interval")
    time_adjusted_gap_ratio: float = measure("Predicted compute by compute of b's largest run")
    time_adjusted_gap_ratio_high: float = measure("High end of the interval")
    is_prediction_quotable: bool = columns.is_quotable("predicted_flop")
    is_time_adjusted_quotable: bool = columns.is_quotable("time_adjusted_gap_ratio")
    time_adjusted_interval_kind: str = column("Interval of the time-adjusted values, h and both runs "
                                              "drawn jointly", nullable=True, isin=["ci90", "ci95"])
    reason_code: str = column(
        "Why there is no interval, or no time-adjusted value; beyond_the_prior: the runs lie further "
        "apart in time than the halving time is known for", nullable=True,
        isin=["compute_interval_unknown", "beyond_the_prior"])
    input_row_count: int = column("Runs of both areas up to that day", gt=0)
    constant_ids: TextList = column("Assumptions used, see core.model_constant")
    data_through_date: pl.Date = columns.data_through_date()

"""What a row of `metric.largest_run_gap_by_month` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.countries import areas


class LargestRunGapByMonth(
    Table, name="metric.largest_run_gap_by_month",
    question="How far apart are the largest runs?",
    example=(
        "select valid_date, run_gap_ratio_low, run_gap_ratio, run_gap_ratio_high, model_a_id, "
        "model_b_id, confidence_tier from metric.largest_run_gap_by_month where country_a_code = 'USA' "
        "and country_b_code = 'CHN' and confidence_tier = quotable_tier and country_basis = 'org_hq' "
        "and country_rule = 'inclusive' order by valid_date desc limit 3"
    ),
    key=("country_a_code", "country_b_code", "valid_date", "confidence_tier", "country_basis",
         "country_rule"), grain="pair, month, confidence tier, country basis and country rule",
    group="gap", time_axis="valid_date", may_be_empty=True,
    coverage=("training_compute",),
    counts=("run_of_country",),
):
    """Ratio of the largest known training runs of two areas at each month end (M07).

    Told where both runs are of the last years and each is the largest of enough known runs of its area;
    else the runs are named without a ratio. The interval is of the two runs' compute, drawn jointly:
    10,000 draws of each model's own. One maximum is fragile: compare the tiers. Undisclosed compute is
    not missing at random.
    """

    country_a_code: str = areas.area("First area of the pair")
    country_b_code: str = areas.area("Second area of the pair")
    valid_date: pl.Date = column("Month end")
    confidence_tier: str = areas.tier_cut()
    country_basis: str = areas.country_basis()
    country_rule: str = areas.country_rule()
    run_gap_ratio_low: float = measure("Low end of the interval")
    run_gap_ratio: float = measure(
        "Largest run of a by largest run of b; NULL where one cannot stand for its area, see "
        "is_comparable in metric.largest_run_by_country_month")
    run_gap_ratio_high: float = measure("High end of the interval")
    run_gap_ratio_basis: str = column("Weakest basis of the two", nullable=True,
                                      isin=columns.BASES)
    run_gap_above_1_share: float = column(
        "Share of the draws in which a's run is the larger: how sure it is who leads, where the "
        "interval of the ratio is wide; NULL without interval", nullable=True, ge=0, le=1)
    is_quotable: bool = columns.is_quotable("run_gap_ratio")
    quotable_tier: str = column(
        "Cut of confidence, the widest first, whose interval of this gap can be quoted alone; NULL "
        "where none can", nullable=True, isin=areas.TIER_CUTS)
    interval_kind: str = column("ci90", nullable=True, isin=["ci90"])
    reason_code: str = column("Why there is no ratio, or no interval", nullable=True,
                              isin=["runs_not_comparable", "compute_interval_unknown"])
    behind_months: float = column(
        "Months from a's first run as large as b's largest to b's largest; negative if b was first; "
        "NULL if a has none yet, or without a ratio", nullable=True)
    model_a_id: str = column("Largest run of a", str_matches=columns.SLUG)
    model_b_id: str = column("Largest run of b", str_matches=columns.SLUG)
    compute_a_flop: float = column("Its compute that counts for a", gt=0)
    compute_b_flop: float = column("Its compute that counts for b", gt=0)
    release_a_date: pl.Date = column("Day it was published or released")
    release_b_date: pl.Date = column("Day it was published or released")
    input_row_count: int = column("Runs of both areas up to that day", gt=0)
    constant_ids: TextList = column("Assumptions used, see core.model_constant", nullable=True)
    data_through_date: pl.Date = columns.data_through_date()

"""Training runs by country, the gap between the largest of two, and two ways to count one run.

Gaps between trends stand in compute_trends.py.
"""

from __future__ import annotations

import polars as pl

from schemas import areas, columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.models import PHASES, TRAINING_FORMATS, model_id

INTERVAL_SOURCES = ["stated", "tier_spread"]
RUN_KEY = ("country_code", "confidence_tier", "country_basis", "country_rule")


class RunByCountry(Table, name="metric.run_by_country", key=(*RUN_KEY, "model_id"), group="gap"):
    """Every base model with known compute, by area, tier and country rule: ingredients of M07, M08.

    A fine-tune of a listed model is left out, since its compute counts that model's again. Where
    the source states no interval, the spread of its confidence tier stands in (see core.model_constant);
    an Unknown tier has none.
    """

    country_code: str = areas.area()
    confidence_tier: str = areas.tier_cut()
    country_basis: str = areas.country_basis()
    country_rule: str = areas.country_rule()
    model_id: str = model_id()
    model_name: str = column("Name in common use today")
    domains: TextList = column("Domains of the model")
    release_date: pl.Date = column("Day it was published or released")
    country_share: float = column("Share of the run that counts for the area", gt=0, le=1)
    compute_flop_low: float = measure("Low end of the 90 % interval of the run's compute")
    compute_flop: float = column("Training compute of the run", gt=0)
    compute_flop_high: float = measure("High end of the 90 % interval of the run's compute")
    compute_flop_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    interval_source: str = column("Where the interval is from: the source, or its tier's spread",
                                  nullable=True, isin=INTERVAL_SOURCES)
    credited_compute_flop: float = column("Compute that counts for the area: compute x share", gt=0)
    is_record: bool = column("Larger than all runs of the area before it")
    input_row_count: int = column("Runs of the area up to this one", gt=0)


class LargestRunByCountryMonth(
    Table, name="metric.largest_run_by_country_month", key=(*RUN_KEY, "valid_date"), group="gap",
):
    """The largest known training run of an area at each month end, by tier and country rule (M07)."""

    country_code: str = areas.area()
    confidence_tier: str = areas.tier_cut()
    country_basis: str = areas.country_basis()
    country_rule: str = areas.country_rule()
    valid_date: pl.Date = column("Month end")
    model_id: str = model_id()
    model_name: str = column("Name in common use today")
    release_date: pl.Date = column("Day the largest run was published or released")
    country_share: float = column("Share of the run that counts for the area", gt=0, le=1)
    compute_flop_low: float = measure("Low end of the 90 % interval of the run's compute")
    compute_flop: float = column("Training compute of the run", gt=0)
    compute_flop_high: float = measure("High end of the 90 % interval of the run's compute")
    compute_flop_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    interval_source: str = column("Where the interval is from: the source, or its tier's spread",
                                  nullable=True, isin=INTERVAL_SOURCES)
    interval_kind: str = column("ci90", nullable=True, isin=["ci90"])
    credited_compute_flop: float = column("Compute that counts for the area: compute x share", gt=0)
    input_row_count: int = column("Runs of the area known by the source up to that day", gt=0)


class LargestRunGapByMonth(
    Table, name="metric.largest_run_gap_by_month",
    key=("country_a_code", "country_b_code", "valid_date", "confidence_tier", "country_basis",
         "country_rule"),
    group="gap", may_be_empty=True,
):
    """Ratio of the largest known training runs of two areas at each month end (M07).

    The interval is of the two runs' compute, drawn jointly: 10,000 draws of each model's own. One
    maximum is fragile: compare the tiers. Undisclosed compute is not missing at random.
    """

    country_a_code: str = areas.area("First area of the pair")
    country_b_code: str = areas.area("Second area of the pair")
    valid_date: pl.Date = column("Month end")
    confidence_tier: str = areas.tier_cut()
    country_basis: str = areas.country_basis()
    country_rule: str = areas.country_rule()
    run_gap_ratio_low: float = measure("Low end of the interval")
    run_gap_ratio: float = column("Largest run of a by largest run of b", gt=0)
    run_gap_ratio_high: float = measure("High end of the interval")
    run_gap_ratio_basis: str = column("Weakest basis of the two", isin=columns.BASES)
    interval_kind: str = column("ci90", nullable=True, isin=["ci90"])
    reason_code: str = column("Why there is no interval", nullable=True,
                              isin=["compute_interval_unknown"])
    behind_months: float = column(
        "Months from a's first run as large as b's largest to b's largest; negative if b was first; "
        "NULL if a has none yet", nullable=True)
    model_a_id: str = column("Largest run of a", str_matches=columns.SLUG)
    model_b_id: str = column("Largest run of b", str_matches=columns.SLUG)
    compute_a_flop: float = column("Its compute that counts for a", gt=0)
    compute_b_flop: float = column("Its compute that counts for b", gt=0)
    release_a_date: pl.Date = column("Day it was published or released")
    release_b_date: pl.Date = column("Day it was published or released")
    input_row_count: int = column("Runs of both areas up to that day", gt=0)
    constant_ids: TextList = column("Assumptions used, see core.model_constant", nullable=True)


class EfficiencyAdjustedGapByMonth(
    Table, name="metric.efficiency_adjusted_gap_by_month",
    key=("country_a_code", "country_b_code", "valid_date", "confidence_tier", "prior_id"),
    group="gap", may_be_empty=True,
):
    """The largest-run gap after allowing for compute efficiency and for time (M10).

    effective_gap = run gap x e_train x e_data, each e from 1 to 2. Never multiply it into a gap that
    was matched on benchmarks: that would count efficiency twice. Time: compute needed for the same
    result halves every h months, predicted = reference x 2^(-dt / h); catching up goes faster than
    the frontier, so this is no bound.
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
    halving_interval_kind: str = column("What the ends of the prior mean", isin=["ci90", "ci95"])
    elapsed_months: float = column("dt: months from a's largest run to b's largest run")
    predicted_flop_low: float = measure("Low end of the interval")
    predicted_flop: float = measure("Compute that reaches a's largest run at the time of b's largest")
    predicted_flop_high: float = measure("High end of the interval")
    time_adjusted_gap_ratio_low: float = measure("Low end of the interval")
    time_adjusted_gap_ratio: float = column("Predicted compute by compute of b's largest run", gt=0)
    time_adjusted_gap_ratio_high: float = measure("High end of the interval")
    time_adjusted_interval_kind: str = column("Interval of the time-adjusted values, h and both runs "
                                              "drawn jointly", nullable=True, isin=["ci90", "ci95"])
    reason_code: str = column("Why there is no interval", nullable=True,
                              isin=["compute_interval_unknown"])
    input_row_count: int = column("Runs of both areas up to that day", gt=0)
    constant_ids: TextList = column("Assumptions used, see core.model_constant")


class RunReconciliationByModel(
    Table, name="metric.run_reconciliation_by_model", key=("model_id", "phase", "training_run_id"),
    group="gap", may_be_empty=True,
):
    """Operations-based against hardware-based compute of one run (M06).

    ops = 6 x active parameters x tokens (repeats included); hardware = chip-hours x 3600 x dense peak
    of the format trained in x MFU. All-in chip-hours hold downtime, so this MFU is below one measured
    on steps; 6ND ignores attention and recomputation.
    """

    model_id: str = model_id()
    phase: str = column("Which part of training", isin=PHASES)
    training_run_id: str = column("Run, see core.training_run", str_matches=columns.SLUG)
    number_format: str = column("Format of the matrix products, whose peak is used", nullable=True,
                                isin=TRAINING_FORMATS)
    chip_id: str = column("Chip it ran on", nullable=True, str_matches=columns.SLUG)
    confidence_tier: str = column("How sure the source is of the model's compute")
    is_fine_tune: bool = column("Trained from a listed model: its compute may count that one's again")
    active_parameter_count: float = measure("Parameters used per token")
    dataset_token_count: float = measure("Tokens of this phase, repeats included")
    training_chip_hour_count: float = measure("Chip-hours")
    peak_dense_flop_per_s: float = measure("Dense peak of the chip in this format")
    ops_flop: float = measure("6 x active parameters x tokens")
    hardware_flop_low: float = measure("At the low end of the MFU")
    hardware_flop: float = measure("Chip-hours x 3600 x peak x MFU")
    hardware_flop_high: float = measure("At the high end of the MFU")
    hardware_flop_basis: str = column("Weakest basis of the inputs", nullable=True,
                                      isin=columns.BASES)
    implied_mfu_share: float = measure("MFU at which both counts agree; above 1 the inputs are wrong")
    mfu_share: float = measure("MFU used")
    mfu_share_basis: str = column("reported by another source, or imputed from the prior",
                                  nullable=True, isin=["reported", "imputed"])
    recon_log10_ratio_low: float = column("At the high end of the MFU", nullable=True)
    recon_log10_ratio: float = column("log10 of ops by hardware compute", nullable=True)
    recon_log10_ratio_high: float = column("At the low end of the MFU", nullable=True)
    is_alert: bool = column("Further apart than recon_alert_log10_ratio", nullable=True)
    interval_kind: str = column("ci90, where the MFU is the prior", nullable=True, isin=["ci90"])
    reason_code: str = column(
        "First input that is missing for the comparison", nullable=True,
        isin=["parameters_unknown", "tokens_unknown", "chip_hours_unknown", "chip_unknown",
              "format_unknown", "peak_unknown"])
    input_row_count: int = column("Rows that entered the value", gt=0)
    constant_ids: TextList = column("Assumptions used, see core.model_constant")

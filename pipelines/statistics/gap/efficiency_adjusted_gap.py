"""metric.efficiency_adjusted_gap_by_month: the run gap with efficiency and with time allowed for (M10).

How the run gap itself is made stands in largest_run_gap.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.gap.run_ratio import Run, RunDraws, ends
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.draws import generator
from pipelines.statistics.kit.intervals import DRAW_COUNT, IntervalKind, Vector, log_normal
from pipelines.statistics.kit.published import DAYS_PER_MONTH, marked, nine_digits
from schemas import base
from schemas.gap.efficiency_adjusted_gap_by_month import EfficiencyAdjustedGapByMonth
from schemas.limits import LIMITS

EFFICIENCIES = ["efficiency_training_ratio", "efficiency_data_ratio"]
PRIORS = ["halving_time_ci95_months", "halving_time_ci90_months"]
REACH = "halving_time_reach_months"
ENDS = ("_low", "", "_high")
RUN = ["model_id", "compute_flop_low", "compute_flop", "compute_flop_high"]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Prior:
    """A prior of the halving time: its interval and its draws relative to the centre."""

    prior_id: str
    low: float
    value: float
    high: float
    kind: IntervalKind

    def draws(self) -> Vector:
        """Draws in months; the same for every pair and day."""
        normals = generator("halving_time", self.prior_id).standard_normal(DRAW_COUNT)
        return log_normal(self.value, self.low, self.high, self.kind).at(normals)


@recipe(
    EfficiencyAdjustedGapByMonth,
    reads=["metric.largest_run_gap_by_month", "step.run_by_country"],
    constants=[*EFFICIENCIES, *PRIORS, REACH],
)
def efficiency_gap(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every pair at each month end, by prior; countries by headquarters, inclusive."""
    constants = {row["constant_id"]: row for row in frames[CONSTANTS].iter_rows(named=True)}
    gaps = _with_runs(frames).with_columns(
        *(nine_digits(pl.col("run_gap_ratio") * _efficiency(constants, end)).alias(
            f"effective_gap_ratio{end}") for end in ENDS),
        effective_gap_ratio_basis=pl.lit("imputed"), interval_kind=pl.lit("range"),
        elapsed_months=(pl.col("release_b_date") - pl.col("release_a_date")).dt.total_days()
        / DAYS_PER_MONTH,
    )
    reach = constants[REACH]["value"]
    found = [_within(reach, _adjusted(gaps, _prior(constants[prior_id]))) for prior_id in PRIORS]
    made = marked(EfficiencyAdjustedGapByMonth, pl.concat(found), Assumptions(constants))
    return made.select(c.name for c in base.columns(EfficiencyAdjustedGapByMonth))


def _efficiency(constants: Mapping[str, Row], end: str) -> float:
    return float(np.prod([constants[name][f"value{end}"] for name in EFFICIENCIES]))


def _prior(row: Row) -> Prior:
    kind: IntervalKind = "ci95" if row["shape"] == "lognormal_ci95" else "ci90"
    return Prior(row["constant_id"], row["value_low"], row["value"], row["value_high"], kind)


def _with_runs(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The gaps between comparable runs, with the interval of both."""
    gaps = frames["metric.largest_run_gap_by_month"].filter(
        (pl.col("country_basis") == "org_hq") & (pl.col("country_rule") == "inclusive")
        & pl.col("run_gap_ratio").is_not_null())
    runs = frames["step.run_by_country"].select(RUN).unique()
    for side in "ab":
        gaps = gaps.join(runs.rename({name: f"{name}_{side}" for name in RUN}),
                         left_on=f"model_{side}_id", right_on=f"model_id_{side}")
    return gaps


def _adjusted(gaps: pl.DataFrame, prior: Prior) -> pl.DataFrame:
    """One prior: what a's largest run would have needed at the time of b's."""
    central = 2 ** (-pl.col("elapsed_months") / prior.value)
    is_known = pl.col("gap_factor_low").is_not_null()
    found = gaps.join(_factors(gaps, prior), on=["model_a_id", "model_b_id"])
    return found.with_columns(
        prior_id=pl.lit(prior.prior_id), halving_interval_kind=pl.lit(prior.kind),
        halving_time_months_low=pl.lit(prior.low), halving_time_months=pl.lit(prior.value),
        halving_time_months_high=pl.lit(prior.high),
        elapsed_months=nine_digits(pl.col("elapsed_months")),
        predicted_flop_low=nine_digits(pl.col("compute_a_flop") * pl.col("run_factor_low")),
        predicted_flop=nine_digits(pl.col("compute_a_flop") * central),
        predicted_flop_high=nine_digits(pl.col("compute_a_flop") * pl.col("run_factor_high")),
        time_adjusted_gap_ratio_low=nine_digits(pl.col("run_gap_ratio") * pl.col("gap_factor_low")),
        time_adjusted_gap_ratio=nine_digits(pl.col("run_gap_ratio") * central),
        time_adjusted_gap_ratio_high=nine_digits(pl.col("run_gap_ratio") * pl.col("gap_factor_high")),
        time_adjusted_interval_kind=pl.when(is_known).then(pl.lit(prior.kind)),
        reason_code=pl.when(~is_known).then(pl.lit("compute_interval_unknown")),
        constant_ids=pl.lit(sorted([*EFFICIENCIES, prior.prior_id, REACH])),
    )


def _within(reach: float, adjusted: pl.DataFrame) -> pl.DataFrame:
    """Nothing is said over a longer time than that from which the halving time is known.

    Nor of a run that no machine could make: there the prior is asked for more than it can tell.
    """
    is_near = (pl.col("elapsed_months").abs() <= reach) & (
        pl.col("predicted_flop_high").is_null() | (pl.col("predicted_flop_high") <= LIMITS["flop"].high))
    told = [f"{name}{end}" for name in ("predicted_flop", "time_adjusted_gap_ratio") for end in ENDS]
    return adjusted.with_columns(
        *(pl.when(is_near).then(name).alias(name) for name in (*told, "time_adjusted_interval_kind")),
        reason_code=pl.when(is_near).then("reason_code").otherwise(pl.lit("beyond_the_prior")))


def _factors(gaps: pl.DataFrame, prior: Prior) -> pl.DataFrame:
    """Ends of a's predicted compute and of the gap, as factors, drawn once per two runs."""
    draws, halvings = RunDraws(), np.log(2) / prior.draws()
    met = gaps.select(*(f"{name}_{side}" for side in "ab" for name in RUN[1:]), "model_a_id",
                      "model_b_id", "elapsed_months").unique(maintain_order=True)
    rows = []
    for row in met.iter_rows(named=True):
        ours, theirs = (
            Run(row[f"model_{side}_id"], *(row[f"{name}_{side}"] for name in RUN[1:]))
            for side in "ab"
        )
        change, alone, ratio = -row["elapsed_months"] * halvings, draws.of(ours), draws.ratio(ours, theirs)
        rows.append((ours.model_id, theirs.model_id,
                     *ends(None if alone is None else alone + change, prior.kind),
                     *ends(None if ratio is None else ratio + change, prior.kind)))
    names = ["run_factor_low", "run_factor_high", "gap_factor_low", "gap_factor_high"]
    schema = {"model_a_id": pl.String, "model_b_id": pl.String} | dict.fromkeys(names, pl.Float64)
    return pl.DataFrame(rows, schema=schema, orient="row")

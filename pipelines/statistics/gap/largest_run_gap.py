"""metric.largest_run_gap_by_month: the largest run of one country by that of another (M07).

How two runs are drawn jointly stands in run_ratio.py; gaps between trends in compute_gap.py.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.gap.run_ratio import Run, RunDraws, ends, share_above
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.published import (
    DAYS_PER_MONTH,
    marked,
    nine_digits,
    weakest_of,
)
from schemas import base
from schemas.base import THROUGH
from schemas.countries.areas import TIER_CUTS
from schemas.gap.largest_run_gap_by_month import LargestRunGapByMonth

CUTS = ["confidence_tier", "country_basis", "country_rule"]
STATED = ["model_id", "compute_flop_low", "compute_flop", "compute_flop_high"]
BOTH_RUNS = [f"{name}_{side}" for side in "ab" for name in STATED]
SPREADS = {
    tier: f"compute_spread_{tier.lower()}_ratio" for tier in ("Confident", "Likely", "Speculative")
}


@recipe(
    LargestRunGapByMonth,
    reads=["core.country_pair", "metric.largest_run_by_country_month", "step.run_by_country"],
)
def largest_run_gap(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Each pair at each month end, by tier, country basis and country rule."""
    found = _paired(frames["core.country_pair"], frames["metric.largest_run_by_country_month"])
    records = frames["step.run_by_country"].filter(pl.col("is_record"))
    found = _with_interval(_with_behind(found, records))
    return _columns(found, Assumptions.of(frames[CONSTANTS]))


def _paired(pairs: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    sides = [months.rename({name: f"{name}_{side}" for name in months.columns
                            if name not in ("valid_date", THROUGH, *CUTS)}) for side in "ab"]
    is_comparable = pl.col("is_comparable_a") & pl.col("is_comparable_b")
    listed = pairs.select(country_code_a="country_a_code", country_code_b="country_b_code")
    return (
        listed.join(sides[0], on="country_code_a")
        .join(sides[1], on=["country_code_b", "valid_date", THROUGH, *CUTS])
        .with_columns(run_gap_ratio=pl.when(is_comparable).then(
            pl.col("credited_compute_flop_a") / pl.col("credited_compute_flop_b")))
    )


def _with_behind(found: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """When a first had a run as large as b's largest, if it had by the month end."""
    asked = found.select("country_code_a", *CUTS, "credited_compute_flop_b").unique()
    reached = (
        asked.join(records.rename({"country_code": "country_code_a"}), on=["country_code_a", *CUTS])
        .filter(pl.col("credited_compute_flop") >= pl.col("credited_compute_flop_b"))
        .group_by("country_code_a", *CUTS, "credited_compute_flop_b")
        .agg(reached_date=pl.col("release_date").min())
    )
    days = (pl.col("release_date_b") - pl.col("reached_date")).dt.total_days()
    is_known = (pl.col("reached_date") <= pl.col("valid_date")) & pl.col("run_gap_ratio").is_not_null()
    return found.join(
        reached, on=["country_code_a", *CUTS, "credited_compute_flop_b"], how="left"
    ).with_columns(behind_months=pl.when(is_known).then(days / DAYS_PER_MONTH))


def _with_interval(found: pl.DataFrame) -> pl.DataFrame:
    """Every two runs that meet are drawn once, whatever months they stand for."""
    draws = RunDraws()
    met = found.select(*BOTH_RUNS, "run_gap_ratio").drop_nulls("run_gap_ratio").unique(maintain_order=True)
    rows = []
    for row in met.iter_rows():
        logs = draws.ratio(Run(*row[:4]), Run(*row[4:8]))
        rows.append((*ends(logs), None if logs is None else share_above(logs, 1 / row[8])))
    names = ["factor_low", "factor_high", "run_gap_above_1_share"]
    drawn = pl.concat([met, pl.DataFrame(rows, dict.fromkeys(names, pl.Float64), orient="row")],
                      how="horizontal")
    return found.join(drawn, on=[*BOTH_RUNS, "run_gap_ratio"], how="left", nulls_equal=True)


def _with_quotable(found: pl.DataFrame, assumed: Assumptions) -> pl.DataFrame:
    """Whether the interval can be quoted alone, and the cut of the same gap that can, the widest first."""
    told = marked(LargestRunGapByMonth, found, assumed)
    same = [name for name in base.info(LargestRunGapByMonth).key if name != "confidence_tier"]
    first = (
        told.filter("is_quotable")
        .sort(pl.col("confidence_tier").cast(pl.Enum(TIER_CUTS)))
        .group_by(same).agg(quotable_tier=pl.col("confidence_tier").first())
    )
    return told.join(first, on=same, how="left")


def _columns(found: pl.DataFrame, assumed: Assumptions) -> pl.DataFrame:
    has_ratio, has_interval = pl.col("run_gap_ratio").is_not_null(), pl.col("factor_low").is_not_null()
    uses_spread = pl.any_horizontal(pl.col(f"interval_source_{side}") == "tier_spread" for side in "ab")
    made = found.with_columns(
        run_gap_ratio_low=pl.col("run_gap_ratio") * pl.col("factor_low"),
        run_gap_ratio_high=pl.col("run_gap_ratio") * pl.col("factor_high"),
        run_gap_ratio_basis=pl.when(has_ratio).then(
            weakest_of("compute_flop_basis_a", "compute_flop_basis_b")),
        interval_kind=pl.when(has_interval).then(pl.lit("ci90")),
        reason_code=pl.when(~has_ratio).then(pl.lit("runs_not_comparable"))
        .when(~has_interval).then(pl.lit("compute_interval_unknown")),
        input_row_count=pl.col("input_row_count_a") + pl.col("input_row_count_b"),
        constant_ids=pl.when(has_interval & uses_spread).then(pl.lit(sorted(SPREADS.values()))),
        country_a_code="country_code_a", country_b_code="country_code_b",
        model_a_id="model_id_a", model_b_id="model_id_b",
        compute_a_flop="credited_compute_flop_a", compute_b_flop="credited_compute_flop_b",
        release_a_date="release_date_a", release_b_date="release_date_b",
    )
    kept = _with_quotable(made, assumed).select(c.name for c in base.columns(LargestRunGapByMonth))
    numbers = ["run_gap_ratio_low", "run_gap_ratio", "run_gap_ratio_high", "behind_months"]
    return kept.with_columns(nine_digits(pl.col(name)) for name in numbers)

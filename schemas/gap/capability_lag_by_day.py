"""What a row of `metric.capability_lag_by_day` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.countries import areas
from schemas.gap.capability_scale import SCALE

LAG_REASONS = ["follower_ahead"]


class CapabilityLagByDay(
    Table, name="metric.capability_lag_by_day",
    question="How many months did China's best model lie behind?",
    example=(
        "select valid_date, lag_months, leader_model_version, follower_model_version from "
        "metric.capability_lag_by_day where leader_country_code = 'USA' and follower_country_code ="
        " 'CHN' and scale_id = 'eci' and country_basis = 'org_hq' order by valid_date desc limit 5"
    ),
    key=("leader_country_code", "follower_country_code", "scale_id", "country_basis", "valid_date"),
    grain="pair, benchmark, country basis and day",
    group="gap", time_axis="valid_date", may_be_empty=True,
    coverage=("benchmark_score/*",),
    counts=("score",),
):
    """How long ago the leader first had the follower's best score of the day (M09).

    lag = months from the first day on which the leader's best score >= the follower's best score up
    to the day. On a plateau of the follower it grows daily, so a mean over days is not one over
    releases. Intervals re-compute it per draw of the scores, where the source states their errors.
    """

    leader_country_code: str = areas.area("Leader")
    follower_country_code: str = areas.area("Follower")
    scale_id: str = column("Benchmark or index", str_matches=SCALE)
    country_basis: str = column("Country of the first developer's headquarters, or of its parent",
                                isin=["org_hq", "ultimate_parent"])
    valid_date: pl.Date = column("Day")
    lag_months_low: float = column("Low end of the interval", nullable=True)
    lag_months: float = column("Months behind; NULL while the leader has no such score", nullable=True)
    lag_months_high: float = column("High end of the interval", nullable=True)
    lag_months_basis: str = column("Basis of the scores", isin=columns.BASES)
    is_quotable: bool = columns.is_quotable("lag_months")
    interval_kind: str = column("ci90", nullable=True, isin=["ci90"])
    reason_code: str = column("Why there is no lag: follower_ahead", nullable=True, isin=LAG_REASONS)
    follower_score: float = column("Best score of the follower up to the day")
    follower_model_version: str = column("Model that has it")
    leader_model_version: str = column("First model of the leader at or above it", nullable=True)
    leader_date: pl.Date = column("Day of its release", nullable=True)
    input_row_count: int = column("Scores of both up to the day", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

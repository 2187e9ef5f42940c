"""What a row of `metric.capability_lag_by_pair` means."""

from __future__ import annotations

import polars as pl

from schemas.base import Table
from schemas.columns import column
from schemas.countries import areas
from schemas.gap.capability_scale import SCALE


class CapabilityLagByPair(
    Table, name="metric.capability_lag_by_pair",
    key=("leader_country_code", "follower_country_code", "scale_id", "country_basis",
         "from_date"), grain="pair, benchmark, country basis and first day",
    group="gap", may_be_empty=True,
    coverage=("benchmark_score/*",),
    counts=("score",),
):
    """The daily lag in one row per pair and scale: its mean over days, and over releases apart (M09).

    The day average counts a plateau as long as it lasts; the release average counts each record of
    the follower once, on the day of its release.
    """

    leader_country_code: str = areas.area("Leader")
    follower_country_code: str = areas.area("Follower")
    scale_id: str = column("Benchmark or index", str_matches=SCALE)
    country_basis: str = column("Country of the first developer's headquarters, or of its parent",
                                isin=["org_hq", "ultimate_parent"])
    from_date: pl.Date = column("First day that counts, 1 January; a pair's start in its first year")
    until_date: pl.Date = column("Last day that counts")
    day_average_lag_months: float = column("Mean lag over days", nullable=True)
    shortest_lag_months: float = column("Shortest lag of a day", nullable=True)
    longest_lag_months: float = column("Longest lag of a day", nullable=True)
    release_average_lag_months: float = column("Mean lag over the follower's records, each on the "
                                               "day of its release", nullable=True)
    day_count: int = column("Days with a lag", ge=0)
    follower_ahead_day_count: int = column("Days on which the follower was ahead", ge=0)
    release_count: int = column("Records of the follower with a lag", ge=0)
    input_row_count: int = column("Days that entered", gt=0)

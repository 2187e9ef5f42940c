"""How far one country's models are behind another's on a scale of capability."""

from __future__ import annotations

import polars as pl

from schemas import areas, columns
from schemas.base import Table
from schemas.columns import column

SCALE = r"^[a-z0-9_]+$"
LAG_REASONS = ["follower_ahead"]


class CapabilityLagByDay(
    Table, name="metric.capability_lag_by_day",
    key=("leader_country_code", "follower_country_code", "scale_id", "country_basis", "valid_date"),
    group="gap", may_be_empty=True,
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
    interval_kind: str = column("ci90", nullable=True, isin=["ci90"])
    reason_code: str = column("Why there is no lag: follower_ahead", nullable=True, isin=LAG_REASONS)
    follower_score: float = column("Best score of the follower up to the day")
    follower_model_version: str = column("Model that has it")
    leader_model_version: str = column("First model of the leader at or above it", nullable=True)
    leader_date: pl.Date = column("Day of its release", nullable=True)
    input_row_count: int = column("Scores of both up to the day", gt=0)


class CapabilityMatchByRecord(
    Table, name="metric.capability_match_by_record",
    key=("leader_country_code", "follower_country_code", "scale_id", "country_basis",
         "leader_model_version"),
    group="gap", may_be_empty=True,
):
    """For each record of the leader: months until the follower matched it, or that it has not (M09).

    An unmatched record is right-censored: `matched_after_months` is NULL and `waited_months` says how
    long it has stood by the last release that the scale knows.
    """

    leader_country_code: str = areas.area("Leader")
    follower_country_code: str = areas.area("Follower")
    scale_id: str = column("Benchmark or index", str_matches=SCALE)
    country_basis: str = column("Country of the first developer's headquarters, or of its parent",
                                isin=["org_hq", "ultimate_parent"])
    leader_model_version: str = column("Model that set the record")
    record_date: pl.Date = column("Day of its release")
    record_score: float = column("Its score")
    matched_date: pl.Date = column("Release of the first follower at or above it", nullable=True)
    follower_model_version: str = column("That follower", nullable=True)
    follower_score: float = column("Its score", nullable=True)
    matched_after_months: float = column("Months until matched; negative if the follower was first",
                                         nullable=True)
    waited_months: float = column("Months until matched, or until the scale's last release if it is not")
    is_unmatched: bool = column("No follower has matched it yet")
    input_row_count: int = column("Scores of both", gt=0)


class CapabilityLagByPair(
    Table, name="metric.capability_lag_by_pair",
    key=("leader_country_code", "follower_country_code", "scale_id", "country_basis",
         "from_date"),
    group="gap", may_be_empty=True,
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

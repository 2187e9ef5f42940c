"""What a row of `metric.capability_match_by_record` means."""

from __future__ import annotations

import polars as pl

from schemas.base import Table
from schemas.columns import column
from schemas.countries import areas
from schemas.gap.capability_scale import SCALE


class CapabilityMatchByRecord(
    Table, name="metric.capability_match_by_record",
    question="How long until China matched each record of the United States?",
    example=(
        "select leader_model_version, record_date, matched_after_months from "
        "metric.capability_match_by_record where leader_country_code = 'USA' and "
        "follower_country_code = 'CHN' and scale_id = 'eci' and country_basis = 'org_hq' order by "
        "record_date desc limit 5"
    ),
    key=("leader_country_code", "follower_country_code", "scale_id", "country_basis",
         "leader_model_version"), grain="record, pair, benchmark and country basis",
    group="gap", may_be_empty=True,
    coverage=("benchmark_score/*",),
    counts=("score",),
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

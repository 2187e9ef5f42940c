"""What a row of `step.leading_cluster_by_measure` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.clusters.cluster import cluster_id
from schemas.clusters.cluster_measures import MEASURE, MEASURES
from schemas.columns import column


class LeadingClusterByMeasure(
    Table, name="step.leading_cluster_by_measure", key=("measure", "cluster_id"),
    grain="measure and cluster", group="clusters",
    may_be_empty=True,
):
    """Clusters with their rank in the world on the day they came into operation (ingredient of M11)."""

    measure: str = column(MEASURE, isin=MEASURES)
    cluster_id: str = cluster_id()
    cluster_name: str = column("Name in common use; anonymised systems share one")
    site_country_code: str = column("Country it stands in", nullable=True,
                                    str_matches=columns.COUNTRY)
    first_operational_date: pl.Date = column("First day of operation")
    confidence_tier: str = column("How sure the source is", nullable=True)
    value: float = column("Value, in the unit of the measure", gt=0)
    hardware_cost_usd: float = columns.measure("Cost of the hardware, nominal")
    rank_count: int = column("Rank among the clusters in operation on that day, itself included",
                             gt=0)

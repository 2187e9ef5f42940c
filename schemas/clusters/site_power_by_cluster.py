"""What a row of `metric.site_power_by_cluster` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.clusters.cluster import CLUSTER_TIERS, STATUSES, cluster_id
from schemas.columns import TextList, column, measure


class SitePowerByCluster(
    Table, name="metric.site_power_by_cluster", key=("cluster_id", "valid_date"),
    grain="cluster and day", group="clusters",
    time_axis="valid_date", may_be_empty=True,
    coverage=("cluster",),
    counts=("cluster",),
):
    """Nameplate power of a cluster's site: chips x chip power x server multiplier x PUE (M21).

    No utilization enters: it is what the site must be able to draw, not what it draws. What the
    source reports stands beside it.
    """

    cluster_id: str = cluster_id()
    valid_date: pl.Date = column("First day of operation; of one not dated, the "
                                "last day through which clusters are known")
    cluster_name: str = column("Name in common use")
    status: str = column("Whether it runs", isin=STATUSES)
    confidence_tier: str = column("How sure the source is", nullable=True, isin=CLUSTER_TIERS)
    is_in_standard_analysis: bool = column("The publisher counts it")
    is_dated: bool = column("The first day of operation is known")
    chip_id: str = columns.chip_id()
    chip_count: float = column("Accelerators", gt=0)
    site_power_mw_low: float = column("Low end: fewest chips, lowest PUE", gt=0)
    site_power_mw: float = column("Nameplate power, calculated", gt=0)
    site_power_mw_high: float = column("High end: most chips, highest PUE", gt=0)
    site_power_mw_basis: str = column("Weakest basis of the inputs", isin=columns.BASES)
    reported_power_mw: float = measure("Power capacity as the source states it")
    calculated_over_reported_ratio: float = measure("Calculated over reported power")
    interval_kind: str = column("The ends are those of the inputs", isin=["range"])
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

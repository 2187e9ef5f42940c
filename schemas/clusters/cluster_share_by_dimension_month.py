"""What a row of `metric.cluster_share_by_dimension_month` means.

The largest single cluster of a country stands in largest_cluster_by_country_month.
"""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.clusters.cluster_measures import MEASURE, MEASURES
from schemas.columns import TextList, column


class ClusterShareByDimensionMonth(
    Table, name="metric.cluster_share_by_dimension_month",
    key=("dimension", "member", "measure", "valid_date"),
    grain="dimension, member, measure and month", group="clusters",
    time_axis="valid_date", may_be_empty=True,
    coverage=("cluster",),
    counts=("cluster_of_sector",),
):
    """Shares of sectors and countries in what the listed AI clusters that run amount to (M11).

    Of the clusters in the list, not of the world's. Counted is what runs on the day: not superseded,
    not decommissioned, no duplicate. A cluster without a known sector or country counts in the total
    alone; the low end gives all of those to others, the high end to the member, and both let
    anonymised figures be off.
    """

    dimension: str = column("sector of the owner; site: country it stands in; org_hq: country of "
                            "the first owner's headquarters", isin=["sector", "site", "org_hq"])
    member: str = column("private, public or mixed; or a country, ISO 3166-1 alpha-3")
    measure: str = column(MEASURE, isin=MEASURES)
    valid_date: pl.Date = column("Month end")
    value_share_low: float = column("Low end of the range", ge=0, le=1)
    value_share: float = column("Share of the member in the total", ge=0, le=1)
    value_share_high: float = column("High end of the range", ge=0, le=1)
    is_quotable: bool = columns.is_quotable("value_share")
    unknown_share: float = column("Share of clusters whose sector or country is not known",
                                  ge=0, le=1)
    value: float = column("Sum of the member, in the unit of the measure; over its share, the total",
                          gt=0)
    interval_kind: str = column("range", isin=["range"])
    cluster_count: int = column("Clusters of the member", gt=0)
    input_row_count: int = column("Clusters of all members and of none", gt=0)
    constant_ids: TextList = column("Assumptions used, see core.model_constant")
    data_through_date: pl.Date = columns.data_through_date()

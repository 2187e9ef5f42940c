"""What a row of `metric.largest_cluster_by_country_month` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.clusters.cluster_measures import MEASURE, MEASURES
from schemas.clusters.compute_system import SYSTEM_KINDS, stage
from schemas.columns import TextList, column
from schemas.countries import areas


class LargestClusterByCountryMonth(
    Table, name="metric.largest_cluster_by_country_month",
    key=("country_code", "country_basis", "confidence_tier", "status", "system_kind", "measure",
         "valid_date"),
    grain="country, country basis, confidence tier, status, system kind, measure and month",
    group="clusters", time_axis="valid_date", may_be_empty=True,
    coverage=("cluster", "data_center"),
    counts=("cluster",),
):
    """The largest AI cluster or data center of an area at each month end, by measure (M11).

    Lead with h100e_count: raw counts mix modern accelerators with older and smaller parts, and count
    only clusters with enough H100 equivalents per chip. Clusters and data centers are two ways to
    count (core.compute_system): system_kind `any` takes the larger of both that run. What is planned, by
    how sure that is, and what is being built have no date yet: they stand at the last month end of
    their own list alone, and never under `any`, whose last month end the other list may set.
    """

    country_code: str = areas.area()
    country_basis: str = column("Country of the site, of the owner's or of the first known user's "
                                "headquarters", isin=["site", "org_hq", "user_hq"])
    confidence_tier: str = areas.tier_cut()
    status: str = stage()
    system_kind: str = column("Which list is searched: clusters, data centers, or any of both",
                              isin=[*SYSTEM_KINDS, "any"])
    measure: str = column(MEASURE, isin=MEASURES)
    valid_date: pl.Date = column("Month end")
    value_low: float = columns.measure("Low end of the interval")
    value: float = column("Value of the largest cluster, in the unit of the measure", gt=0)
    value_high: float = columns.measure("High end of the interval")
    value_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    h100e_basis: str = column("What an H100 equivalent counts, see core.compute_system",
                              nullable=True)
    interval_kind: str = column("range", nullable=True, isin=["range"])
    reason_code: str = column("Why there is no interval", nullable=True,
                              isin=["range_not_disclosed"])
    system_id: str = column("Cluster or data center, see core.compute_system",
                            str_matches=columns.SLUG)
    cluster_name: str = column("Name in common use; anonymised systems share one")
    is_anonymised: bool = column("The source withholds the name; figures have one significant digit")
    site_country_code: str = column("Country it stands in", nullable=True,
                                    str_matches=columns.COUNTRY)
    first_operational_date: pl.Date = column("First day of operation at this size; NULL if yet to come",
                                             nullable=True)
    hardware_cost_usd: float = columns.measure("Cost of the hardware, nominal")
    input_row_count: int = column("Clusters of the area on that day", gt=0)
    constant_ids: TextList = column("Assumptions used, see core.model_constant")
    data_through_date: pl.Date = columns.data_through_date()

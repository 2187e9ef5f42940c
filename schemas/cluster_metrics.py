"""The largest AI cluster of each country, and how fast the leading ones have grown."""

from __future__ import annotations

import polars as pl

from schemas import areas, columns
from schemas.base import Table
from schemas.clusters import cluster_id
from schemas.columns import TextList, column

MEASURES = ["chip_count", "h100e_count", "dense_fp16", "power"]
MEASURE = ("What is measured: accelerators, H100 equivalents, dense 16-bit FLOP/s, or power of the "
           "site in MW")


class LeadingClusterByMeasure(
    Table, name="metric.leading_cluster_by_measure", key=("measure", "cluster_id"), group="gap",
    may_be_empty=True,
):
    """Clusters with their rank in the world on the day they came into operation (ingredient of M11)."""

    measure: str = column(MEASURE, isin=MEASURES)
    cluster_id: str = cluster_id()
    cluster_name: str = column("Name in common use; anonymised systems share one")
    site_country_code: str = column("Country it stands in", nullable=True,
                                    str_matches=columns.COUNTRY)
    first_operational_date: pl.Date = column("First day of operation")
    confidence_tier: str = column("How sure the source is")
    value: float = column("Value, in the unit of the measure", gt=0)
    hardware_cost_usd: float = columns.measure("Cost of the hardware, nominal")
    rank_count: int = column("Rank among the clusters in operation on that day, itself included",
                             gt=0)


class LargestClusterByCountryMonth(
    Table, name="metric.largest_cluster_by_country_month",
    key=("country_code", "country_basis", "confidence_tier", "status", "measure", "valid_date"),
    group="gap", may_be_empty=True,
):
    """The largest AI cluster of an area at each month end, by measure (M11).

    Lead with h100e_count: raw counts mix modern accelerators with older and smaller parts, and count
    only clusters with enough H100 equivalents per chip. Planned clusters have no date yet and stand
    at the last month end alone. Country of the site, of the owner or of the first known user.
    """

    country_code: str = areas.area()
    country_basis: str = column("Country of the site, of the owner's or of the first known user's "
                                "headquarters", isin=["site", "org_hq", "user_hq"])
    confidence_tier: str = areas.tier_cut()
    status: str = column("In operation on that day, or planned", isin=["existing", "planned"])
    measure: str = column(MEASURE, isin=MEASURES)
    valid_date: pl.Date = column("Month end")
    value_low: float = columns.measure("Low end of the interval")
    value: float = column("Value of the largest cluster, in the unit of the measure", gt=0)
    value_high: float = columns.measure("High end of the interval")
    value_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    interval_kind: str = column("range", nullable=True, isin=["range"])
    reason_code: str = column("Why there is no interval", nullable=True,
                              isin=["range_not_disclosed"])
    cluster_id: str = cluster_id()
    cluster_name: str = column("Name in common use; anonymised systems share one")
    is_anonymised: bool = column("The source withholds the name; figures have one significant digit")
    site_country_code: str = column("Country it stands in", nullable=True,
                                    str_matches=columns.COUNTRY)
    first_operational_date: pl.Date = column("First day of operation; NULL if planned",
                                             nullable=True)
    hardware_cost_usd: float = columns.measure("Cost of the hardware, nominal")
    input_row_count: int = column("Clusters of the area on that day", gt=0)
    constant_ids: TextList = column("Assumptions used, see core.model_constant")


class ClusterGrowthByMeasure(
    Table, name="metric.cluster_growth_by_measure", key=("measure", "period"), group="gap",
    may_be_empty=True,
):
    """Growth of leading clusters: those among the ten largest when first operational (M11)."""

    measure: str = column(MEASURE, isin=MEASURES)
    period: str = column("since_2019, or 2019_2025_03 as in the published trend",
                         isin=["since_2019", "2019_2025_03"])
    filter_text: str = column("Which clusters the trend is of, in words")
    point_count: int = column("Clusters", gt=0)
    first_date: pl.Date = column("First day of operation of the first")
    last_date: pl.Date = column("First day of operation of the last")
    growth_per_year_ratio: float = columns.measure("Growth per year, as a factor")
    growth_per_year_ratio_low: float = columns.measure("Low end of the 90 % interval by Student's t")
    growth_per_year_ratio_high: float = columns.measure("High end of the 90 % interval by Student's t")
    growth_per_year_bootstrap_ratio_low: float = columns.measure("Low end of the 90 % bootstrap interval")
    growth_per_year_bootstrap_ratio_high: float = columns.measure("High end of the 90 % bootstrap interval")
    doubling_time_years: float = columns.measure("Time to double")
    doubling_time_years_low: float = columns.measure("Low end of its 90 % interval")
    doubling_time_years_high: float = columns.measure("High end; NULL where the growth may be none")
    doubling_time_months: float = columns.measure("Time to double, in months")
    r_squared_ratio: float = column("Share of the variance that the trend explains", nullable=True,
                                    le=1)
    interval_kind: str = column("ci90", nullable=True, isin=["ci90"])
    reason_code: str = column("Why a value is NULL, see metric.trend", nullable=True)
    input_row_count: int = column("Clusters", gt=0)

"""What a row of `seed.cluster` and `core.cluster` means."""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure

STATUSES = ["existing", "planned", "decommissioned"]


CLUSTER_TIERS = ["Confident", "Likely", "Speculative", "Unknown"]


SINGLE = ["yes", "no", "unclear"]


SECTORS = ["private", "public", "mixed"]


def cluster_id() -> Any:
    """The stable slug of a cluster."""
    return column("Stable slug of the cluster", str_matches=columns.SLUG)


class ClusterColumns(Table):
    """What is said of a cluster."""

    cluster_id: str = cluster_id()
    cluster_name: str = column("Name in common use; anonymised systems share one")
    is_anonymised: bool = column("The source withholds the name; figures have one significant digit")
    owner_organization_ids: TextList = column("Owners, see core.organization", nullable=True)
    user_organization_ids: TextList = column("Known users", nullable=True)
    site_country_code: str = column("Country it stands in", nullable=True,
                                    str_matches=columns.COUNTRY)
    owner_country_code: str = column("Country of the first owner's headquarters", nullable=True,
                                     str_matches=columns.COUNTRY)
    user_country_code: str = column("Country of the first user's headquarters, where it is known",
                                    nullable=True, str_matches=columns.COUNTRY)
    status: str = column("Whether it runs, by the latest word of the source; NULL where that word is "
                         "one we do not know, see meta.unmapped_word", isin=STATUSES, nullable=True)
    confidence_tier: str = column("How sure the source is", isin=CLUSTER_TIERS)
    is_single_site: str = column("One cluster at one site; no: a fleet or a sum of several",
                                 nullable=True, isin=SINGLE)
    first_operational_date: pl.Date = column(
        "First day of operation, as the source writes it; NULL where unknown or planned",
        nullable=True)
    first_operational_date_precision: str = column(
        "How exactly that day is known; a mid-month day of a database counts as a month",
        nullable=True, isin=columns.PRECISIONS)
    decommissioned_date: pl.Date = column(
        "Day it was taken out of service; the first of the month where only that is known",
        nullable=True)
    superseded_by_cluster_id: str = column("Later phase that contains it", nullable=True,
                                           str_matches=columns.SLUG)
    duplicate_of_cluster_id: str = column("Cluster it may be another report of", nullable=True,
                                          str_matches=columns.SLUG)
    is_in_standard_analysis: bool = column("Counted: single, existing, no duplicate")
    chip_id: str = column("Main chip, see core.chip", nullable=True, str_matches=columns.SLUG)
    chip_type: str = column("Main chip as the source names it", nullable=True)
    chip_count: float = measure("Accelerators, all kinds")
    chip_count_low: float = measure("Low end of the stated range")
    chip_count_high: float = measure("High end of the stated range")
    chip_count_basis: str = column("How the count is known", nullable=True, isin=columns.BASES)
    h100e_count: float = measure("H100 equivalents, by h100e_basis")
    h100e_count_basis: str = column("How that is known", nullable=True, isin=columns.BASES)
    h100e_basis: str = column("What an H100 equivalent counts here", nullable=True,
                              isin=["max_op", "dense_int8", "dense_bf16"])
    peak_dense_fp16_flop_per_s: float = measure("Dense 16-bit peak of the whole cluster")
    peak_dense_fp16_basis: str = column("How that is known", nullable=True, isin=columns.BASES)
    power_mw: float = measure("Power capacity of the site")
    power_basis: str = column("How that is known", nullable=True, isin=columns.BASES)
    hardware_cost_usd: float = measure("Cost of the hardware, nominal")
    hardware_cost_basis: str = column("How that is known", nullable=True, isin=columns.BASES)
    unknown: str = columns.unknown()


class SeedCluster(
    ClusterColumns, name="seed.cluster", key=("cluster_id",),
    grain="cluster", group="clusters",
    may_be_empty=True):
    """AI clusters that matter to the argument, curated with a citation per row."""

    note: str = column("What a reader must know", nullable=True)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreCluster(
    ClusterColumns, name="core.cluster", key=("cluster_id",),
    grain="cluster", group="clusters",
    may_be_empty=True):
    """AI clusters as believed in this build; planned ones and projections are marked, not counted.

    Records of anonymised systems are told apart by what they state, and nothing joins them to a
    named one: `same_content_count` says how many state the same, so that none of these is known to
    be the same system from one release to the next. A named cluster that one of them may be, by its
    country, performance and first day, is a possible duplicate and counts in no sum: it would count
    twice.
    """

    first_operational_earliest_date: pl.Date = column(
        "First day of the period in which operation began", nullable=True)
    first_operational_latest_date: pl.Date = column("Last day of that period", nullable=True)
    superseded_date: pl.Date = column("Day the phase that contains it became operational",
                                      nullable=True)
    is_possible_duplicate: bool = column("It may be another report of a cluster, named or not")
    confidence_tier: str = column(f"How sure the source is; {columns.NO_WORD}",
                                  nullable=True, isin=CLUSTER_TIERS)
    same_content_count: int = column("Records of its source that state just the same, itself "
                                     "included; 1 where the name tells it apart", ge=1)
    sector: str = column("Sector of the owner, where the database says it: mixed where both have a "
                         "part", nullable=True, isin=SECTORS)
    source_id: str = columns.source_id("Source the row's name comes from: `seed` or a database")
    confirmed_cell_share: float = columns.confirmed_cell_share()

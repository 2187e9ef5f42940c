"""What a row of `core.compute_system` means."""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.clusters.cluster import CLUSTER_TIERS
from schemas.columns import column, measure

SYSTEM_KINDS = ["cluster", "data_center"]
STAGES = ["existing", "building", "planned_confident", "planned_likely", "planned_speculative",
          "planned_unknown"]


def stage() -> Any:
    """How far a system is."""
    return column(
        "existing: ran at the time; building: a data center that is being built, as its last release "
        "projects it to end; planned_*: a plan, by how sure its source is, never beside what is built",
        isin=STAGES)


class ComputeSystem(
    Table, name="core.compute_system", key=("system_kind", "system_id", "state_number"),
    grain="system and state",
    group="clusters", may_be_empty=True,
):
    """Clusters and data centers in one list, each state with the days on which it held.

    Two publications that count differently: a cluster is what runs as one, once and for all; a data
    center is a site whose capacity grows, by pictures and permits. One may be part of the other
    (same_as_cluster_id), so sizes are compared and never added.
    """

    system_kind: str = column("From core.cluster, or from core.data_center_capacity",
                              isin=SYSTEM_KINDS)
    system_id: str = column("cluster_id or site_id", str_matches=columns.SLUG)
    state_number: int = column("State of the system, in order of time", ge=1)
    system_name: str = column("Name in its source")
    stage: str = stage()
    confidence_tier: str = column("How sure the source is; Unknown of data centers, of which it does not "
                                  "say so; NULL where its word is none we know",
                                  nullable=True, isin=CLUSTER_TIERS)
    site_country_code: str = column("Country it stands in", nullable=True, str_matches=columns.COUNTRY)
    owner_country_code: str = column("Headquarters of the first owner", nullable=True,
                                     str_matches=columns.COUNTRY)
    user_country_code: str = column("Headquarters of the first known user", nullable=True,
                                    str_matches=columns.COUNTRY)
    valid_from_date: pl.Date = column("First day of the state; NULL where it is yet to come", nullable=True)
    valid_to_date: pl.Date = column("First day on which it no longer holds", nullable=True)
    is_anonymised: bool = column("The source withholds the name")
    h100e_count: float = measure("H100 equivalents")
    h100e_count_basis: str = column("How they are known", nullable=True, isin=columns.BASES)
    h100e_basis: str = column("What an H100 equivalent counts: max_op, the fastest rate of any format, "
                              "or dense_int8", isin=["max_op", "dense_int8", "dense_bf16"])
    chip_count: float = measure("Accelerators; not known of data centers")
    chip_count_low: float = measure("Low end")
    chip_count_high: float = measure("High end")
    chip_count_basis: str = column("How they are known", nullable=True, isin=columns.BASES)
    peak_dense_fp16_flop_per_s: float = measure("Dense 16-bit peak")
    peak_dense_fp16_basis: str = column("How it is known", nullable=True, isin=columns.BASES)
    power_mw: float = measure("Power of the site")
    power_basis: str = column("How it is known", nullable=True, isin=columns.BASES)
    hardware_cost_usd: float = measure("Cost of the hardware, nominal")
    same_as_cluster_id: str = column("Listed cluster that it is, or that stands at the site",
                                     nullable=True, str_matches=columns.SLUG)

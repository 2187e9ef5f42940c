"""Epoch AI's table of GPU clusters in the publisher's vocabulary; no corrections."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.columns import column, measure
from schemas.raw import RawTable


class RawEpochGpuClusters(
    RawTable, name="raw.epoch_gpu_clusters", key=("record_key",), grain="record", group="clusters"
):
    """GPU clusters, supercomputers and announced sites, one row per record of Epoch AI.

    A name tells a record apart where it stands once. Chinese systems all bear one name and round
    figures: what they state tells them apart, and records that state the same are numbered.
    """

    record_key: str = columns.name_of_id("The name, or name, digest of what is stated, and number")
    cluster_name: str = column("Name; hundreds of anonymised systems share one")
    stated_content: str = column("What tells a record apart whose name does not", nullable=True)
    occurrence: int = column("Number among records that state the same", ge=1)
    status: str = column("Existing, Planned or Decommissioned")
    certainty: str = column("Confirmed, Likely or Unlikely", nullable=True)
    single_cluster: str = column("Yes, No or Unclear: one system at one site", nullable=True)
    h100e_count: float = measure("H100 equivalents by the highest rate of any format")
    chip_type_primary: str = column("Main chip, as in Epoch's hardware table", nullable=True)
    chip_primary_count: float = measure("Chips of the main type")
    country: str = column("Country of the site", nullable=True)
    owner: str = column("Owners, joined by commas", nullable=True)
    first_operational_date: pl.Date = column("First day; coarse dates are padded", nullable=True)
    note: str = column("Remarks", nullable=True)
    sector: str = column("Public, Private or both", nullable=True)
    power_capacity_mw: float = measure("Reported power, else calculated")
    hardware_cost_usd: float = measure("Reported cost, else calculated")
    location: str = column("Place", nullable=True)
    users: str = column("Users, joined by commas", nullable=True)
    hardware_note: str = column("Chips in words", nullable=True)
    quote: str = column("Words of the source", nullable=True)
    first_operational_note: str = column(
        "The date as stated: a day, month, quarter or year, or what is planned", nullable=True)
    certainty_note: str = column("Why it is uncertain", nullable=True)
    builds_upon: str = column("Name of the phase before", nullable=True)
    superseded_by: str = column("Name of the phase that contains it", nullable=True)
    is_possible_duplicate: bool = column("It may be another report of a listed cluster")
    possible_duplicate_of: str = column("Names of those clusters, joined by commas", nullable=True)
    chip_type_secondary: str = column("Second chip", nullable=True)
    chip_secondary_count: float = measure("Chips of the second type")
    chip_count: float = measure("All accelerators")
    supplier_primary: str = column("Maker of the main chip", nullable=True)
    supplier_secondary: str = column("Maker of the second chip", nullable=True)
    is_in_standard_analysis: bool = column("Epoch counts it in its own analyses")
    is_excluded: bool = column("Epoch excludes it; empty throughout so far")
    rank_when_first_operational: int = column("Rank by performance then", nullable=True, ge=1)
    max_op_per_s: float = measure("Highest rate of any format")
    performance_8_bit_op_per_s: float = measure("8-bit rate")
    performance_16_bit_op_per_s: float = measure("16-bit rate")
    performance_32_bit_op_per_s: float = measure("32-bit rate")
    calculated_power_mw: float = measure("Power calculated from chips")
    reported_power_mw: float = measure("Power as reported")
    energy_efficiency_per_w_op_per_s: float = measure("Highest rate per watt")
    calculated_cost_usd: float = measure("Cost calculated from chips")
    reported_cost_usd: float = measure("Cost as reported, nominal")
    reported_cost_deflated_usd: float = measure("Reported cost, adjusted for inflation by Epoch")
    cost_quote: str = column("Words of the source on cost", nullable=True)
    is_noteworthy: bool = column("Marked by Epoch")
    decommissioned_text: str = column("Day or month of the end of service", nullable=True,
                                       str_matches=r"^(19|20)\d\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$")
    largest_cluster_name: str = column("Largest cluster when it became operational", nullable=True)
    largest_cluster_share: float = measure("Its performance over that cluster's")
    source_1: str = column("Address of a source", nullable=True)
    source_2: str = column("Address of a source", nullable=True)
    source_3: str = column("Address of a source", nullable=True)
    source_4: str = column("Address of a source", nullable=True)
    source_5: str = column("Address of a source", nullable=True)

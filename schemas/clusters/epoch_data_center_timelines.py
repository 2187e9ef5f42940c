"""What a row of `raw.epoch_data_center_timelines` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.columns import column, measure
from schemas.raw import ObservationTable


class RawEpochDataCenterTimelines(
    ObservationTable, name="raw.epoch_data_center_timelines",
    key=("site_name", "milestone_date", "occurrence", "observed_date"),
    grain="site, milestone, occurrence and release", group="clusters",
    planned=("milestone_date",),
):
    """What stands, or will stand, at a site from a day on, as one release says.

    A day after that of the release is a projection; Epoch moves it when the day comes.
    """

    site_name: str = columns.name_of_id("Epoch's handle of the site")
    milestone_date: pl.Date = column("Day from which it holds")
    occurrence: int = column("Number among milestones of one site and day", ge=1)
    construction_status: str = column("What is seen or expected, in words", nullable=True)
    power_mw: float = measure("Power of the facility", ge=0)
    h100e_count: float = measure("H100 equivalents by the 8-bit rate", ge=0)
    operational_building_count: float = measure("Buildings in operation", ge=0)
    capital_cost_usd: float = measure("Capital cost so far, in dollars of 2025", ge=0)
    compute_cost_usd: float = measure("Of that for chips and network", ge=0)
    construction_cost_usd: float = measure("Of that for buildings", ge=0)
    performance_8_bit_op_per_s: float = measure("8-bit rate", ge=0)

"""What a row of `raw.epoch_data_centers` means."""

from __future__ import annotations

from schemas import columns
from schemas.columns import column, measure
from schemas.raw import RawTable


class RawEpochDataCenters(
    RawTable, name="raw.epoch_data_centers", key=("title",), grain="site", group="clusters"
):
    """Frontier data centers, with what Epoch AI says stands there now.

    Names of owners, users and projects carry a mark of how sure Epoch is: #confident, #likely or
    #speculative.
    """

    site_name: str = columns.name_of_id("Name that the timelines use: until January 2026 a handle of its own")
    title: str = columns.name_of_id("Shorter name, which outlasted the handles")
    country: str = column("Country, in later releases", nullable=True)
    project: str = column("Project, with a mark", nullable=True)
    address: str = column("Address", nullable=True)
    latitude_deg: float = measure("Latitude; published in degrees, minutes, seconds", ge=-90, le=90)
    longitude_deg: float = measure("Longitude; published likewise", ge=-180, le=180)
    owner: str = column("Owners, each with a mark", nullable=True)
    users: str = column("Users, each with a mark", nullable=True)
    investors: str = column("Investors, joined by commas", nullable=True)
    construction_companies: str = column("Builders, joined by commas", nullable=True)
    energy_companies: str = column("Suppliers of power, joined by commas", nullable=True)
    current_h100e_count: float = measure("H100 equivalents now", ge=0)
    current_power_mw: float = measure("Power now", ge=0)
    current_capital_cost_usd: float = measure("Capital cost so far, in dollars of 2025", ge=0)

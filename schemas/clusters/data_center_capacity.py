"""What stands at frontier data centers from which day on, and what is only expected there."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.clusters.cluster import CLUSTER_TIERS
from schemas.columns import TextList, column, measure

PHASES = ["construction", "operational"]


class DataCenterCapacityColumns(Table):
    """The state of one site from one day on."""

    site_id: str = column("Stable slug of the site", str_matches=columns.SLUG)
    capacity_date: pl.Date = column("Day from which it holds, until the site's next row")
    occurrence: int = column("Number among rows of one site and day", ge=1)
    site_name: str = column("Name of the site in its source")
    status: str = column("Whether any of it runs", isin=PHASES)
    power_mw: float = measure("Power of the facility; 0 while nothing runs", ge=0)
    h100e_count: float = measure("H100 equivalents by the dense 8-bit rate; 0 while nothing runs",
                                 ge=0)
    operational_building_count: float = measure("Buildings in operation", ge=0)
    capital_cost_usd: float = measure("Capital cost so far, in dollars of 2025", ge=0)
    as_stated_date: pl.Date = column("Day of the release that says so")
    note: str = column("What is seen or expected, in words", nullable=True)


class SeedDataCenterCapacity(
    DataCenterCapacityColumns, name="seed.data_center_capacity",
    key=("site_id", "capacity_date", "occurrence"),
    grain="site, day and occurrence", group="clusters", may_be_empty=True,
):
    """The state of frontier data centers at the end of 2025, where no release is at hand."""

    unknown: str = columns.unknown()
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreDataCenterCapacity(
    DataCenterCapacityColumns, name="core.data_center_capacity",
    question="Which sites are planned to draw the most power?",
    example=(
        "select site_id, max(capacity_date) as last_date, max(power_mw) as power_mw from "
        "core.data_center_capacity group by site_id order by power_mw desc nulls last limit 5"
    ),
    key=("site_id", "capacity_date", "occurrence"),
    grain="site, day and occurrence", group="clusters", may_be_empty=True,
):
    """Power and chips of frontier data centers over time, as the latest release states them.

    A row whose day lies after that release is a projection and no fact; it becomes none by the day
    coming, only by a later release that still states it. All figures are estimates from pictures,
    permits and plans.
    """

    is_projection: bool = column("Its day lies after the release that states it, or it repeats "
                                "what an earlier release expected of that day")
    value_basis: str = column("How the figures are known", isin=columns.BASES)
    cluster_id: str = column("Listed cluster at the site, see core.cluster", nullable=True,
                             str_matches=columns.SLUG)
    site_country_code: str = column("Country of that cluster, or as the source states it",
                                    nullable=True, str_matches=columns.COUNTRY)
    owner_organization_ids: TextList = column("Owners, see core.organization", nullable=True)
    owner_tier: str = column("How sure the source is of the first owner", nullable=True,
                             isin=CLUSTER_TIERS)
    user_organization_ids: TextList = column("Users, see core.organization", nullable=True)
    user_tier: str = column("How sure the source is of the first user", nullable=True,
                            isin=CLUSTER_TIERS)
    source_id: str = columns.source_id("Source of the row: `seed` or a source of meta.source")
    first_snapshot_id: str = column("Snapshot that states it; NULL for bundled rows", nullable=True)
    source_locator: str = column("Row of that source")

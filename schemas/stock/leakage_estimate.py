"""What a row of `seed.leakage_estimate` and `core.leakage_estimate` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.stock.chip_shipment import amount
from schemas.stock.chip_weight import party

SCENARIOS = ["smuggling_low", "smuggling_median", "smuggling_high", "tsmc_die_stock"]


PATHWAYS = ["diversion", "new_supply"]


class LeakageEstimateColumns(Table):
    """How many chips of which kind reached a country beside the declared sales, in one scenario."""

    leakage_estimate_id: str = column("Stable slug of the row", str_matches=columns.SLUG)
    scenario: str = column("Scenario it belongs to: a case, not a probability", isin=SCENARIOS)
    pathway: str = column("diversion: sold elsewhere first, so it moves; new_supply: never sold, "
                          "so it adds", isin=PATHWAYS)
    country_code: str = column("Country it reaches", str_matches=columns.COUNTRY)
    first_sale_country_code: str = column(
        "Country whose stock counts a diverted chip before; ZZZ: of no known country",
        nullable=True, str_matches=columns.COUNTRY)
    period_start_date: pl.Date = column("First day of the period; arrivals are spread evenly over it")
    period_end_date: pl.Date = column("Last day of the period")
    chip_id: str = columns.chip_id()
    chip_share: float = column("Mix: share of this chip in the number", gt=0, le=1)
    unit_count_low: float = amount("Low end of what the publisher states for the whole period")
    unit_count: float = column("Chips or dies of all kinds in the period, in this scenario", ge=0)
    unit_count_high: float = amount("High end of what the publisher states for the whole period")
    unit_count_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    h100e_per_unit_ratio: float = column("H100 equivalents of one, where the publisher counts them; "
                                         "NULL: by core.chip_weight", nullable=True, gt=0)
    retention_share: float = column("Share that stays and works", gt=0, le=1)
    retention_share_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    publisher_id: str = party("Who estimated it")
    note: str = column("What a reader must know", nullable=True)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class SeedLeakageEstimate(LeakageEstimateColumns, name="seed.leakage_estimate",
                          key=("leakage_estimate_id",), grain="estimate", group="stock"):
    """Published estimates of smuggled chips and undeclared dies, curated with a citation per row."""


class CoreLeakageEstimate(LeakageEstimateColumns, name="core.leakage_estimate",
                          key=("leakage_estimate_id",), grain="estimate", group="stock"):
    """Leakage by scenario, with the H100 equivalents of each row."""

    arrived_h100e_count: float = column(
        "number x mix x weight x retention, dense 8-bit H100 equivalents of the whole period", ge=0)
    weight_publisher_id: str = party("Whose weight counts it")

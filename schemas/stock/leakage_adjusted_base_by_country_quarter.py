"""What a row of `metric.leakage_adjusted_base_by_country_quarter` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.stock.chip_shipment import amount
from schemas.stock.chip_weight import h100e_basis
from schemas.stock.leakage_estimate import SCENARIOS
from schemas.stock.stock_columns import correlation, country, is_incomplete


class LeakageAdjustedBaseByCountryQuarter(
    Table, name="metric.leakage_adjusted_base_by_country_quarter",
    question="How much does smuggling add to China's compute?",
    example=(
        "select scenario, base_stock_h100e_count, stock_h100e_count from "
        "metric.leakage_adjusted_base_by_country_quarter where country_code = 'CHN' and "
        "quarter_end_date = date '2025-12-31' and correlation_ratio = 0.5 order by scenario"
    ),
    key=("country_code", "quarter_end_date", "scenario", "correlation_ratio"),
    grain="country, quarter, scenario and correlation",
    group="stock", time_axis="quarter_end_date",
    coverage=("chip_shipment/*",),
    counts=("chip_shipment",),
):
    """The stock with smuggled chips moved to where they went and undeclared dies added (M14).

    Scenarios are cases, not probabilities; show `none` beside `smuggling_median`. Diverted chips
    were sold elsewhere and move; dies were never sold and add, less what already shipped in chips.
    Dense 8-bit H100 equivalents, without retirement.
    """

    country_code: str = country()
    quarter_end_date: pl.Date = column("Last day of the quarter")
    scenario: str = column("Case, see core.leakage_estimate", isin=["none", *SCENARIOS])
    correlation_ratio: float = correlation()
    h100e_basis: str = h100e_basis()
    base_stock_h100e_count: float = column("Stock before the scenario, median", ge=0)
    leakage_h100e_count: float = column("What the scenario adds up to this quarter, median; "
                                        "negative where it takes away")
    leakage_chip_count: float = column("Chips that have moved by then, in the scenario; zero where "
                                       "dies are counted instead")
    stock_h100e_count_low: float = amount("5th percentile")
    stock_h100e_count: float = column("Stock in the scenario, median", ge=0)
    stock_h100e_count_high: float = amount("95th percentile")
    stock_h100e_count_basis: str = column("Weakest of what it is made of", isin=columns.BASES)
    world_share_low: float = column("5th percentile", ge=0, le=1)
    world_share: float = column("Share of the world's stock in the scenario, median", ge=0, le=1)
    world_share_high: float = column("95th percentile", ge=0, le=1)
    is_share_quotable: bool = columns.is_quotable("world_share")
    is_incomplete: bool = is_incomplete()
    interval_kind: str = column("scenario: within one, the 5th to 95th percentile of the draws",
                                isin=["scenario"])
    input_row_count: int = column("Statements and estimates used", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

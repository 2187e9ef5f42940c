"""What is made of the stock: shares of the flow, leakage, deployment and use for training."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.installed_base import correlation, country
from schemas.shipments import SCENARIOS, amount, h100e_basis, party


class FlowShareByCountryQuarter(
    Table, name="metric.flow_share_by_country_quarter",
    key=("country_code", "designer_id", "quarter_end_date", "h100e_basis", "correlation_ratio"),
    group="stock",
):
    """Share of a quarter's new compute that went to owners of a country: additions / additions (M13).

    Drawn jointly, the country as a part of the total. Modelled allocation, not customs data.
    """

    country_code: str = country()
    designer_id: str = party("Designer of the chips; `all` for all that are covered")
    quarter_end_date: pl.Date = column("Last day of the calendar quarter")
    h100e_basis: str = h100e_basis()
    correlation_ratio: float = correlation()
    flow_h100e_count_low: float = amount("5th percentile")
    flow_h100e_count: float = column("Gross additions of the country, median", ge=0)
    flow_h100e_count_high: float = amount("95th percentile")
    world_flow_h100e_count_low: float = amount("5th percentile")
    world_flow_h100e_count: float = column("Gross additions of the world, median", gt=0)
    world_flow_h100e_count_high: float = amount("95th percentile")
    flow_share_low: float = column("5th percentile", ge=0, le=1)
    flow_share: float = column("Share of the country, median of the ratio", ge=0, le=1)
    flow_share_high: float = column("95th percentile", ge=0, le=1)
    flow_share_basis: str = column("Weakest of what it is made of", isin=columns.BASES)
    clipped_draw_share: float = column("Share of draws in which a part exceeded its whole and was "
                                       "cut to it", ge=0, le=1)
    covered_designer_ids: TextList = column("Designers whose sales are in the total")
    is_incomplete: bool = column("A part of the quarter, or of the owners, is not known")
    interval_kind: str = column("ci90", isin=["ci90"])
    input_row_count: int = column("Statements used, see core.chip_shipment", gt=0)


class LeakageAdjustedBaseByCountryQuarter(
    Table, name="metric.leakage_adjusted_base_by_country_quarter",
    key=("country_code", "quarter_end_date", "scenario", "correlation_ratio"), group="stock",
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
    is_incomplete: bool = column("Not all of it is known up to this quarter")
    interval_kind: str = column("scenario: within one, the 5th to 95th percentile of the draws",
                                isin=["scenario"])
    input_row_count: int = column("Statements and estimates used", gt=0)


class DeployedBaseByCountryQuarter(
    Table, name="metric.deployed_base_by_country_quarter",
    key=("country_code", "quarter_end_date", "h100e_basis", "survival_model", "correlation_ratio"),
    group="stock",
):
    """Stock that runs: sold x deployed share, a prior from one worldwide comparison (M15).

    Not for single firms or distant years.
    """

    country_code: str = country()
    quarter_end_date: pl.Date = column("Last day of the quarter")
    h100e_basis: str = h100e_basis()
    survival_model: str = column("As in metric.installed_base_by_country_quarter",
                                 isin=["none", "lognormal_5y"])
    correlation_ratio: float = correlation()
    sold_h100e_count: float = column("Stock sold, median", ge=0)
    deployed_h100e_count_low: float = amount("5th percentile")
    deployed_h100e_count: float = column("Stock deployed, median", ge=0)
    deployed_h100e_count_high: float = amount("95th percentile")
    deployed_h100e_count_basis: str = column("imputed: the share is an assumption",
                                             isin=["imputed"])
    is_incomplete: bool = column("Not all of it is known up to this quarter")
    constant_ids: TextList = column("Assumptions used, see core.model_constant")
    interval_kind: str = column("ci90", isin=["ci90"])
    input_row_count: int = column("Statements used, see core.chip_shipment", gt=0)


class TrainingShareByCountryYear(
    Table, name="metric.training_share_by_country_year",
    key=("country_code", "year", "h100e_basis"), group="stock", may_be_empty=True,
):
    """Share of a country's allocated chip-hours that disclosed training runs used (M27).

    Always a lower bound: most runs are not disclosed. A run counts in the years it was trained in,
    for the country of its developer, whoever owned the chips.
    """

    country_code: str = country()
    year: int = column("Calendar year", gt=1990)
    h100e_basis: str = h100e_basis()
    run_h100e_hour_count: float = column("H100 equivalent hours of the disclosed runs", gt=0)
    run_count: int = column("Runs", gt=0)
    mean_stock_h100e_count: float = column("Mean stock of the year's quarters, median", gt=0)
    training_share_low: float = column("5th percentile", ge=0)
    training_share: float = column("Share of allocated chip-hours, median; above 1 where runs used "
                                   "chips that the country's owners do not hold", ge=0)
    training_share_high: float = column("95th percentile", ge=0)
    training_share_basis: str = column("Weakest of what it is made of", isin=columns.BASES)
    constant_ids: TextList = column("Assumptions used, see core.model_constant")
    interval_kind: str = column("ci90", isin=["ci90"])
    input_row_count: int = column("Runs and statements used", gt=0)

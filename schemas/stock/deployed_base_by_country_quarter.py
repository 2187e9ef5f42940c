"""What a row of `metric.deployed_base_by_country_quarter` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.stock.chip_shipment import amount
from schemas.stock.chip_weight import h100e_basis
from schemas.stock.stock_columns import correlation, country, is_incomplete


class DeployedBaseByCountryQuarter(
    Table, name="metric.deployed_base_by_country_quarter",
    question="How many of the chips sold run?",
    example=(
        "select country_code, deployed_h100e_count_low, deployed_h100e_count, "
        "deployed_h100e_count_high from metric.deployed_base_by_country_quarter where "
        "quarter_end_date = date '2025-12-31' and h100e_basis = 'dense_int8' and survival_model = "
        "'none' and correlation_ratio = 0.5 order by country_code"
    ),
    key=("country_code", "quarter_end_date", "h100e_basis", "survival_model", "correlation_ratio"),
    grain="country, quarter, basis, survival model and correlation",
    group="stock", time_axis="quarter_end_date",
    coverage=("chip_shipment/*",),
    counts=("chip_shipment",),
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
    is_incomplete: bool = is_incomplete()
    constant_ids: TextList = column("Assumptions used, see core.model_constant")
    interval_kind: str = column("ci90", isin=["ci90"])
    input_row_count: int = column("Statements used, see core.chip_shipment", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

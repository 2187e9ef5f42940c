"""The columns that tables of stock and flow share."""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.stock.chip_shipment import amount
from schemas.stock.chip_weight import h100e_basis, party

SURVIVAL_MODELS = ["none", "lognormal_5y"]


METHODS = ["published", "monte_carlo"]


def country() -> Any:
    """A country, or one of the two sums that are none."""
    return column("Country of the owner's headquarters; WLD: the world; ZZZ: of no stated country",
                  str_matches=columns.COUNTRY)


def correlation() -> Any:
    """How strongly any two statements are assumed to err together."""
    return column("Assumed correlation between any two statements that are added: 0, 0.5 or 1",
                  ge=0, le=1)


def is_incomplete() -> Any:
    """Whether a stock lacks something that it has in another quarter."""
    return column("Not all of it is known up to this quarter and the rest is carried on, or a designer "
                  "that it counts later is not covered yet")


class StockColumns(Table):
    """What stands in every table of stock."""

    designer_id: str = party("Designer of the chips; `all` for all that are covered")
    quarter_end_date: pl.Date = column("Last day of the quarter")
    h100e_basis: str = h100e_basis()
    survival_model: str = column("none: every chip sold still counts; lognormal_5y: the median chip "
                                 "lives five years, by core.model_constant", isin=SURVIVAL_MODELS)
    correlation_ratio: float = correlation()
    stock_h100e_count_low: float = amount("5th percentile")
    stock_h100e_count: float = column("Median of the stock", ge=0)
    stock_h100e_count_high: float = amount("95th percentile")
    is_quotable: bool = columns.is_quotable("stock_h100e_count")
    stock_h100e_count_basis: str = column("Weakest of what it is made of", isin=columns.BASES)
    interval_kind: str = column("ci90; NULL where the source states no interval", nullable=True,
                                isin=["ci90"])
    method: str = column("published: the publisher's own percentiles, whatever the correlation; "
                         "monte_carlo: sums of draws", isin=METHODS)
    is_incomplete: bool = is_incomplete()
    complete_since_date: pl.Date = column(
        "Day on which the last of the designers in the row enters the data: growth before it is "
        "partly growth of the coverage")
    constant_ids: TextList = column("Assumptions used, see core.model_constant")
    input_row_count: int = column("Statements used, see core.chip_shipment", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

"""How much AI compute has been sold, to whom and where: stock and flow in H100 equivalents."""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.shipments import OWNER_KINDS, amount, chip_or_all, h100e_basis, party

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
    stock_h100e_count_basis: str = column("Weakest of what it is made of", isin=columns.BASES)
    interval_kind: str = column("ci90; NULL where the source states no interval", nullable=True,
                                isin=["ci90"])
    method: str = column("published: the publisher's own percentiles, whatever the correlation; "
                         "monte_carlo: sums of draws", isin=METHODS)
    is_incomplete: bool = column("Not all of it is known up to this quarter; the rest is carried on")
    complete_since_date: pl.Date = column(
        "Day on which the last of the designers in the row enters the data: growth before it is "
        "partly growth of the coverage")
    constant_ids: TextList = column("Assumptions used, see core.model_constant")
    input_row_count: int = column("Statements used, see core.chip_shipment", gt=0)


class InstalledBaseByOwnerQuarter(
    StockColumns, name="metric.installed_base_by_owner_quarter",
    key=("owner_id", "designer_id", "chip_id", "quarter_end_date", "h100e_basis",
         "survival_model", "correlation_ratio"),
    group="stock",
):
    """Chips sold to an owner up to a quarter, in H100 equivalents, by designer and chip (M12).

    Stock = sum of flows x survival. Medians are never added: sums are 10,000 seeded draws at each
    of three correlations. Sold is not deployed, and an owner is not the user.
    """

    owner_id: str = party("Owner, see seed.chip_owner; `all` for all sales")
    owner_kind: str = column("all owners, an organization, all of a country, or the rest",
                             isin=OWNER_KINDS)
    chip_id: str = chip_or_all()


class InstalledBaseByCountryQuarter(
    StockColumns, name="metric.installed_base_by_country_quarter",
    key=("country_code", "designer_id", "quarter_end_date", "h100e_basis", "survival_model",
         "correlation_ratio"),
    group="stock",
):
    """Chips sold to owners of a country up to a quarter, in H100 equivalents (M12).

    By the owner's headquarters, wherever the chips stand. The world is the sum of all sales, not of
    the countries. A firm inside a country's aggregate is not added to it.
    """

    country_code: str = country()


class ChipStockByCountryQuarter(
    Table, name="metric.chip_stock_by_country_quarter",
    key=("country_code", "designer_id", "chip_id", "quarter_end_date", "h100e_basis"),
    group="stock",
):
    """Stock and additions of one kind of chip in a country, for joins with rules on that chip (M12).

    Without retirement; sums over owners at correlation 0.5.
    """

    country_code: str = country()
    designer_id: str = party("Designer of the chip")
    chip_id: str = column("Chip, see core.chip; it stands for its variants",
                          str_matches=columns.SLUG)
    quarter_end_date: pl.Date = column("Last day of the quarter")
    h100e_basis: str = h100e_basis()
    stock_chip_count_low: float = amount("5th percentile")
    stock_chip_count: float = amount("Chips sold up to the end of the quarter")
    stock_chip_count_high: float = amount("95th percentile")
    stock_h100e_count_low: float = amount("5th percentile")
    stock_h100e_count: float = column("Their H100 equivalents", ge=0)
    stock_h100e_count_high: float = amount("95th percentile")
    flow_chip_count: float = amount("Chips sold in the quarter; zero where none were")
    flow_h100e_count_low: float = amount("5th percentile")
    flow_h100e_count: float = amount("Their H100 equivalents")
    flow_h100e_count_high: float = amount("95th percentile")
    is_incomplete: bool = column("Not all of it is known up to this quarter; the rest is carried on")
    interval_kind: str = column("ci90; NULL where the source states no interval", nullable=True,
                                isin=["ci90"])
    input_row_count: int = column("Statements used, see core.chip_shipment", gt=0)

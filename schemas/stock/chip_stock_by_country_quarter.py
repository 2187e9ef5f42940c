"""What a row of `metric.chip_stock_by_country_quarter` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.stock.chip_shipment import amount
from schemas.stock.chip_weight import h100e_basis, party
from schemas.stock.stock_columns import country, is_incomplete


class ChipStockByCountryQuarter(
    Table, name="metric.chip_stock_by_country_quarter",
    question="How many H20 does China hold?",
    example=(
        "select quarter_end_date, chip_id, stock_chip_count from "
        "metric.chip_stock_by_country_quarter where country_code = 'CHN' and chip_id = 'nvidia-h20'"
        " and h100e_basis = 'dense_int8' order by quarter_end_date desc limit 4"
    ),
    key=("country_code", "designer_id", "chip_id", "quarter_end_date", "h100e_basis"),
    grain="country, designer, chip, quarter and basis",
    group="stock", time_axis="quarter_end_date",
    coverage=("chip_shipment/*",),
    counts=("chip_shipment",),
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
    is_stock_quotable: bool = columns.is_quotable("stock_chip_count", "stock_h100e_count")
    is_flow_quotable: bool = columns.is_quotable("flow_h100e_count")
    is_incomplete: bool = is_incomplete()
    interval_kind: str = column("ci90; NULL where the source states no interval", nullable=True,
                                isin=["ci90"])
    input_row_count: int = column("Statements used, see core.chip_shipment", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

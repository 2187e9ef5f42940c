"""What a row of `metric.flow_share_by_country_quarter` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.stock.chip_shipment import amount
from schemas.stock.chip_weight import h100e_basis, party
from schemas.stock.stock_columns import correlation, country


class FlowShareByCountryQuarter(
    Table, name="metric.flow_share_by_country_quarter",
    question="Which share of new compute went to owners in China?",
    example=(
        "select quarter_end_date, flow_share_low, flow_share, flow_share_high from "
        "metric.flow_share_by_country_quarter where country_code = 'CHN' and designer_id = 'all' "
        "and h100e_basis = 'dense_int8' and correlation_ratio = 0.5 order by quarter_end_date desc "
        "limit 4"
    ),
    key=("country_code", "designer_id", "quarter_end_date", "h100e_basis", "correlation_ratio"),
    grain="country, designer, quarter, basis and correlation",
    group="stock", time_axis="quarter_end_date",
    coverage=("chip_shipment/*",),
    counts=("chip_shipment",),
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
    is_flow_quotable: bool = columns.is_quotable("flow_h100e_count")
    is_share_quotable: bool = columns.is_quotable("flow_share")
    flow_share_basis: str = column("Weakest of what it is made of", isin=columns.BASES)
    clipped_draw_share: float = column("Share of draws in which a part exceeded its whole and was "
                                       "cut to it", ge=0, le=1)
    covered_designer_ids: TextList = column(
        "Designers on both sides of the share: their sales of the quarter are known by owner")
    uncovered_designer_ids: TextList = column(
        "Designers on neither side, since theirs are not known; a share of other designers than in "
        "another quarter does not compare with it")
    is_incomplete: bool = column("A designer, a part of the quarter, or of the owners is not known")
    interval_kind: str = column("ci90", isin=["ci90"])
    input_row_count: int = column("Statements used, see core.chip_shipment", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

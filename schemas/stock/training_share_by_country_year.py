"""What a row of `metric.training_share_by_country_year` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.stock.chip_weight import h100e_basis
from schemas.stock.stock_columns import country


class TrainingShareByCountryYear(
    Table, name="metric.training_share_by_country_year",
    question="Which share, at least, of a country's chip-hours do disclosed training runs explain?",
    example=(
        "select country_code, year, training_share, training_share_basis from "
        "metric.training_share_by_country_year where h100e_basis = 'dense_int8' "
        "order by year desc, country_code limit 5"
    ),
    key=("country_code", "year", "h100e_basis"),
    grain="country, year and basis", group="stock", time_axis="year", may_be_empty=True,
    coverage=("chip_shipment/*", "training_compute"),
    counts=("chip_shipment", "run_with_hours"),
):
    """Share of a country's allocated chip-hours that disclosed training runs used (M27).

    A lower bound, since most runs are not disclosed: of years in which every designer of the stock is
    covered, for runs on chips that the stock does not count would be compared with too little. A run
    counts in the years it was trained in, for the country of its developer, whoever owned the chips.
    """

    country_code: str = country()
    year: int = column("Calendar year", gt=1990)
    h100e_basis: str = h100e_basis()
    run_h100e_hour_count: float = column("H100 equivalent hours of the disclosed runs", gt=0)
    run_count: int = column("Runs", gt=0)
    mean_stock_h100e_count: float = column("Mean stock of the year's quarters, median", gt=0)
    training_share: float = column(
        "At least this share of allocated chip-hours, at the median stock; above 1 where runs used "
        "chips that the country's owners do not hold", ge=0)
    training_share_basis: str = column("A bound, which has no interval", isin=[columns.LOWER_BOUND])
    constant_ids: TextList = column("Assumptions used, see core.model_constant")
    input_row_count: int = column("Runs and statements used", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

"""What a row of `step.price_level_by_model` means."""

from __future__ import annotations

import polars as pl

from schemas.base import Table
from schemas.columns import column
from schemas.models.model_release import model_id


class PriceLevelByModel(
    Table, name="step.price_level_by_model", key=("model_id",), grain="model", group="costs",
    may_be_empty=True,
):
    """What turns a run's cost into dollars of 2023, and what its electricity cost (M18).

    The index is that of the month in which the model was published, the electricity price the average
    of that year; for years without one, that of the nearest.
    """

    model_id: str = model_id()
    deflator_id: str = column("Index that turns nominal into 2023 dollars")
    deflator_month_date: pl.Date = column("Month of the index; NULL before its first", nullable=True)
    to_2023_ratio: float = column("Dollars of 2023 for a dollar of that month", nullable=True, gt=0)
    price_year: int = column("Year of the electricity price; NULL where none is known", nullable=True)
    price_per_kwh_usd: float = column("Average price of a kilowatt-hour for American industry, nominal",
                                      nullable=True, gt=0)

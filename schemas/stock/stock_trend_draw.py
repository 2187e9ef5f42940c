"""What a row of `step.stock_trend_draw` means."""

from __future__ import annotations

import polars as pl

from schemas.base import Table
from schemas.columns import column
from schemas.stock.chip_weight import party
from schemas.stock.stock_columns import SURVIVAL_MODELS, country


class StockTrendDraw(
    Table, name="step.stock_trend_draw",
    key=("country_code", "designer_id", "survival_model", "quarter_end_date", "draw_number"),
    grain="country, designer, survival model, quarter and draw",
    group="stock", may_be_empty=True, coverage=("chip_shipment/*",),
):
    """Draws of a country's stock over all its quarters, so that a trend of it errs as the stock does.

    A running total errs the same way from quarter to quarter: its points are no independent ones.
    """

    country_code: str = country()
    designer_id: str = party("Designer of the chips; `all` for all that are covered")
    survival_model: str = column("Which chips still count", isin=SURVIVAL_MODELS)
    quarter_end_date: pl.Date = column("Last day of the quarter")
    draw_number: int = column("One way in which all statements may err", ge=0)
    stock_h100e_count: float = column("Stock in that draw, H100 equivalents (dense 8-bit)", gt=0)

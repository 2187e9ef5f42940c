"""What a row of `step.acquisition_price_by_model` means."""

from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.costs.purchase_price_by_chip import PurchasePriceColumns
from schemas.models.model_release import model_id


class AcquisitionPriceByModel(
    PurchasePriceColumns, name="step.acquisition_price_by_model", key=("model_id",),
    grain="model", group="costs",
    may_be_empty=True,
):
    """The purchase price at which the hardware of a model's run is costed (M18).

    Of the prices known by the start of training the first outside China whose note names a DGX
    system, else the first of any; a later price only where none before it is known.
    """

    model_id: str = model_id()
    training_start_date: pl.Date = column("First day of training, by when it had been bought")
    is_price_later: bool = column("The price is of a day after that: none before is known")

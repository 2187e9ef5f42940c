"""What a row of `raw.epoch_large_scale_models` means."""

from __future__ import annotations

from schemas.columns import measure
from schemas.models.epoch_models import KEY, EpochModelColumns


class RawEpochLargeScaleModels(
    EpochModelColumns, name="raw.epoch_large_scale_models", key=KEY,
    grain="model and occurrence", group="models"
):
    """Models trained with more than 1e23 FLOP; in July 2024 also headed compute-intensive systems."""

    training_cost_cloud_usd_2023: float = measure("Cost by rented hardware, since November 2025")
    training_cost_upfront_usd_2023: float = measure("Price of the hardware, since November 2025")

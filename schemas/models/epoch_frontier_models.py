"""What a row of `raw.epoch_frontier_models` means."""

from __future__ import annotations

from schemas.models.epoch_models import KEY, HardwareColumns


class RawEpochFrontierModels(
    HardwareColumns, name="raw.epoch_frontier_models", key=KEY,
    grain="model and occurrence", group="models"
):
    """Models that were among the ten largest by training compute when they were released."""

"""What a row of `raw.epoch_notable_models` means."""

from __future__ import annotations

from schemas.columns import TextList, column
from schemas.models.epoch_models import KEY, TrainingColumns


class RawEpochNotableModels(
    TrainingColumns, name="raw.epoch_notable_models", key=KEY,
    grain="model and occurrence", group="models"
):
    """Models that advanced the state of the art, were widely used or cited, or cost much."""

    notability_criteria: TextList = column("Why it counts as notable", nullable=True)
    is_frontier: bool = column(
        "Ticked as among the ten largest when released, since February 2025; NULL: not ticked",
        nullable=True)

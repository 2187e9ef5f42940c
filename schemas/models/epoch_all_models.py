"""What a row of `raw.epoch_all_models` means."""

from __future__ import annotations

from schemas.columns import TextList, column
from schemas.models.epoch_models import KEY, HardwareColumns


class RawEpochAllModels(
    HardwareColumns, name="raw.epoch_all_models", key=KEY,
    grain="model and occurrence", group="models"):
    """All models Epoch AI has registered since 1950, with those it leaves out of its public lists.

    Until November 2024 the exports held records marked Exclude; the public list of July 2024 and
    all later ones do not, and say nothing of them: they stay, marked is_excluded.
    """

    notability_criteria: TextList = column(
        "Why it counts as notable; in lists that have the column, NULL: not notable", nullable=True)
    is_excluded: bool = column("Marked by Epoch as left out of its public lists")

"""What a row of `seed.model_reasoning` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.models.model_release import model_id


class SeedModelReasoning(
    Table, name="seed.model_reasoning", key=("model_id",),
    grain="model", group="models", may_be_empty=True,
):
    """Whether a model can spend thinking tokens before it answers, where a list says so.

    One that cannot never reasons; of one that can, only the mark of a scored version says whether it
    did. A model that is not here is not known to do either.
    """

    model_id: str = model_id()
    can_reason: bool = column("It can spend thinking tokens")
    citation: str = columns.citation()

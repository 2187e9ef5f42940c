"""What a row of `core.model_release_fact` means."""

from __future__ import annotations

from schemas.facts import FactColumns
from schemas.models.model_release import model_id


class CoreModelReleaseFact(
    FactColumns, name="core.model_release_fact",
    question="Who says how much compute DeepSeek-V3 took?",
    example=(
        "select source_id, value, is_chosen, citation from core.model_release_fact where model_id ="
        " 'deepseek-v3' and attribute = 'compute_flop' order by all"
    ),
    key=("model_id", "attribute", "source_id", "source_key"),
    grain="model, attribute, source and record", group="models", may_be_empty=True,
    free_ids=("model_id",),
):
    """Every statement about a model, by source; a conflict is two rows with different values.

    Beside the columns of core.model_release, some sources state number_format, mfu_share,
    finetune_compute_flop and publisher_cost_usd_2023.
    """

    model_id: str = model_id()

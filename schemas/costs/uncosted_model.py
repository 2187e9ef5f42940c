"""What a row of `step.uncosted_model` means.

Why one method knows no cost of a model that others do is told in training_cost_by_model_method.py.
"""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column
from schemas.costs.run_utilization import CONTRADICTIONS
from schemas.models.model_release import model_id

REASONS = ["trained_on_from_another", "chip_unknown", "chip_not_costed", "chip_hours_unknown"]


class UncostedModel(
    Table, name="step.uncosted_model", is_published=True, key=("model_id",), grain="model",
    group="costs", may_be_empty=True,
):
    """Models of whose final run no cost is known by any method, and why: the first reason that holds."""

    model_id: str = model_id()
    reason_code: str = column(
        "trained_on_from_another: only runs from the start are costed; chip_unknown: nobody says on which "
        "chips; chip_not_costed: on several kinds, or on one without a peak or a price; "
        "chip_hours_unknown: neither chip-hours nor compute; else which cells of a run contradict each "
        "other, see step.run_utilization", isin=[*REASONS, *CONTRADICTIONS])

"""What a row of `step.run_utilization` means.

What chip-hours are counted for a model, of which source, is told in training_chip_hours_by_model.py.
"""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure
from schemas.models.model_release import model_id

CONTRADICTIONS = ["more_compute_than_hours_allow", "less_compute_than_hours_tell",
                  "less_compute_than_parameters_tell"]


BELIEVED = ["compute", "hours", "neither"]


class RunUtilization(
    Table, name="step.run_utilization", is_published=True, key=("training_run_id",), grain="run",
    group="costs", may_be_empty=True,
):
    """Runs on one kind of chip, and whether their compute, hours and parameters can be true together.

    compute / (chip-hours x dense peak). Where it lies outside what chips are known to do, errors of the
    inputs allowed for, one of the cells tells of a part: of one stage, of days where hours are meant, of
    thousandths. So the larger is believed, in costs and in trends alike. Compute that stands against the
    parameters of a language model alone, of which neither hours nor tokens are known, counts for nothing.
    """

    training_run_id: str = column("Stable slug of the run", str_matches=columns.SLUG)
    model_id: str = model_id()
    source_id: str = columns.source_id("Source of the row: `seed` or a source of meta.source")
    is_whole: bool = column("The row is of all of training, not of a phase")
    chip_id: str = columns.chip_id()
    is_form_assumed: bool = column("The source names the chip's family alone, see core.costing_chip")
    compute_flop: float = measure("Compute of the run; of the model where its source has one row")
    compute_flop_basis: str = column("reported, estimated or imputed", nullable=True,
                                     isin=columns.BASES)
    training_chip_hour_count: float = measure("Chip-hours as stated, else chips x hours")
    utilization_ratio: float = column("Compute over what the chips do at their peak in the hours; NULL: "
                                      "one of them is not known", nullable=True, gt=0)
    least_utilization_ratio: float = column("Least that errors of the cells explain", gt=0)
    most_utilization_ratio: float = column("Most that chips are known to do", gt=0)
    reason_code: str = column(
        "Which cells contradict each other; NULL: none; more_compute_than_hours_allow: the chips cannot "
        "have done it; less_compute_than_hours_tell: errors of the cells do not explain so little; "
        "less_compute_than_parameters_tell: too few tokens for them", nullable=True, isin=CONTRADICTIONS)
    believed_cell: str = column(
        "Which of them counts, in costs and trends; NULL where they agree; compute: it, and hours reckoned "
        "from it; hours: they, and no compute; neither: no hours are known", nullable=True, isin=BELIEVED)

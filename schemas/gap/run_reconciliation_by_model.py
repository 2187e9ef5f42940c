"""What a row of `metric.run_reconciliation_by_model` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.models.model_release import model_id
from schemas.models.training_run import PHASES, TRAINING_FORMATS


class RunReconciliationByModel(
    Table, name="metric.run_reconciliation_by_model", key=("model_id", "phase", "training_run_id"),
    grain="model, phase and run",
    group="gap", may_be_empty=True,
    counts=("run_with_parts",),
):
    """Operations-based against hardware-based compute of one run (M06).

    ops = 6 x active parameters x tokens (repeats included); hardware = chip-hours x 3600 x dense peak
    of the format trained in x MFU. All-in chip-hours hold downtime, so this MFU is below one measured
    on steps; 6ND ignores attention and recomputation.
    """

    model_id: str = model_id()
    phase: str = column("Which part of training", isin=PHASES)
    training_run_id: str = column("Run, see core.training_run", str_matches=columns.SLUG)
    number_format: str = column("Format of the matrix products, whose peak is used", nullable=True,
                                isin=TRAINING_FORMATS)
    chip_id: str = column("Chip it ran on", nullable=True, str_matches=columns.SLUG)
    confidence_tier: str = column("How sure the source is of the model's compute", nullable=True)
    is_fine_tune: bool = column("Trained from a listed model: its compute may count that one's again")
    active_parameter_count: float = measure("Parameters used per token")
    dataset_token_count: float = measure("Tokens of this phase, repeats included; NULL where the data is "
                                         "counted in images, games or documents")
    training_chip_hour_count: float = measure("Chip-hours")
    peak_dense_flop_per_s: float = measure("Dense peak of the chip in this format")
    ops_flop: float = measure("6 x active parameters x tokens")
    hardware_flop_low: float = measure("At the low end of the MFU")
    hardware_flop: float = measure("Chip-hours x 3600 x peak x MFU")
    hardware_flop_high: float = measure("At the high end of the MFU")
    hardware_flop_basis: str = column("Weakest basis of the inputs", nullable=True,
                                      isin=columns.BASES)
    implied_mfu_share: float = measure("MFU at which both counts agree; above 1 the inputs are wrong")
    mfu_share: float = measure("MFU used")
    mfu_share_basis: str = column("As the run's source says it, estimated where that does not say; imputed "
                                  "from the prior", nullable=True, isin=columns.BASES)
    recon_log10_ratio_low: float = column("At the high end of the MFU", nullable=True)
    recon_log10_ratio: float = column("log10 of ops by hardware compute", nullable=True)
    recon_log10_ratio_high: float = column("At the low end of the MFU", nullable=True)
    is_alert: bool = column("Further apart than recon_alert_log10_ratio; NULL without a ratio",
                            nullable=True)
    interval_kind: str = column("ci90, where the MFU is the prior", nullable=True, isin=["ci90"])
    reason_code: str = column(
        "First input that is missing for the comparison", nullable=True,
        isin=["parameters_unknown", "tokens_unknown", "data_not_in_tokens", "chip_hours_unknown",
              "chip_unknown", "format_unknown", "peak_unknown"])
    input_row_count: int = column("Rows that entered the value", gt=0)
    constant_ids: TextList = column("Assumptions used, see core.model_constant")

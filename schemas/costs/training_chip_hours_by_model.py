"""What a row of `metric.training_chip_hours_by_model` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.costs.costing_family_by_chip import FAMILIES
from schemas.models.model_release import model_id
from schemas.models.training_run import PHASES

CHIP_HOURS_METHODS = ["reported", "count_x_hours", "compute"]


START_BASES = ["reported", "inferred"]


class TrainingChipHoursByModel(
    Table, name="metric.training_chip_hours_by_model", key=("model_id",),
    grain="model", group="costs",
    may_be_empty=True,
    counts=("run_cost",),
):
    """Chip-hours of the final run of every base model with one known kind of chip (M18).

    Reported, else chips x hours, else compute / (dense peak x utilization), of a source's row for
    all of training, else of its phases together. Fine-tunes and runs on several kinds of chips are left out.
    """

    model_id: str = model_id()
    model_name: str = column("Name in common use")
    release_date: pl.Date = column("Day it was published or released")
    organization_ids: TextList = column("Developers", nullable=True)
    is_frontier: bool = column("Among the ten largest by compute when released; NULL: no source says so",
                               nullable=True)
    chip_id: str = columns.chip_id()
    chip_name: str = column("Name of the chip")
    is_form_assumed: bool = column("The source names the chip's family alone, see core.costing_chip")
    chip_family: str = column("Chips that share a server price and a power multiplier",
                              isin=FAMILIES)
    is_tpu: bool = column("A TPU, which nobody buys")
    tdp_w: float = measure("Thermal design power of one chip")
    is_power_assumed: bool = column("The power is the constant tpu_v4_power_w: no source states it")
    server_power_constant_id: str = column("Constant with its server's power per chip over its own")
    server_overhead_constant_id: str = column("Constant with its server's price over its own")
    pue_class: str = column("Which power usage effectiveness holds",
                            isin=["hyperscaler", "other"])
    run_source_id: str = columns.source_id("Source of the runs that are added up")
    phases: TextList = column(f"Phases in it, of {', '.join(PHASES)}")
    training_chip_count: float = measure("Chips, the largest number of a phase")
    training_hour_count: float = measure("Wall-clock hours of all phases; NULL: not known")
    training_chip_hour_count: float = column("Chip-hours", gt=0)
    training_chip_hour_count_basis: str = column("Weakest basis of the inputs", isin=columns.BASES)
    chip_hours_method: str = column("How the chip-hours were found; of several phases, the weakest",
                                    isin=CHIP_HOURS_METHODS)
    mfu_share: float = column("Utilization used where they come from compute", nullable=True, gt=0,
                              le=1)
    compute_flop: float = measure("Compute of the run or else of the model")
    compute_flop_basis: str = column("reported, estimated or imputed", nullable=True,
                                     isin=columns.BASES)
    training_start_date: pl.Date = column("First day of training")
    training_start_basis: str = column("reported, or inferred from publication", isin=START_BASES)
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)

"""What a row of `seed.training_run`, `core.training_run_fact` and `core.training_run` means."""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure
from schemas.facts import FactColumns
from schemas.models.model_release import model_id

PHASES = ["pretrain", "extension", "posttrain", "all"]


TRAINING_FORMATS = ["fp64", "fp32", "tf32", "fp16", "fp8", "int8", "fp4"]


def said_basis(of: str) -> Any:
    """How a figure is known, as its source says it."""
    return column(f"Basis of {of}: reported, estimated or imputed; NULL where it is not said",
                  nullable=True, isin=columns.BASES)


class TrainingRunColumns(Table):
    """One phase of training of one model on one kind of hardware."""

    training_run_id: str = column("Stable slug of the run", str_matches=columns.SLUG)
    model_id: str = model_id()
    phase: str = column("Which part of training", isin=PHASES)
    number_format: str = column("Number format of the matrix products", nullable=True,
                                isin=TRAINING_FORMATS)
    chip_id: str = column("Chip it ran on, see core.chip; NULL where unknown or mixed",
                          nullable=True, str_matches=columns.SLUG)
    training_chip_count: float = measure("Chips used")
    training_chip_count_basis: str = said_basis("training_chip_count")
    training_hour_count: float = measure("Wall-clock hours")
    training_hour_count_basis: str = said_basis("training_hour_count")
    training_chip_hour_count: float = measure("Chip-hours")
    training_chip_hour_count_basis: str = said_basis("training_chip_hour_count")
    active_parameter_count: float = measure("Parameters used per token")
    active_parameter_count_basis: str = said_basis("active_parameter_count")
    dataset_token_count: float = measure("Tokens of this phase, or of other data images, games and the "
                                         "like, repeats included")
    dataset_token_count_basis: str = said_basis("dataset_token_count")
    mfu_share: float = column("Model FLOP utilization from a source other than these figures",
                              nullable=True, gt=0, le=1)
    mfu_share_basis: str = said_basis("mfu_share")
    compute_flop_low: float = measure("Low end")
    compute_flop: float = measure("Compute of this phase as stated")
    compute_flop_high: float = measure("High end")
    compute_flop_basis: str = said_basis("compute_flop")
    start_date: pl.Date = column("First day of training", nullable=True)
    end_date: pl.Date = column("Last day of training", nullable=True)
    note: str = column("What a reader must know", nullable=True)


class SeedTrainingRun(
    TrainingRunColumns, name="seed.training_run", key=("training_run_id",),
    grain="run",
                      group="models", may_be_empty=True):
    """Runs whose phases, hours or utilization their developer has stated, with citations."""

    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreTrainingRunFact(
    FactColumns, name="core.training_run_fact",
    question="What is stated of the run of DeepSeek-V3?",
    example=(
        "select training_run_id, attribute, value, source_id, is_chosen from core.training_run_fact where "
        "training_run_id like 'deepseek-v3%' order by all limit 10"
    ),
    key=("training_run_id", "attribute", "source_id", "source_key"),
    grain="run, attribute, source and record", group="models",
    may_be_empty=True,
):
    """Every statement about a training run, of itself or of its model as a whole."""

    training_run_id: str = column("Stable slug of the run", str_matches=columns.SLUG)


class CoreTrainingRun(
    TrainingRunColumns, name="core.training_run", key=("training_run_id",),
    grain="run",
                      group="models", may_be_empty=True):
    """Training runs, bundled and from databases, one row per model, phase and hardware."""

    source_id: str = columns.source_id("Source of the row: `seed` or a source of meta.source")
    first_snapshot_id: str = column("Snapshot it was first seen in; NULL for bundled rows",
                                    nullable=True)
    source_locator: str = column("Row of that source")

"""What a row of `seed.training_start_exception` and `core.training_start_exception` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.models.model_release import model_id


class TrainingStartExceptionColumns(Table):
    """When training of one model began or ended, from reports instead of its publication."""

    model_id: str = model_id()
    training_start_date: pl.Date = column("First day of training, where that is what is known",
                                          nullable=True)
    training_end_date: pl.Date = column("Last day of training, where that is what is known; the "
                                        "start is the training time before it", nullable=True)
    note: str = column("What a reader must know", nullable=True)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class SeedTrainingStartException(
    TrainingStartExceptionColumns, name="seed.training_start_exception", key=("model_id",),
    grain="model",
    group="costs",
):
    """Models whose training is dated by reports, curated with a citation per row."""


class CoreTrainingStartException(
    TrainingStartExceptionColumns, name="core.training_start_exception", key=("model_id",),
    grain="model",
    group="costs",
    copies="seed.training_start_exception",
    question="For which models is the start of training reported?",
    example="select model_id, training_start_date, training_end_date from "
            "core.training_start_exception order by model_id",
):
    """Models whose training is dated by reports; for others it is inferred from publication."""

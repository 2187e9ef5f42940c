"""The record that Epoch AI's four lists of models share, in the publisher's vocabulary."""

from __future__ import annotations

import polars as pl

from schemas.columns import TextList, column, measure
from schemas.raw import RawTable

KEY = ("model_name", "occurrence")


LEAST_FLOP = 1e3
"""Less is no bound of a training run: releases that lost their exponents print 4 for 4.2e23."""


class EpochModelColumns(RawTable):
    """What every list of Epoch AI's says of a model; `System` was the name's header until 2024."""

    model_name: str = column("Name of the model; Epoch renames in place",
                             str_matches=r"^[\s\S]{1,160}$")
    occurrence: int = column(
        "Number among the list's records of that name: the one with the most filled cells is 1, "
        "equally full ones follow the order of their text", gt=0)
    domains: TextList = column("Domains", nullable=True)
    organization_names: TextList = column(
        "Developers, cut at every comma, also at one inside a name", nullable=True)
    country_names: TextList = column("Country of each developer, in their order, with repeats",
                                     nullable=True)
    publication_date: pl.Date = column("Publication date; coarse dates are padded by Epoch",
                                       nullable=True)
    link: str = column("First address of the publication", nullable=True)
    parameter_count: float = measure("Parameters")
    training_compute_flop: float = measure("Training compute")
    dataset_size_count_low: float = measure(
        "Data points or tokens of one pass; smaller number of a cell that holds two")
    dataset_size_count_high: float = measure("Larger number of such a cell")
    training_hour_count: float = measure("Training time")
    training_hardware: TextList = column("Names of the hardware", nullable=True)
    hardware_count: float = measure("Hardware quantity")
    mfu_share: float = measure(
        "Model FLOP utilization; until 2025 one column held this or the hardware's", gt=0, le=1)
    hfu_share: float = measure("Hardware FLOP utilization, recomputation included", gt=0, le=1)
    confidence: str = column("Confidence in the figures", nullable=True)
    model_accessibility: str = column("Who can have the model; Open-source until 2024",
                                      nullable=True)
    base_models: TextList = column("Models it was trained from", nullable=True)
    finetune_compute_flop: float = measure("Compute of the fine-tuning alone", ge=LEAST_FLOP)


class TrainingColumns(EpochModelColumns):
    """What all lists but the large-scale one say of the training."""

    epoch_count: float = measure("Passes over the data set")
    training_cost_usd_2023: float = measure("Cost by Epoch's model, in dollars it calls of 2023")
    number_format: str = column("Number format; Arithmetic format in 2024", nullable=True)


class HardwareColumns(TrainingColumns):
    """What the list of all models and the frontier list say besides."""

    training_compute_flop_low: float = measure("Training compute lower bound", ge=LEAST_FLOP)
    training_compute_flop_high: float = measure("Training compute upper bound", ge=LEAST_FLOP)
    training_chip_hour_count: float = measure("Training chip-hours")
    compute_methods: TextList = column("How the compute was estimated", nullable=True)

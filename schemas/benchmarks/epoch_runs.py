"""The columns that Epoch AI's tables of benchmark runs share, in the publisher's vocabulary."""

from __future__ import annotations

import polars as pl

from schemas.columns import TextList, column, measure
from schemas.raw import RawTable

VERSION = ("model_version",)


class ScoredVersionColumns(RawTable):
    """The version of a model that was scored."""

    model_version: str = column("Version as the evaluator calls it, often with a thinking budget")
    release_date: pl.Date = column("Day the version was released", nullable=True)
    organization_names: TextList = column("Developers, cut at every comma", nullable=True)
    country_names: TextList = column(
        "Countries of the developers; not in their order, and without repeats", nullable=True)
    training_compute_flop: float = measure("Training compute of the model, as Epoch has it")


class IndexColumns(ScoredVersionColumns):
    """One version of a model in the capability index."""

    score: float = column("Score; NULL where too few benchmarks are known", nullable=True)
    model_name: str = column("Model in Epoch's lists of models", nullable=True)
    display_name: str = column("Name with the way it was run", nullable=True)
    model_accessibility: str = column("Who can have the model", nullable=True)
    confidence: str = column("Confidence in the model's figures", nullable=True)


class RunColumns(ScoredVersionColumns):
    """One version's run of one benchmark by Epoch AI."""

    mean_score_share: float = column("Mean over scorers and samples, 0 to 1", nullable=True, ge=0, le=1)
    best_score_share: float = column("Best score across scorers, 0 to 1", nullable=True, ge=0, le=1)
    standard_error_share: float = column("Standard error of the mean", nullable=True, ge=0)
    started_at: str = column("Start of the run, as printed", nullable=True)
    run_id: str = column("Epoch's id of the run")

"""Epoch AI's capability index and benchmark runs in the publisher's vocabulary."""

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


class RawEpochCapabilitiesIndex(
    IndexColumns, name="raw.epoch_capabilities_index", key=VERSION, group="benchmarks"
):
    """Epoch Capabilities Index: one scale over many benchmarks, fitted anew at each release."""


class RawEpochCapabilitiesIndexCopy(
    IndexColumns, name="raw.epoch_capabilities_index_copy", key=VERSION, group="benchmarks"
):
    """A third party's copy of the index that adds and drops rows by hand, whole scores among them."""


class RunColumns(ScoredVersionColumns):
    """One version's run of one benchmark by Epoch AI."""

    mean_score_share: float = column("Mean over scorers and samples, 0 to 1", nullable=True, ge=0, le=1)
    best_score_share: float = column("Best score across scorers, 0 to 1", nullable=True, ge=0, le=1)
    standard_error_share: float = column("Standard error of the mean", nullable=True, ge=0)
    started_at: str = column("Start of the run, as printed", nullable=True)
    run_id: str = column("Epoch's id of the run")


class RawEpochGpqaDiamond(
    RunColumns, name="raw.epoch_gpqa_diamond", key=VERSION, group="benchmarks"
):
    """GPQA Diamond: graduate questions in science with four answers, so that guessing gives 0.25."""


class RawEpochFrontiermath(
    RunColumns, name="raw.epoch_frontiermath", key=VERSION, group="benchmarks"
):
    """FrontierMath, tiers 1 to 3: unpublished problems of research mathematics."""


class RawEpochSweBenchVerified(
    RunColumns, name="raw.epoch_swe_bench_verified", key=VERSION, group="benchmarks"
):
    """SWE-bench Verified: real repairs of software, checked by tests."""


class RawEpochSimpleqaVerified(
    RunColumns, name="raw.epoch_simpleqa_verified", key=VERSION, group="benchmarks"
):
    """SimpleQA Verified: short questions of fact."""


class RawEpochChessPuzzles(
    RunColumns, name="raw.epoch_chess_puzzles", key=VERSION, group="benchmarks"
):
    """Chess puzzles: the best move in a position."""


class RawEpochMetrTimeHorizon(
    ScoredVersionColumns, name="raw.epoch_metr_time_horizon", key=VERSION, group="benchmarks"
):
    """METR's time horizons as Epoch lists them: length of a task that succeeds half the time."""

    time_horizon_minute_count: float = measure("Minutes a person needs for a task it does half the time")
    time_horizon_minute_count_low: float = measure("Low end of METR's interval")
    time_horizon_minute_count_high: float = measure("High end of METR's interval")
    average_score_share: float = column("Average over METR's tasks, 0 to 1", nullable=True, ge=0, le=1)
    source_link: str = column("Where METR published it", nullable=True)
    run_id: str = column("Epoch's id of the record")

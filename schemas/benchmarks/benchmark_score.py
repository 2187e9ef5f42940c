"""What models score on benchmarks and capability indices."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class BenchmarkScoreColumns(Table):
    """One score of one model version on one scale."""

    scale_id: str = column("Benchmark or index, such as eci, gpqa_diamond, frontiermath",
                           str_matches=r"^[a-z0-9_]+$")
    model_version: str = column("Version that was scored, as the source names it")
    model_id: str = column("Model, see core.model_release; NULL where it is not matched",
                           nullable=True, str_matches=columns.SLUG)
    country_code: str = column("Headquarters of the first developer", nullable=True,
                               str_matches=columns.COUNTRY)
    parent_country_code: str = column("Headquarters of its ultimate parent: Google DeepMind's is USA",
                                      nullable=True, str_matches=columns.COUNTRY)
    organization_id: str = column("First developer, see core.organization", nullable=True,
                                  str_matches=columns.SLUG)
    release_date: pl.Date = column("Day the version was released", nullable=True)
    score: float = column("Score on the scale; accuracies are shares from 0 to 1")
    score_low: float = column("Low end of the stated interval", nullable=True)
    score_high: float = column("High end of the stated interval", nullable=True)
    score_standard_error: float = column("Standard error, where that is what the source states",
                                         nullable=True, ge=0)
    is_reasoning_model: bool = column("Spends thinking tokens before it answers; NULL: not known",
                                      nullable=True)


class SeedBenchmarkScore(BenchmarkScoreColumns, name="seed.benchmark_score",
                         key=("scale_id", "model_version"),
    grain="benchmark and model version", group="benchmarks", may_be_empty=True):
    """Scores that matter to the argument, curated with a citation per row."""

    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreBenchmarkScore(
    BenchmarkScoreColumns, name="core.benchmark_score",
    question="Which models score highest on the capabilities index?",
    example=(
        "select model_version, score from core.benchmark_score where scale_id = 'eci' order by "
        "score desc, model_version limit 5"
    ),
                         key=("scale_id", "model_version", "source_id"),
    grain="benchmark, model version and source", group="benchmarks",
    may_be_empty=True):
    """The best score of each model version on each scale, by source, bundled and from databases.

    Scores of an index that is fitted anew at each release, such as eci, compare within a source
    only: `is_chosen` marks the rows of the one source that is believed for a scale.
    """

    is_chosen: bool = column("From the source that is believed for this scale")
    source_id: str = columns.source_id("Source of the score: `seed` or a source of meta.source")
    first_snapshot_id: str = column("Snapshot it was first seen in; NULL for bundled rows",
                                    nullable=True)
    source_locator: str = column("Row of that source")

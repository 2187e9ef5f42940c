"""What a row of `seed.score_threshold` and `core.score_threshold` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class ScoreThresholdColumns(Table):
    """One level of one scale that is watched."""

    scale_id: str = column("Benchmark or index, see core.benchmark_score",
                           str_matches=r"^[a-z0-9_]+$")
    score_threshold: float = column("Score to reach, in the scale's points")
    threshold_name: str = column("Whose level it is, in words")
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class SeedScoreThreshold(ScoreThresholdColumns, name="seed.score_threshold",
                         key=("scale_id", "score_threshold"),
    grain="benchmark and threshold", group="benchmarks"):
    """Levels of benchmarks at which prices and access are followed."""


class CoreScoreThreshold(
    ScoreThresholdColumns, name="core.score_threshold", key=("scale_id", "score_threshold"),
    grain="benchmark and threshold",
    group="benchmarks",
    copies="seed.score_threshold",
    question="At which levels of benchmarks are prices followed?",
    example="select scale_id, score_threshold, threshold_name from core.score_threshold "
            "order by scale_id, score_threshold",
):
    """Levels of benchmarks at which prices and access are followed."""

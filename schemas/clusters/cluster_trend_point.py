"""What a row of `step.cluster_trend_point` means."""

from __future__ import annotations

from schemas.trends.trend_point import TrendPointColumns


class ClusterTrendPoint(
    TrendPointColumns, name="step.cluster_trend_point", key=("series_id", "point_id"),
    grain="series and point",
    group="clusters", may_be_empty=True,
):
    """Chips, power and cost of the systems that led by performance when they began to run.

    Ranked by performance, not by what is measured: the ten with most chips would grow by selection.
    """

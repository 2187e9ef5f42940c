"""What a row of `step.run_trend_point` means."""

from __future__ import annotations

from schemas.trends.trend_point import TrendPointColumns


class RunTrendPoint(
    TrendPointColumns, name="step.run_trend_point", key=("series_id", "point_id"),
    grain="series and point", group="costs",
    may_be_empty=True,
):
    """Compute, cost and power of training runs by release of their models."""

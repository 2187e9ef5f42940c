"""What a row of `step.hardware_trend_point` means."""

from __future__ import annotations

from schemas.trends.trend_point import TrendPointColumns


class HardwareTrendPoint(
    TrendPointColumns, name="step.hardware_trend_point", key=("series_id", "point_id"),
    grain="series and point",
    group="chips", may_be_empty=True,
):
    """Peak rates of listed accelerators by release, by number format."""

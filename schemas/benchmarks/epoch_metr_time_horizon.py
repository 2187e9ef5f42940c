"""What a row of `raw.epoch_metr_time_horizon` means."""

from __future__ import annotations

from schemas.benchmarks.epoch_runs import VERSION, ScoredVersionColumns
from schemas.columns import column, measure


class RawEpochMetrTimeHorizon(
    ScoredVersionColumns, name="raw.epoch_metr_time_horizon", key=VERSION,
    grain="model version", group="benchmarks"
):
    """METR's time horizons as Epoch lists them: length of a task that succeeds half the time."""

    time_horizon_minute_count: float = measure("Minutes a person needs for a task it does half the time")
    time_horizon_minute_count_low: float = measure("Low end of METR's interval")
    time_horizon_minute_count_high: float = measure("High end of METR's interval")
    average_score_share: float = column("Average over METR's tasks, 0 to 1", nullable=True, ge=0, le=1)
    source_link: str = column("Where METR published it", nullable=True)
    run_id: str = column("Epoch's id of the record")

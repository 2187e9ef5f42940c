"""What a row of `raw.epoch_gpqa_diamond` means."""

from __future__ import annotations

from schemas.benchmarks.epoch_runs import VERSION, RunColumns


class RawEpochGpqaDiamond(
    RunColumns, name="raw.epoch_gpqa_diamond", key=VERSION,
    grain="model version", group="benchmarks"
):
    """GPQA Diamond: graduate questions in science with four answers, so that guessing gives 0.25."""

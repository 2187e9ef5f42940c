"""What a row of `raw.epoch_simpleqa_verified` means."""

from __future__ import annotations

from schemas.benchmarks.epoch_runs import VERSION, RunColumns


class RawEpochSimpleqaVerified(
    RunColumns, name="raw.epoch_simpleqa_verified", key=VERSION,
    grain="model version", group="benchmarks"
):
    """SimpleQA Verified: short questions of fact."""

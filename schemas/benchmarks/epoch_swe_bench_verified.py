"""What a row of `raw.epoch_swe_bench_verified` means."""

from __future__ import annotations

from schemas.benchmarks.epoch_runs import VERSION, RunColumns


class RawEpochSweBenchVerified(
    RunColumns, name="raw.epoch_swe_bench_verified", key=VERSION,
    grain="model version", group="benchmarks"
):
    """SWE-bench Verified: real repairs of software, checked by tests."""

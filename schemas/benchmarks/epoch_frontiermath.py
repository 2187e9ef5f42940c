"""What a row of `raw.epoch_frontiermath` means."""

from __future__ import annotations

from schemas.benchmarks.epoch_runs import VERSION, RunColumns


class RawEpochFrontiermath(
    RunColumns, name="raw.epoch_frontiermath", key=VERSION,
    grain="model version", group="benchmarks"
):
    """FrontierMath, tiers 1 to 3: unpublished problems of research mathematics."""

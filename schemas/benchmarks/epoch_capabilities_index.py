"""What a row of `raw.epoch_capabilities_index` means."""

from __future__ import annotations

from schemas.benchmarks.epoch_runs import VERSION, IndexColumns


class RawEpochCapabilitiesIndex(
    IndexColumns, name="raw.epoch_capabilities_index", key=VERSION,
    grain="model version", group="benchmarks"
):
    """Epoch Capabilities Index: one scale over many benchmarks, fitted anew at each release."""

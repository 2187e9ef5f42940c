"""What a row of `raw.epoch_capabilities_index_copy` means."""

from __future__ import annotations

from schemas.benchmarks.epoch_runs import VERSION, IndexColumns


class RawEpochCapabilitiesIndexCopy(
    IndexColumns, name="raw.epoch_capabilities_index_copy", key=VERSION,
    grain="model version", group="benchmarks"
):
    """A third party's copy of the index that adds and drops rows by hand, whole scores among them."""

"""Who counts as one publisher: those that repeat another's figures count with it.

Each source declares whom it copies; a test holds this list against what they declare.
"""

from __future__ import annotations

import polars as pl

EPOCH, TECHPOWERUP = "Epoch AI", "TechPowerUp"
COUNTED_FOR = {
    "epoch_all_models": EPOCH,
    "epoch_chip_dataset": TECHPOWERUP,
    "epoch_data_center_timelines": EPOCH,
    "epoch_data_centers": EPOCH,
    "epoch_frontier_models": EPOCH,
    "epoch_gpu_clusters": EPOCH,
    "epoch_large_scale_models": EPOCH,
    "epoch_ml_hardware": TECHPOWERUP,
    "epoch_notable_models": EPOCH,
    "wikipedia_gpu": "Wikipedia, via gpu-info-api",
}
"""The publisher that a source's statements count for."""
PRICED_BY = {"epoch_hardware_prices": EPOCH, "epoch_ml_hardware": EPOCH}
"""Who states the prices of a source: they are its publisher's own, whomever its other figures repeat."""


def family_of(source_id: pl.Expr, publisher: pl.Expr, copied_from: pl.Expr) -> pl.Expr:
    """The publisher that a statement counts for: of a source as it declares, else as it is read."""
    of_source = source_id.replace_strict(COUNTED_FOR, default=None, return_dtype=pl.String)
    name = pl.coalesce(of_source, copied_from, publisher, source_id)
    return name.str.to_lowercase().str.replace_all(" ", "-", literal=True)

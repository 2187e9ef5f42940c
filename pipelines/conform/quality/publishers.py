"""Who counts as one publisher: those that repeat another's figures count with it."""

from __future__ import annotations

import polars as pl

from pipelines.source import Source
from pipelines.sources import (
    epoch_ai_models,
    epoch_chip_dataset,
    epoch_data_centers,
    epoch_gpu_clusters,
    epoch_ml_hardware,
)
from pipelines.sources.wikipedia_gpu import source as wikipedia_gpu

SOURCES: tuple[Source, ...] = (
    *epoch_ai_models.SOURCES,
    *epoch_data_centers.SOURCES,
    epoch_chip_dataset.SOURCE,
    epoch_gpu_clusters.SOURCE,
    epoch_ml_hardware.SOURCE,
    wikipedia_gpu.SOURCE,
)
"""Sources whose statements are held against what is believed."""


def family_of(source_id: pl.Expr, publisher: pl.Expr, copied_from: pl.Expr) -> pl.Expr:
    """The publisher that a statement counts for: of a source as it declares, else as it is read."""
    declared = {source.source_id: source.copies or source.publisher for source in SOURCES}
    of_source = source_id.replace_strict(declared, default=None, return_dtype=pl.String)
    name = pl.coalesce(of_source, copied_from, publisher)
    return name.str.to_lowercase().str.replace_all(" ", "-", literal=True)

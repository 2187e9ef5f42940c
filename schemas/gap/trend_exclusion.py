"""What a row of `seed.trend_exclusion` and `core.trend_exclusion` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.gap.trend_window import window_id


class TrendExclusionColumns(Table):
    """A model that no trend of a window is fitted to."""

    window_id: str = window_id()
    model_name: str = column("Model, as its developer names it; without regard to case")
    note: str = column("Why it is left out")


class SeedTrendExclusion(TrendExclusionColumns, name="seed.trend_exclusion",
                         key=("window_id", "model_name"), grain="window and model", group="gap"):
    """Outliers that a window leaves out, with the document that does so."""

    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreTrendExclusion(
    TrendExclusionColumns, name="core.trend_exclusion", key=("window_id", "model_name"),
    grain="window and model",
    group="gap",
    copies="seed.trend_exclusion",
    question="Which outliers do the trends leave out?",
    example="select window_id, model_name, note from core.trend_exclusion order by all",
):
    """Outliers that a window leaves out."""

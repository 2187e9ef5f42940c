"""What a row of `step.compute_trend_point` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.countries import areas
from schemas.gap.trend_window import window_id
from schemas.models.model_release import model_id


class ComputeTrendPoint(
    Table, name="step.compute_trend_point",
    key=("country_code", "confidence_tier", "window_id", "model_id"),
    grain="country, confidence tier, window and model", group="gap",
    may_be_empty=True,
):
    """Models from which an area's trend is chosen: those not far from its largest when released.

    Order of the filters: outliers out, rank among the area's runs of any domain and year, then
    domain and window. Rows with is_selected are the points of the fit; the others may become points
    in a resample. Country by headquarters, inclusive.
    """

    country_code: str = areas.area()
    confidence_tier: str = areas.tier_cut()
    window_id: str = window_id()
    model_id: str = model_id()
    model_name: str = column("Name in common use today")
    release_date: pl.Date = column("Day it was published or released")
    compute_flop: float = column("Training compute", gt=0)
    compute_flop_basis: str = column("reported, estimated or imputed", nullable=True,
                                     isin=columns.BASES)
    larger_run_count: int = column("Runs of the area larger than it and not released after it", ge=0)
    is_in_window: bool = column("Has a domain of the window and was released in it")
    is_selected: bool = column("In the window and among the top when released")

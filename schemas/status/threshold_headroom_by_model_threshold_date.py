"""What a row of `metric.threshold_headroom_by_model_threshold_date` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.columns import TextList, column, measure
from schemas.models.model_release import TIERS, model_id
from schemas.status.headroom import HeadroomColumns


class ThresholdHeadroomByModel(
    HeadroomColumns, name="metric.threshold_headroom_by_model_threshold_date",
    key=("model_id", "threshold_id", "as_of_date"),
    grain="model, threshold and date", group="status", may_be_empty=True,
    counts=("run_of_country",),
):
    """Distance of each model's training compute to every threshold while its rule exists (M04).

    Compute alone is compared. Thresholds for biological sequence data meet models of biology only.
    4E091 leaves out published weights, and models below the compute that matches the best published
    one (Note 2); the largest known published run stands beside it as that moving floor.
    """

    model_id: str = model_id()
    model_name: str = column("Name in common use today")
    country_codes: TextList = column("Headquarters of the developers", nullable=True)
    release_date: pl.Date = column("Day it was published or released")
    confidence_tier: str = column("How sure the source is of the compute", nullable=True, isin=TIERS)
    weights_access: str = column("Who can have the weights")
    published_floor_flop: float = measure("Largest compute of a model with open weights released by "
                                          "as_of_date, as a floor of Note 2; 4E091 only")
    ambiguity_ids: TextList = column("Interpretive choices, see core.ambiguity", nullable=True)
    is_quotable: bool = columns.is_quotable("value")

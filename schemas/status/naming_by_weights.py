"""What a row of `step.naming_by_weights` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.status.item_words import TRUTHS


class NamingByWeights(
    Table, name="step.naming_by_weights", key=("weights_id", "valid_from_date"),
    grain="weights and interval", group="status", may_be_empty=True, is_published=True,
):
    """Whether ECCN 4E091 names the weights of a model: by publication, by operations, then by descent.

    Weights of no model in particular are the row `model-weights`: it stands for weights that the entry
    names. What is then asked for, metric.weights_status_by_destination_group says.
    """

    weights_id: str = column("Model, see core.model_release, or model-weights", str_matches=columns.SLUG)
    valid_from_date: pl.Date = column("First day; before the entry, 2022-01-01")
    valid_to_date: pl.Date = column("First day no longer; NULL: still so", nullable=True)
    is_compute_reached: bool = column("Whether it was surely trained with as many operations as the entry "
                                      "states; NULL: open, or no entry", nullable=True)
    result: str = column("Whether the entry names the weights", isin=TRUTHS)
    deciding_paragraph: str = column("Paragraph that decides")
    unknown_inputs: str = column("What leaves it open", nullable=True)
    reason: str = column("Why, in words")

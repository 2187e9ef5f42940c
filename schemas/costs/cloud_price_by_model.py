"""What a row of `step.cloud_price_by_model` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.models.model_release import model_id

TERMS_USED = ["3_year", "1_year", "on_demand"]


class CloudPriceByModel(
    Table, name="step.cloud_price_by_model", key=("model_id",), grain="model", group="costs",
    may_be_empty=True,
):
    """The rental offer at which a model's run is priced, at a three-year commitment (M19).

    Of the offers up to 60 days before training, by term (3 years, else 1 year, else on demand), then
    vendor (the developer's own cloud, AWS, Azure, Google, others), then the nearest day; a later
    offer only where none before is known.
    """

    model_id: str = model_id()
    rental_offer_id: str = column("Selected offer, see core.rental_offer")
    chip_id: str = column("Chip offered; NULL where the offer names its family alone",
                          nullable=True, str_matches=columns.SLUG)
    provider_id: str = column("Who offered it")
    term: str = column("Its term", isin=TERMS_USED)
    offer_date: pl.Date = column("Day of the offer")
    wanted_date: pl.Date = column("Day it was looked for: 60 days before training")
    is_offer_later: bool = column("The offer is of a day after that: none before is known")
    price_per_gpu_hour_usd: float = column("Price as offered", gt=0)
    offer_basis: str = column("Basis of that price", isin=columns.BASES)
    commitment_ratio: float = column("Price at three years over price at its term", gt=0, le=1)
    committed_price_per_gpu_hour_usd: float = column("Price at a three-year commitment", gt=0)
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)

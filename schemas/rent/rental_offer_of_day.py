"""What a row of `step.rental_offer_of_day` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.rent.provider import PROVIDER_TIERS, provider_id
from schemas.rent.rental_offer import MOST_OFFERS, REGIONS, TERMS, form_unstated_id


class RentalOfferOfDay(
    Table, name="step.rental_offer_of_day", key=("observed_date", "rental_offer_id"),
    grain="day and offer", group="rent", row_limit=MOST_OFFERS, may_be_empty=True,
):
    """The cheapest offer of each day of the same hardware, term and place of one provider.

    An offer that repeats a price which its provider has replaced says nothing of the day. Levels of
    rent rest on these, so that a long history of offers is not gone through for each.
    """

    observed_date: pl.Date = column("Day on which the offer was seen to be made")
    rental_offer_id: str = column("The offer, see core.rental_offer")
    chip_id: str = column("Chip of core.chip; NULL where no alias names the hardware or it names "
                          "several form factors", nullable=True, str_matches=columns.SLUG)
    form_unstated_id: str = form_unstated_id()
    provider_tier: str = column("Kind of provider, see core.provider", isin=PROVIDER_TIERS)
    term: str = column("Commitment, see core.rental_offer", isin=TERMS)
    region: str = column("Part of the world", isin=REGIONS)
    provider_id: str = provider_id()
    hardware_name: str = column("Accelerator as the source names it")
    instance_name: str = column("Instance or machine type", nullable=True)
    location: str = column("Region as the provider names it", nullable=True)
    price_per_gpu_hour_usd: float = column("Price of one accelerator for one hour", gt=0)
    price_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    confidence_share: float = column("Weight of the source, see core.rental_offer", gt=0, le=1)

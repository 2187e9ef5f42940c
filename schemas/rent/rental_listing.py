"""What a row of `core.rental_listing` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure
from schemas.rent.rental_offer import MOST_OFFERS, REGIONS, TERMS, form_unstated_id


class CoreRentalListing(
    Table, name="core.rental_listing", key=("observed_date", "rental_offer_id"),
    grain="day and offer", group="rent", row_limit=MOST_OFFERS,
    may_be_empty=True, free_ids=("rental_offer_id",)):
    """Rental offers as databases list them, with the provider and chip that aliases name, if any.

    An offer that a source repeats with the day on which it was last read is one.
    """

    rental_offer_id: str = column("Name of the offer, unique")
    provider_name: str = column("Provider as the source names it")
    provider_id: str = column("Provider of core.provider; NULL where no alias names it",
                              nullable=True, str_matches=columns.SLUG)
    hardware_name: str = column("Accelerator as the source names it, with its memory where stated")
    chip_id: str = column("Chip of core.chip; NULL where no alias names it or the name stands for "
                          "several form factors", nullable=True, str_matches=columns.SLUG)
    form_unstated_id: str = form_unstated_id()
    instance_name: str = column("Instance or machine type", nullable=True)
    instance_gpu_count: int = measure("Accelerators in the instance")
    term: str = column(f"Commitment; {columns.NO_WORD}",
                       nullable=True, isin=TERMS)
    region: str = column("Part of the world", isin=REGIONS)
    location: str = column("Region as the provider names it", nullable=True)
    price_per_gpu_hour_usd: float = column("Price of one accelerator for one hour", gt=0)
    observed_date: pl.Date = column("Day on which the source read the offer")
    confidence_share: float = column("Weight of the source", gt=0, le=1)
    note: str = column("Remarks of the source", nullable=True)
    source_id: str = columns.source_id()
    first_snapshot_id: str = column("Snapshot it was seen in")
    source_locator: str = column("Row of that snapshot")
    citation: str = column("Name of the source")
    citation_url: str = column("Page the source read", nullable=True)

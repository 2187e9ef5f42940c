"""What a row of `core.rental_offer` means."""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure
from schemas.rent.provider import PROVIDER_TIERS, provider_id

TERMS = ["on_demand", "spot", "serverless", "1_month", "6_month", "1_year", "2_year", "3_year"]


REGIONS = ["north_america", "europe", "asia_pacific", "china", "other", "not_stated"]
MOST_OFFERS = 100_000_000
"""Each is a row that a publisher printed, fifty thousand a day for five years; none is made by a date."""


def form_unstated_id() -> Any:
    """Names a series of offers of a chip whose form nobody states."""
    return column("Series of offers that name a chip of several form factors without its form; NULL where "
                  "the chip is known, or the name means none", nullable=True, str_matches=columns.SLUG)


class RentalPriceColumns(Table):
    """One offer of one provider: an hour of one accelerator."""

    provider_id: str = provider_id()
    hardware_name: str = column("Accelerator as the source names it")
    instance_name: str = column("Instance or machine type", nullable=True)
    instance_gpu_count: int = measure("Accelerators in the instance that was priced")
    term: str = column("Commitment: on_demand and spot are by the hour or second; serverless is "
                       "paid per second of use, without idle time; the others are prepaid or "
                       "committed for that long", isin=TERMS)
    region: str = column("Part of the world; not_stated where one price holds for all or none is "
                         "named", isin=REGIONS)
    location: str = column("Region as the provider names it", nullable=True)
    price_per_gpu_hour_usd_low: float = measure("Low end of the stated price range")
    price_per_gpu_hour_usd: float = column(
        "Price of one accelerator for one hour: that of the instance over its accelerators", gt=0)
    price_per_gpu_hour_usd_high: float = measure("High end of the stated price range")
    price_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    observed_date: pl.Date = column("Day on which the offer was seen to be made")
    effective_date: pl.Date = column("Day from which the price held, where stated", nullable=True)
    confidence_share: float = column(
        "Weight of the source: 1 the provider's own page or interface, 0.8 a tracker that reads "
        "it, 0.5 press or a survey", gt=0, le=1)
    note: str = column("What a reader must know to use the price", nullable=True)


class CoreRentalOffer(
    RentalPriceColumns, name="core.rental_offer", key=("observed_date", "rental_offer_id"),
    grain="day and offer", group="rent", row_limit=MOST_OFFERS):
    """Offers to rent an accelerator, bundled and from trackers, one row per offer and day seen.

    PCIe and SXM boards are different chips. A source that lists more providers than the day before
    has not seen prices move.
    """

    rental_offer_id: str = column("Name of the offer, unique: source, provider, hardware, term, day")
    chip_id: str = column("Chip of core.chip; NULL where no alias names the hardware or it names "
                          "several form factors", nullable=True, str_matches=columns.SLUG)
    form_unstated_id: str = form_unstated_id()
    provider_tier: str = column("Kind of provider, see core.provider", isin=PROVIDER_TIERS)
    source_id: str = columns.source_id("Source of the offer: `seed` or a source of meta.source")
    first_snapshot_id: str = column("Snapshot it was seen in; NULL for bundled rows", nullable=True)
    source_locator: str = column("Row of that source")
    citation: str = column("Document the bundled row cites, or the source's name")
    citation_url: str = column("Address of that document", nullable=True)
    is_superseded: bool = column(
        "A tracker repeats to the cent a price that the provider's own page had replaced before the "
        "day seen; such a row stays as what was listed, and enters no level or index")

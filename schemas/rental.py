"""What an hour of an accelerator costs to rent: offers, and who makes them.

Indices over offers are metrics and stand elsewhere.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure

PROVIDER_TIERS = ["hyperscaler", "neocloud", "marketplace"]
TERMS = ["on_demand", "spot", "serverless", "1_month", "6_month", "1_year", "2_year", "3_year"]
REGIONS = ["north_america", "europe", "asia_pacific", "china", "other", "not_stated"]


def provider_id() -> Any:
    """The stable slug of a seller of compute."""
    return column("Stable slug of the provider, see core.provider", str_matches=columns.SLUG)


class ProviderColumns(Table):
    """One seller of accelerator-hours or tokens."""

    provider_id: str = provider_id()
    provider_name: str = column("Name in common use")
    provider_tier: str = column(
        "hyperscaler: AWS, Azure, Google Cloud, Oracle and Chinese peers; neocloud: sells its own "
        "or contracted accelerators; marketplace: sells those of third parties, as a "
        "neocloud's community cloud does. NULL for sellers of tokens alone",
        nullable=True, isin=PROVIDER_TIERS)


class SeedProvider(ProviderColumns, name="seed.provider", key=("provider_id",), group="prices"):
    """Sellers of compute, named by us."""

    citation: str = columns.citation()


class CoreProvider(ProviderColumns, name="core.provider", key=("provider_id",), group="prices"):
    """Sellers of accelerator-hours and of tokens."""


class SeedProviderAlias(Table, name="seed.provider_alias", key=("source_id", "alias"),
                        group="prices"):
    """Which provider a source means by a name."""

    source_id: str = columns.source_id("Source that uses the name")
    alias: str = column("The name, letter for letter")
    provider_id: str = provider_id()
    citation: str = columns.citation()


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


class SeedRentalPrice(RentalPriceColumns, name="seed.rental_price", key=("rental_price_id",),
                      group="prices"):
    """Rental prices in public documents, curated with a citation per row."""

    rental_price_id: str = column("Stable slug of the offer", str_matches=columns.SLUG)
    chip_id: str = column("Chip of core.chip; NULL where the register does not hold it or the page "
                          "does not say which form factor", nullable=True,
                          str_matches=columns.SLUG)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreRentalListing(Table, name="core.rental_listing", key=("rental_offer_id",), group="prices",
                        may_be_empty=True):
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
    instance_name: str = column("Instance or machine type", nullable=True)
    instance_gpu_count: int = measure("Accelerators in the instance")
    term: str = column("Commitment", isin=TERMS)
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


class CoreRentalOffer(RentalPriceColumns, name="core.rental_offer", key=("rental_offer_id",),
                      group="prices"):
    """Offers to rent an accelerator, bundled and from trackers, one row per offer and day seen.

    PCIe and SXM boards are different chips. A source that lists more providers than the day before
    has not seen prices move.
    """

    rental_offer_id: str = column("Name of the offer, unique: source, provider, hardware, term, day")
    chip_id: str = column("Chip of core.chip; NULL where no alias names the hardware or it names "
                          "several form factors", nullable=True, str_matches=columns.SLUG)
    provider_tier: str = column("Kind of provider, see core.provider", isin=PROVIDER_TIERS)
    source_id: str = columns.source_id("Source of the offer: `seed` or a source of meta.source")
    first_snapshot_id: str = column("Snapshot it was seen in; NULL for bundled rows", nullable=True)
    source_locator: str = column("Row of that source")
    citation: str = column("Document the bundled row cites, or the source's name")
    citation_url: str = column("Address of that document", nullable=True)

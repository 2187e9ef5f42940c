"""What a row of `metric.rental_price_by_chip_term` means."""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.rent.rental_offer import TERMS

PRICE_METHODS = ["matched_level", "median_of_offers"]


def price_method(*, nullable: bool = False) -> Any:
    """How a rent of today is known: by a level of the market, or by what is asked."""
    return column("matched_level, or median_of_offers where no level reaches so far: what is asked, by "
                  "one provider too", nullable=nullable, isin=PRICE_METHODS)


class RentalPriceByChipTerm(
    Table, name="metric.rental_price_by_chip_term", key=("chip_id", "term"),
    grain="chip and term", group="rent",
    may_be_empty=True,
    coverage=("rental_offer",),
    counts=("rental_offer",),
):
    """Rent of a chip by the latest offers known: what costs of today are computed with (M17).

    The level of metric.rental_index_by_chip_week where it reaches the newest offers, else the median
    of the last offer of each provider: what is asked, by one alone too, and no level of the market.
    """

    chip_id: str = columns.chip_id()
    term: str = column("Commitment, see core.rental_offer", isin=TERMS)
    price_per_gpu_hour_usd_low: float = measure("Low end: of the level's interval, or the first quartile")
    price_per_gpu_hour_usd: float = column("Rent of an hour", gt=0)
    price_per_gpu_hour_usd_high: float = measure("High end: of the level's interval, or the third "
                                                 "quartile")
    price_method: str = price_method()
    interval_kind: str = column("ci90 of the level; range: quartiles; NULL: one price is known",
                                nullable=True, isin=["ci90", "range"])
    price_per_gpu_hour_usd_basis: str = column("How the price is known", isin=columns.BASES)
    provider_count: int = column("Providers with an offer in the last weeks", gt=0)
    as_of_date: pl.Date = column("Day of the newest offer")
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Offers, the last of each provider", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

"""What a row of `seed.rental_price` means."""

from __future__ import annotations

from schemas import columns
from schemas.columns import column
from schemas.rent.rental_offer import RentalPriceColumns


class SeedRentalPrice(
    RentalPriceColumns, name="seed.rental_price", key=("rental_price_id",),
    grain="price",
                      group="rent"):
    """Rental prices in public documents, curated with a citation per row."""

    rental_price_id: str = column("Stable slug of the offer", str_matches=columns.SLUG)
    chip_id: str = column("Chip of core.chip; NULL where the register does not hold it or the page "
                          "does not say which form factor", nullable=True,
                          str_matches=columns.SLUG)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)

"""What a row of `seed.part_of_country` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.countries.country import country_code


class SeedPartOfCountry(
    Table, name="seed.part_of_country", key=("country_code",),
    grain="country", group="countries",
    may_be_empty=True):
    """Territories with an ISO code of their own that the EAR define as part of a country."""

    country_code: str = country_code()
    part_of_country_code: str = column("Country they are part of", str_matches=columns.COUNTRY)
    citation: str = columns.citation()

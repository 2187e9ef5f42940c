"""What a row of `core.country_name` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column
from schemas.countries.country import country_code


class CountryName(
    Table, name="core.country_name", key=("country_code", "name"),
    grain="country and name", group="countries",
    may_be_empty=True):
    """Every name by which commands and macros know a country or region: codes, ISO's and others'."""

    country_code: str = country_code()
    name: str = column("The name, letter for letter")
    plain_name: str = column("The same without case, accents, blanks, signs and what is in brackets")

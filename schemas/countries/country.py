"""What a row of `seed.country` and `core.country` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


def country_code() -> str:
    """The ISO code of a country, which is how all tables name one."""
    code: str = column("Country, ISO 3166-1 alpha-3", str_matches=columns.COUNTRY)
    return code


class CountryColumns(Table):
    """What is said of a country."""

    country_code: str = country_code()
    country_code_alpha2: str = column("Country, ISO 3166-1 alpha-2; of a region ISO 3166-2")
    country_name: str = column("English short name of ISO 3166-1")


class SeedCountry(
    CountryColumns, name="seed.country", key=("country_code",), grain="country", group="countries",
    may_be_empty=True,
):
    """The 249 countries and territories of ISO 3166-1."""

    citation: str = columns.citation()


class CoreCountry(
    CountryColumns, name="core.country", key=("country_code",), grain="country", group="countries",
    may_be_empty=True,
):
    """Countries, territories and regions apart, with the country whose entry the EAR apply to each.

    Hong Kong has no entry of its own and follows China (85 FR 83788). Other territories that the
    EAR treat with their sovereign are not listed by BIS, and stand here for themselves.
    """

    rule_treatment_country_code: str = column(
        "Country whose country groups apply, ISO 3166-1 alpha-3", str_matches=columns.COUNTRY)
    citation: str = columns.citation()

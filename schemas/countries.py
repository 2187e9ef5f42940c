"""Countries and the country groups of the U.S. Export Administration Regulations."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column

GROUPS = ["A:1", "A:5", "A:6", "D:1", "D:2", "D:3", "D:4", "D:5", "E:1", "E:2", "supp5a"]
GROUP_CODE = "Country group of Supplement No. 1 to part 740; `supp5a` is Supplement No. 5(a)"


def country_code() -> str:
    """The ISO code of a country, which is how all tables name one."""
    code: str = column("Country, ISO 3166-1 alpha-3", str_matches=columns.COUNTRY)
    return code


class CountryColumns(Table):
    """What is said of a country."""

    country_code: str = country_code()
    country_code_alpha2: str = column("Country, ISO 3166-1 alpha-2")
    country_name: str = column("English short name of ISO 3166-1")


class SeedCountry(
    CountryColumns, name="seed.country", key=("country_code",), group="rules",
    may_be_empty=True,
):
    """The 249 countries and territories of ISO 3166-1."""

    citation: str = columns.citation()


class CoreCountry(
    CountryColumns, name="core.country", key=("country_code",), group="rules",
    may_be_empty=True,
):
    """Countries and territories, with the country whose entry the EAR apply to each.

    Hong Kong has no entry of its own and follows China (85 FR 83788). Other territories that the
    EAR treat with their sovereign are not listed by BIS, and stand here for themselves.
    """

    rule_treatment_country_code: str = column(
        "Country whose country groups apply, ISO 3166-1 alpha-3", str_matches=columns.COUNTRY)
    citation: str = columns.citation()


class SeedCountryAlias(
    Table, name="seed.country_alias", key=("source_id", "alias"), group="rules",
    may_be_empty=True,
):
    """What a source calls a country; a name that is not listed is matched to nothing."""

    source_id: str = columns.source_id("Source that uses the name")
    alias: str = column("The name, letter for letter")
    country_code: str = country_code()
    citation: str = columns.citation()


class CoreCountryAlias(
    Table, name="core.country_alias", key=("alias", "country_code"), group="rules",
    may_be_empty=True,
):
    """Names of countries beyond ISO's own, by which a reader may ask for one."""

    alias: str = column("The name, letter for letter")
    country_code: str = country_code()


class CountryGroupColumns(Table):
    """One stay of one country in one group."""

    country_code: str = country_code()
    group_code: str = column(GROUP_CODE, isin=GROUPS)
    valid_from_date: pl.Date = column("First day of membership; the earliest known if imputed")
    valid_from_date_precision: str = columns.precision("the first day")
    valid_to_date: pl.Date = column("First day on which it is no longer a member", nullable=True)
    membership_basis: str = column(
        "reported: a rule states this stay; imputed: the latest table carried back",
        isin=["reported", "imputed"])
    note: str = column("What a reader must know to use the row", nullable=True)
    citation: str = columns.citation()


class SeedCountryGroup(
    CountryGroupColumns, name="seed.country_group",
    key=("country_code", "group_code", "valid_from_date"), group="rules",
    may_be_empty=True,
):
    """Membership of country groups by interval, for countries with an entry of their own."""


class CoreCountryGroup(
    CountryGroupColumns, name="core.country_group",
    key=("country_code", "group_code", "valid_from_date"), group="rules",
    may_be_empty=True,
):
    """Membership of country groups by interval, Hong Kong with the groups of China.

    Macau is in D:1 and D:4 but not in D:5, so rules say `Macau or D:5`. A day D is in a stay when
    valid_from_date <= D and (valid_to_date is NULL or D < valid_to_date).
    """

    country_name: str = column("English short name of ISO 3166-1")
    rule_treatment_country_code: str = column(
        "Country whose entry gives the membership, ISO 3166-1 alpha-3",
        str_matches=columns.COUNTRY)


class CoreCountryGroupListing(
    Table, name="core.country_group_listing", key=("group_code", "listed_name"), group="rules",
    may_be_empty=True,
):
    """The publisher's own table of country groups at one date, for the groups we keep."""

    group_code: str = column(GROUP_CODE)
    listed_name: str = column("Country as the supplement names it")
    country_code: str = column("Country, ISO 3166-1 alpha-3; NULL for a name nobody matched",
                               nullable=True)
    listed_date: pl.Date = column("Date of the eCFR text")
    source_id: str = columns.source_id()
    source_locator: str = column("Snapshot and row of the record")

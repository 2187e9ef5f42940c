"""What a row of `seed.country_group` and `core.country_group` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.countries.country import country_code

GROUPS = ["A:1", "A:5", "A:6", "D:1", "D:2", "D:3", "D:4", "D:5", "E:1", "E:2", "supp5a"]


GROUP_CODE = "Country group of Supplement No. 1 to part 740; `supp5a` is Supplement No. 5(a)"


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
    key=("country_code", "group_code", "valid_from_date"),
    grain="country, group and interval", group="countries",
    may_be_empty=True,
):
    """Membership of country groups by interval, for countries with an entry of their own."""


class CoreCountryGroup(
    CountryGroupColumns, name="core.country_group",
    key=("country_code", "group_code", "valid_from_date"),
    grain="country, group and interval", group="countries",
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

"""What a row of `seed.country_alias` and `core.country_alias` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.countries.country import country_code

KEY = ("source_id", "alias")


class CountryAliasColumns(Table):
    """A name of a country beyond ISO's own, letter for letter as one source writes it."""

    source_id: str = columns.source_id("Source that uses the name")
    alias: str = column("The name, letter for letter")
    country_code: str = country_code()
    citation: str = columns.citation()


class SeedCountryAlias(
    CountryAliasColumns, name="seed.country_alias", key=KEY,
    grain="source and alias", group="countries",
    may_be_empty=True,
):
    """What a source calls a country; a name that is not listed is matched to nothing."""


class CoreCountryAlias(
    CountryAliasColumns, name="core.country_alias", key=KEY,
    grain="source and alias", group="countries",
    copies="seed.country_alias", may_be_empty=True,
    question="By which other names is a country known?",
    example="select distinct alias from core.country_alias where country_code = 'KOR' order by alias",
):
    """Names of countries beyond ISO's own, by which a reader may ask for one."""

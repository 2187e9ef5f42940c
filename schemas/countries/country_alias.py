"""What a row of `seed.country_alias` and `core.country_alias` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.countries.country import country_code


class SeedCountryAlias(
    Table, name="seed.country_alias", key=("source_id", "alias"),
    grain="source and alias", group="countries",
    may_be_empty=True,
):
    """What a source calls a country; a name that is not listed is matched to nothing."""

    source_id: str = columns.source_id("Source that uses the name")
    alias: str = column("The name, letter for letter")
    country_code: str = country_code()
    citation: str = columns.citation()


class CoreCountryAlias(
    Table, name="core.country_alias", key=("alias", "country_code"),
    grain="alias and country", group="countries",
    may_be_empty=True,
):
    """Names of countries beyond ISO's own, by which a reader may ask for one."""

    alias: str = column("The name, letter for letter")
    country_code: str = country_code()

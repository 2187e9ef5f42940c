"""What a row of `seed.country_rollup` and `core.country_rollup` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.countries.areas import AREA


class CountryRollupColumns(Table):
    """One country of a roll-up."""

    rollup_code: str = column("Roll-up", str_matches=AREA)
    country_code: str = column("Country, ISO 3166-1 alpha-3", str_matches=columns.COUNTRY)
    is_member: bool = column("True: the roll-up holds the country; false: it is all the world but "
                             "its countries of this kind")


class SeedCountryRollup(CountryRollupColumns, name="seed.country_rollup",
                        key=("rollup_code", "country_code"),
    grain="rollup and country", group="countries"):
    """Roll-ups of countries that metrics are also given for."""

    citation: str = columns.citation()


class CoreCountryRollup(
    CountryRollupColumns, name="core.country_rollup", key=("rollup_code", "country_code"),
    grain="rollup and country",
    group="countries",
    copies="seed.country_rollup",
    question="Which roll-ups of countries are there?",
    example="select rollup_code, country_code, is_member from core.country_rollup order by "
            "all",
):
    """Roll-ups of countries: a union of its members, or the world without the listed countries."""

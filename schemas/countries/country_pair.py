"""What a row of `seed.country_pair` and `core.country_pair` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.countries.areas import area


class CountryPairColumns(Table):
    """Two areas that are compared."""

    country_a_code: str = area("Leader, or a roll-up; one line, unless it follows in another pair")
    country_b_code: str = area("Follower: the side whose trend may have a break")
    note: str = column("Why the pair is listed", nullable=True)


class SeedCountryPair(CountryPairColumns, name="seed.country_pair",
                      key=("country_a_code", "country_b_code"), grain="pair", group="countries"):
    """Pairs for which gaps are given with an interval."""

    citation: str = columns.citation()


class CoreCountryPair(
    CountryPairColumns, name="core.country_pair", key=("country_a_code", "country_b_code"),
    grain="pair",
    group="countries",
    copies="seed.country_pair",
    question="For which pairs of countries do gaps have an interval?",
    example="select country_a_code, country_b_code, note from core.country_pair order by all",
):
    """Pairs for which gaps are given with an interval; other pairs have central values by macro."""

"""Whose models are compared: countries, their roll-ups, and the pairs that get an interval.

Country groups of the export regulations are another thing and stand in countries.py.
"""

from __future__ import annotations

from typing import Any

from schemas import columns
from schemas.base import Table
from schemas.columns import column

AREA = r"^[A-Z]{3,5}(_[A-Za-z]+)*$"
TIER_CUTS = ["tier_all", "tier_likely_plus", "tier_confident"]
COUNTRY_BASES = ["org_hq", "site", "ultimate_parent"]
COUNTRY_RULES = ["inclusive", "exclusive", "fractional"]


def area(description: str = "Country, ISO 3166-1 alpha-3, or a roll-up of core.country_rollup") -> Any:
    """A country or a roll-up of countries."""
    return column(description, str_matches=AREA)


def tier_cut() -> Any:
    """Which rows count, by how sure the source is."""
    return column("Rows that count: all, Confident and Likely, or Confident alone", isin=TIER_CUTS)


def country_basis() -> Any:
    """What makes a developer of a country."""
    return column("Country of the headquarters, of the main site, or of the ultimate parent",
                  isin=COUNTRY_BASES)


def country_rule() -> Any:
    """What happens to models of several countries."""
    return column("Models of several countries count if any developer is of the country (inclusive), "
                  "if all are (exclusive), or by share of countries (fractional)", isin=COUNTRY_RULES)


class CountryRollupColumns(Table):
    """One country of a roll-up."""

    rollup_code: str = column("Roll-up", str_matches=AREA)
    country_code: str = column("Country, ISO 3166-1 alpha-3", str_matches=columns.COUNTRY)
    is_member: bool = column("True: the roll-up holds the country; false: it is all the world but "
                             "its countries of this kind")


class SeedCountryRollup(CountryRollupColumns, name="seed.country_rollup",
                        key=("rollup_code", "country_code"), group="gap"):
    """Roll-ups of countries that metrics are also given for."""

    citation: str = columns.citation()


class CoreCountryRollup(CountryRollupColumns, name="core.country_rollup",
                        key=("rollup_code", "country_code"), group="gap"):
    """Roll-ups of countries: a union of its members, or the world without the listed countries."""


class CountryPairColumns(Table):
    """Two areas that are compared."""

    country_a_code: str = area("Leader: the side whose trend is one line, or a roll-up")
    country_b_code: str = area("Follower: the side whose trend may have a break")
    note: str = column("Why the pair is listed", nullable=True)


class SeedCountryPair(CountryPairColumns, name="seed.country_pair",
                      key=("country_a_code", "country_b_code"), group="gap"):
    """Pairs for which gaps are given with an interval."""

    citation: str = columns.citation()


class CoreCountryPair(CountryPairColumns, name="core.country_pair",
                      key=("country_a_code", "country_b_code"), group="gap"):
    """Pairs for which gaps are given with an interval; other pairs have central values by macro."""


class CoreModelCountry(Table, name="core.model_country",
                       key=("country_basis", "country_code", "model_id"), group="gap"):
    """Which areas a model counts for, and how much of it by each rule, if there are any developers.

    A roll-up that is the world without some countries gets what those countries do not get, so that
    the two sides of a pair share nothing under any rule.
    """

    country_basis: str = country_basis()
    country_code: str = area()
    model_id: str = column("Model, see core.model_release", str_matches=columns.SLUG)
    inclusive_share: float = column("1 if any developer is of the area, else 0", ge=0, le=1)
    exclusive_share: float = column("1 if all developers are of the area, else 0", ge=0, le=1)
    fractional_share: float = column("Countries of the area by countries of all developers",
                                     ge=0, le=1)
    developer_country_count: int = column("Countries of all developers", gt=0)

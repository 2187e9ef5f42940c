"""What is compared: an area, its tier cut, and by which rule a model belongs to a country."""

from __future__ import annotations

from typing import Any

from schemas.columns import column
from schemas.headlines import COUNTRY_BASES

AREA = r"^[A-Z]{3,5}(_[A-Za-z]+)*$"


TIER_CUTS = ["tier_all", "tier_likely_plus", "tier_confident"]


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

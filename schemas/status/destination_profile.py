"""What a row of `core.destination_profile` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.countries.country import country_code
from schemas.rules.rule_event import HQ_GROUPS


class DestinationStay(Table):
    """What a country is to the rules, for some days."""

    country_code: str = country_code()
    valid_from_date: pl.Date = column("First day")
    valid_to_date: pl.Date = column("First day no longer; NULL: still so", nullable=True)
    codes: TextList = column("Country groups, names and lists that rules use and that hold here; "
                             "`was D:4 on <day>` where an earlier membership still counts")
    end_user_hq_group: str = column("Group of an end user headquartered here", isin=HQ_GROUPS)
    membership_basis: str = column("imputed where a group is the latest table carried back",
                                   isin=["reported", "imputed"])


class DestinationProfile(
    DestinationStay, name="core.destination_profile", key=("country_code", "valid_from_date"),
    grain="country and interval",
    group="status", may_be_empty=True,
):
    """All that rules and events call a country, by interval. Hong Kong is what China is."""

    profile_id: str = column("Slug of the codes", str_matches=columns.SLUG)

"""Destinations as the rules on chips see them: scopes, and groups of countries treated alike.

Countries and their country groups stand in countries.py.
"""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.countries import country_code
from schemas.rule_events import HQ_GROUPS

SUBJECTS = ["destination", "headquarters"]


class DestinationScopeColumns(Table):
    """One condition of one alternative of a destination scope."""

    scope_id: str = column("Stable slug of the scope", str_matches=columns.SLUG)
    clause: str = column("Alternative: all conditions of one must hold, any alternative suffices",
                         str_matches=columns.SLUG)
    condition_number: int = column("Number of the condition in its alternative", ge=1)
    subject: str = column("Where the item goes, or where the end user or its ultimate parent is "
                          "headquartered", isin=SUBJECTS)
    code: str = column("Country group, ISO alpha-3 code, or headquarters group")
    is_member: bool = column("True: must be in it; false: must not")


class SeedDestinationScope(
    DestinationScopeColumns, name="seed.destination_scope",
    key=("scope_id", "clause", "condition_number"), group="rules", may_be_empty=True,
):
    """What the rules mean by their destinations, as conditions on country groups and headquarters."""

    note: str = column("What a reader must know", nullable=True)
    citation: str = columns.citation()


class SeedPartOfCountry(Table, name="seed.part_of_country", key=("country_code",), group="rules",
                        may_be_empty=True):
    """Territories with an ISO code of their own that the EAR define as part of a country."""

    country_code: str = country_code()
    part_of_country_code: str = column("Country they are part of", str_matches=columns.COUNTRY)
    citation: str = columns.citation()


class DestinationList(Table, name="core.destination_list", key=("rule_event_id", "country_code"),
                      group="rules", may_be_empty=True):
    """Countries that events list and no provision names; events with the same list share its id."""

    rule_event_id: str = column("Event that lists them", str_matches=columns.SLUG)
    country_code: str = country_code()
    list_id: str = column("First event with the same list", str_matches=columns.SLUG)


class DestinationCondition(
    DestinationScopeColumns, name="core.destination_condition",
    key=("scope_id", "clause", "condition_number"), group="rules", may_be_empty=True,
):
    """Conditions of every scope: of provisions, and of the events that list their destinations."""


class DestinationStay(Table):
    """What a country is to the rules, for some days."""

    country_code: str = country_code()
    valid_from_date: pl.Date = column("First day")
    valid_to_date: pl.Date = column("First day no longer; NULL: still so", nullable=True)
    codes: TextList = column("Country groups, names and lists that rules use and that hold here")
    end_user_hq_group: str = column("Group of an end user headquartered here", isin=HQ_GROUPS)
    membership_basis: str = column("imputed where a group is the latest table carried back",
                                   isin=["reported", "imputed"])


class DestinationProfile(
    DestinationStay, name="core.destination_profile", key=("country_code", "valid_from_date"),
    group="rules", may_be_empty=True,
):
    """All that rules and events call a country, by interval. Hong Kong is what China is."""

    profile_id: str = column("Slug of the codes", str_matches=columns.SLUG)


class DestinationGroupMember(
    DestinationStay, name="core.destination_group_member",
    key=("country_code", "valid_from_date"), group="rules", may_be_empty=True,
):
    """The destination group of a country, by interval: countries that every rule treats alike.

    A group bears the name of the simplest of its members: `d1` holds also countries of D:4 alone, as
    no rule on chips tells them apart. Every ISO country has a group on every day.
    """

    destination_group_id: str = column("Group of destinations", str_matches=columns.SLUG)


class DestinationScopeMember(
    Table, name="core.destination_scope_member",
    key=("scope_id", "destination_group_id", "end_user_hq_group"), group="rules",
    may_be_empty=True,
):
    """Kinds of destination and headquarters that are in a scope of a provision or an event."""

    scope_id: str = column("Scope of a provision, or event of core.rule_event",
                           str_matches=columns.SLUG)
    destination_group_id: str = column("Kind of destination", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters of the end user", isin=HQ_GROUPS)

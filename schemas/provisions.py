"""Provisions of the law as rows: where a licence is needed, what excuses, how it is judged.

Dates stand once, in core.rule_version: a provision names the version that brings it and the one
that ends it. How provisions decide a status stands in control_status.py.
"""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.countries import country_code
from schemas.rule_events import HQ_GROUPS, STATUSES
from schemas.rule_versions import APPLIES_TO

SUBJECTS = ["destination", "headquarters"]
PROVISION_KINDS = ["requirement", "exception", "review_policy"]


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


class ProvisionColumns(Table):
    """What every provision has."""

    control_paragraphs: TextList = column("Paragraphs of 3A090 it is about; 4A090 follows")
    applies_to: str = column("Kind of item", isin=APPLIES_TO)
    scope_id: str = column("Destinations and end users it reaches", str_matches=columns.SLUG)
    transactions: TextList = column("export_us, reexport, transfer")
    rule_version_id: str = column("Version, or amendment, that brings it",
                                  str_matches=columns.SLUG)
    ended_by_rule_version_id: str = column("Version that ends it; NULL: none has", nullable=True,
                                           str_matches=columns.SLUG)
    ambiguity_ids: TextList = column("Interpretive choices in the row", nullable=True)
    note: str = column("Conditions and what a reader must know, in our words", nullable=True)
    confidence: str = column("VT: read in the text; VS: in a secondary source; K: not verified",
                             isin=["VT", "VS", "K"])
    citation: str = columns.citation()


class SeedRuleDestination(ProvisionColumns, name="seed.rule_destination", key=("requirement_id",),
                          group="rules", may_be_empty=True):
    """Which destinations each control paragraph asks a licence for, from one version to another."""

    requirement_id: str = column("Stable slug", str_matches=columns.SLUG)


class SeedLicenceException(ProvisionColumns, name="seed.licence_exception", key=("exception_id",),
                           group="rules", may_be_empty=True):
    """Licence exceptions: what they reach, for whom, and what they ask for."""

    exception_id: str = column("Stable slug", str_matches=columns.SLUG)
    exception_code: str = column("Code of the exception: NAC, ACA, AIA, ACM, LPP, HBM")
    resulting_status: str = column("notify_only where BIS is told first and may object",
                                   isin=["exception_available", "notify_only"])
    tested_locator: str = column("Paragraph of core.rule_threshold whose rows must admit the item",
                                 nullable=True)
    designer_group_code: str = column("Country group the designer must be headquartered in",
                                      nullable=True)
    needs_special_use: bool = column("Only for an end use beyond the default, such as "
                                     "manufacturing; not counted in a status")


class SeedReviewPolicy(ProvisionColumns, name="seed.review_policy", key=("review_policy_id",),
                       group="rules", may_be_empty=True):
    """How an application for a licence is judged; the later and narrower row prevails."""

    review_policy_id: str = column("Stable slug", str_matches=columns.SLUG)
    precedence: int = column("Where rows overlap, the highest prevails", ge=1)
    resulting_status: str = column("How an application is judged", isin=STATUSES)
    tested_locator: str = column("Paragraph of core.rule_threshold whose rows must all hold",
                                 nullable=True)
    needs_us_market: bool = column("Only for items commercially available in the United States when "
                                   "the version was published")


class LegalProvision(ProvisionColumns, name="core.legal_provision", key=("provision_id",),
                     group="rules", may_be_empty=True):
    """Requirements, licence exceptions and review policies with their days, by text and in fact.

    In fact a change counts from the compliance date of the version that makes it, and what the
    version ends lasts until then.
    """

    provision_id: str = column("Id of the curated row", str_matches=columns.SLUG)
    provision_kind: str = column("requirement, exception or review_policy", isin=PROVISION_KINDS)
    exception_code: str = column("Code of a licence exception", nullable=True)
    precedence: int = column("Where rows of a kind overlap, the highest prevails", ge=0)
    resulting_status: str = column("Status it leads to; NULL for a requirement", nullable=True,
                                   isin=STATUSES)
    tested_locator: str = column("Paragraph whose numbers must admit the item", nullable=True)
    designer_group_code: str = column("Country group the designer must be headquartered in",
                                      nullable=True)
    needs_special_use: bool = column("Not counted in a status")
    needs_us_market: bool = column("Only for items commercially available in the United States")
    text_from_date: pl.Date = column("First day in force")
    text_to_date: pl.Date = column("First day no longer in force", nullable=True)
    enforced_from_date: pl.Date = column("First day it must be complied with")
    enforced_to_date: pl.Date = column("First day it need no longer be complied with",
                                       nullable=True)


class LegalPeriod(Table, name="core.legal_period", key=("valid_from_date",), group="rules",
                  may_be_empty=True):
    """Days on which nothing in the law or around it changes, from 2022-01-01 on."""

    valid_from_date: pl.Date = column("First day")
    valid_to_date: pl.Date = column("First day of the next period", nullable=True)
    rule_version_id: str = column("Version of the chip controls in force", nullable=True,
                                  str_matches=columns.SLUG)


class SeedPartOfCountry(Table, name="seed.part_of_country", key=("country_code",), group="rules",
                        may_be_empty=True):
    """Territories with an ISO code of their own that the EAR define as part of a country."""

    country_code: str = country_code()
    part_of_country_code: str = column("Country they are part of", str_matches=columns.COUNTRY)
    citation: str = columns.citation()


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


class SeedItemJurisdiction(Table, name="seed.item_jurisdiction", key=("maker", "item_kind"),
                           group="rules", may_be_empty=True):
    """Whether items that contain no chip of core.chip are subject to the EAR, by maker and kind."""

    maker: str = column("Company that designed or sells the item")
    item_kind: str = column("Kind of item")
    is_subject_to_ear: bool = column("Subject to the Export Administration Regulations")
    ear_basis: str = column("Why: U.S. design or the foreign-direct-product rules",
                            isin=["us_designed", "foreign_direct_product"])
    ambiguity_ids: TextList = column("Interpretive choices in the row", nullable=True)
    note: str = column("What a reader must know", nullable=True)
    citation: str = columns.citation()


class CoreItemJurisdiction(Table, name="core.item_jurisdiction", key=("item_id",), group="rules",
                           may_be_empty=True):
    """Whether each item is subject to the EAR: of its chip, or of its maker for memory."""

    item_id: str = column("Item, see core.item", str_matches=columns.SLUG)
    designer: str = column("Company that designed the chip in it, or the memory")
    designer_country_code: str = column("Country of its headquarters, ISO 3166-1 alpha-3",
                                        str_matches=columns.COUNTRY)
    is_subject_to_ear: bool = column("Subject to the EAR; NULL: not known", nullable=True)
    ear_basis: str = column("Why", nullable=True)
    ambiguity_ids: TextList = column("Interpretive choices in the row")


class DestinationCondition(
    DestinationScopeColumns, name="core.destination_condition",
    key=("scope_id", "clause", "condition_number"), group="rules", may_be_empty=True,
):
    """Conditions of every scope: of provisions, and of the events that list their destinations."""


class DestinationList(Table, name="core.destination_list", key=("rule_event_id", "country_code"),
                      group="rules", may_be_empty=True):
    """Countries that events list and no provision names; events with the same list share its id."""

    rule_event_id: str = column("Event that lists them", str_matches=columns.SLUG)
    country_code: str = country_code()
    list_id: str = column("First event with the same list", str_matches=columns.SLUG)

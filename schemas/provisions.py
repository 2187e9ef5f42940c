"""Provisions of the law as rows: where a licence is needed, what excuses, how it is judged.

Dates stand once, in core.rule_version: a provision names the version that brings it and the one
that ends it. How provisions decide a status stands in control_status.py.
"""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.rule_events import STATUSES
from schemas.rule_versions import APPLIES_TO

PROVISION_KINDS = ["requirement", "exception", "review_policy"]


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
    provisions_from_date: pl.Date = column("First day of the periods since which no provision, and no "
                                           "announcement on enforcing one, has changed")
    rule_version_id: str = column("Version of the chip controls in force", nullable=True,
                                  str_matches=columns.SLUG)


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

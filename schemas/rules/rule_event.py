"""What changes the answer without changing the text: letters, announcements, foreign measures.

The text of the law and its parameters stand in rule_paragraph.py and rule_version.py; how an event is laid
over a status is decided where statuses are computed.
"""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.rules.rule_threshold import APPLIES_TO

EVENT_KINDS = ["letter", "notice", "announcement", "non_enforcement", "guidance", "rule",
               "suspension", "resumption", "authorization", "licence", "revenue_share", "tariff",
               "decision", "foreign_measure", "proposal", "bill", "statute", "testimony"]
SUBJECTS = ["chips", "chip_making", "design_software", "materials", "model_weights", "entities",
            "cloud_access", "models", "investment", "controls"]
EFFECTS = ["licence_required", "effective_early", "violation_presumed", "not_enforced",
           "exception_not_counted", "clarified", "licences_granted", "payment_due",
           "listed_parties", "suspended", "resumed", "purchase_discouraged", "import_blocked",
           "import_allowed", "foreign_licence_required", "export_banned", "licences_revoked", "none"]
STATUSES = ["not_controlled", "exception_available", "notify_only", "other_controls_apply",
            "licence_presumption_approval",
            "licence_case_by_case", "licence_presumption_denial", "licence_policy_unknown",
            "prohibited", "undetermined"]


DESTINATION_SCOPES = ["all", "listed", "rule_version", "outside_rule_version"]


HQ_GROUPS = ["macau_or_d5", "supp5a", "supp8", "other"]


CONFIDENCES = ["VT", "VS", "K", "unverified"]


EVENT_ID = "Stable slug of the event"


class RuleEventColumns(Table):
    """What is said of an event: when, to whom, about what, and with which effect."""

    rule_event_id: str = column(EVENT_ID, str_matches=columns.SLUG)
    event_kind: str = column("What kind of act it is; a rule stands here only where later acts "
                             "suspend it or it changes no control parameter", isin=EVENT_KINDS)
    issuer_country_code: str = column("Country whose authority acts, ISO 3166-1 alpha-3; other "
                                      "than USA it is a foreign measure and changes no status",
                                      str_matches=columns.COUNTRY)
    subject: str = column("What the act is about; only `chips` bears on the status of an item",
                          isin=SUBJECTS)
    title: str = column("What it is called here, in our words")
    summary: str = column("What it does, in our words")
    announced_date: pl.Date = column("Day it was announced or became known")
    announced_date_precision: str = columns.precision("the announcement")
    published_date: pl.Date = column("Day of official publication; NULL if never published",
                                     nullable=True)
    effective_date: pl.Date = column("First day it applies; NULL where it is practice or opinion "
                                     "without a day", nullable=True)
    effective_date_precision: str = columns.precision("the effective date")
    compliance_date: pl.Date = column("Day by which it must be complied with, where later",
                                      nullable=True)
    codified_date: pl.Date = column("First held eCFR capture that shows it; not a legal date",
                                    nullable=True)
    ended_date: pl.Date = column("First day it no longer applies; NULL while no end is known",
                                 nullable=True)
    ended_date_precision: str = columns.precision("the end")
    addressees: TextList = column("Whom it was sent to; NULL: everybody", nullable=True)
    addressee_designers: TextList = column(
        "Designers of core.chip among them, whose items alone it binds; NULL: no such limit",
        nullable=True)
    designer_hq_groups: TextList = column(
        "It is about every item of designers headquartered there that its `paragraphs` cover under "
        "its rule version; NULL: no item is in scope for that", nullable=True)
    effect: str = column("What it does within its scope", isin=EFFECTS)
    changes_status: bool = column("Whether it alters status_enforced; otherwise it is only listed")
    resulting_status: str = column("Status that follows within its scope, where it alone sets one",
                                   nullable=True, isin=STATUSES)
    rule_version_id: str = column("Rule version it is about", nullable=True,
                                  str_matches=columns.SLUG)
    paragraphs: TextList = column("Paragraphs it is about: an item is in scope if one of them "
                                  "catches it; NULL: no such limit", nullable=True)
    exception_codes: TextList = column("Licence exceptions it is about", nullable=True)
    item_ids: TextList = column("Items of core.item in scope by name", nullable=True)
    item_basis: str = column("How well these are known", nullable=True, isin=columns.BASES)
    threshold_rule_version_id: str = column(
        "Version of core.rule_threshold whose control clauses decide which other items are in "
        "scope; NULL with no item_ids: all items", nullable=True, str_matches=columns.SLUG)
    threshold_clauses: TextList = column("Only these clauses of it; NULL: any", nullable=True)
    threshold_basis: str = column("imputed where numbers stated by one addressee are applied to "
                                  "another", nullable=True, isin=columns.BASES)
    applies_to: str = column("Kind of item, beyond the above", isin=APPLIES_TO)
    destination_scope: str = column(
        "all; listed: `destinations`; rule_version: where the text of destination_rule_version_id "
        "asks for a licence; outside_rule_version: everywhere else", isin=DESTINATION_SCOPES)
    destinations: TextList = column("ISO alpha-3 codes and country groups such as D:5, by "
                                    "membership on the day", nullable=True)
    destination_rule_version_id: str = column("Version whose destinations are meant",
                                              nullable=True, str_matches=columns.SLUG)
    membership_date: pl.Date = column("Day whose membership of country groups counts for them; "
                                      "NULL: the day of the transaction", nullable=True)
    hq_groups_included: TextList = column("End users headquartered there are in scope wherever "
                                          "located, beyond the destinations", nullable=True)
    hq_groups_excepted: TextList = column("End users headquartered there are out of scope",
                                          nullable=True)
    transactions: TextList = column("export_us, reexport, transfer; NULL: all", nullable=True)
    origin_country_codes: TextList = column("Only for goods that leave or pass through these "
                                            "countries; NULL: no such limit", nullable=True)
    is_scope_published: bool = column("Whether destinations and items are known; where not, what "
                                      "may be in scope is undetermined")
    related_event_ids: TextList = column("Events it changes, ends or explains", nullable=True)
    ambiguity_ids: TextList = column("Interpretive choices where it decides", nullable=True)
    confidence: str = column("VT: read in the text or official metadata; VS: in a secondary "
                             "source; K: general knowledge, not verified; unverified: follows from "
                             "a dated act, but whether it happened is not known", isin=CONFIDENCES)
    note: str = column("What a reader must know to use the row", nullable=True)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True,
                               str_matches=r"^https?://")


class SeedRuleEvent(
    RuleEventColumns, name="seed.rule_event", key=("rule_event_id",),
    grain="rule event",
                    group="rules", may_be_empty=True):
    """Acts beside the text, curated with a citation per row; a later row of an id adds an end."""


class CoreRuleEvent(
    RuleEventColumns, name="core.rule_event", key=("rule_event_id",),
    grain="rule event",
                    group="rules", may_be_empty=True):
    """Everything that changes the answer without changing the text, in force or not.

    Text in force and enforcement in fact stay two things: no row here changes core.rule_threshold.
    An event applies on a day D when effective_date <= D and (ended_date is NULL or D < ended_date).
    """

    is_foreign: bool = column("Issued by another country than the United States")
    is_laid_over: bool = column("Whether it asks for something itself, laid over what the text asks "
                                "for: a letter, a notice, a presumption")

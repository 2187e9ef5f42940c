"""What a row of `seed.rule_version` and `core.rule_version` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column

INSTRUMENTS = ["rule", "amendment", "letter", "executive_order", "proclamation", "regulation",
               "statute", "bill"]


CONFIDENCES = ["VT", "VS", "K"]


class RuleVersionColumns(Table):
    """What is said of a document that sets or changes control parameters."""

    rule_version_id: str = column("Stable slug of the version", str_matches=columns.SLUG)
    series: str = column("Chain of versions that replace one another, such as us-3a090",
                         str_matches=columns.SLUG)
    instrument: str = column("What kind of document it is; an amendment changes no parameter, and "
                             "bills and letters are no general law", isin=INSTRUMENTS)
    title: str = column("What it is called here, in our words")
    citation: str = columns.citation()
    document_number: str = column("The publisher's number of the document", nullable=True)
    announced_date: pl.Date = column("Day it was announced or became known")
    published_date: pl.Date = column("Day of official publication; NULL if never published",
                                     nullable=True)
    effective_date: pl.Date = column("First day in force; of staggered rules the day of the "
                                     "control parameters", nullable=True)
    compliance_date: pl.Date = column("Day by which it must be complied with, where later",
                                      nullable=True)
    codified_date: pl.Date = column("First held eCFR capture that shows it; not a legal date",
                                    nullable=True)
    ended_date: pl.Date = column("First day no longer in force for another reason than a successor",
                                 nullable=True)
    amends_id: str = column("Version an amendment belongs to; it has no parameters of its own",
                            nullable=True, str_matches=columns.SLUG)
    eccn_list: str = column("ECCNs and sections whose held text it changed, joined by `;`",
                            nullable=True)
    changed_locators: str = column("Paragraphs it changed, or the beginnings of their locators, "
                                   "joined by `;`; finer than eccn_list", nullable=True)
    summary: str = column("What it does, in our words")
    confidence: str = column("VT: read in the text or official metadata; VS: in a secondary "
                             "source; K: general knowledge, not verified", isin=CONFIDENCES)


class SeedRuleVersion(
    RuleVersionColumns, name="seed.rule_version", key=("rule_version_id",),
    grain="rule version",
                      group="rules", may_be_empty=True):
    """Documents that set control parameters since October 2022; a later row of an id adds a date.

    The day a fact became public is the row's knowledge date, so the eCFR capture that first showed
    a rule, or its repeal, stands in a second row of the same id.
    """


class CoreRuleVersion(
    RuleVersionColumns, name="core.rule_version", key=("rule_version_id",),
    grain="rule version",
                      group="rules", may_be_empty=True):
    """Documents that set control parameters, each with the version that replaced it."""

    superseded_by_id: str = column("Next version of the series; NULL for the latest and for "
                                   "amendments", nullable=True)
    superseded_date: pl.Date = column("Day that version takes effect", nullable=True)

"""Control parameters over time: the documents that set them, each parameter, and its proof.

The text of the law itself stands in rules.py.
"""

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


class SeedRuleVersion(RuleVersionColumns, name="seed.rule_version", key=("rule_version_id",),
                      group="rules", may_be_empty=True):
    """Documents that set control parameters since October 2022; a later row of an id adds a date.

    The day a fact became public is the row's knowledge date, so the eCFR capture that first showed
    a rule, or its repeal, stands in a second row of the same id.
    """


class CoreRuleVersion(RuleVersionColumns, name="core.rule_version", key=("rule_version_id",),
                      group="rules", may_be_empty=True):
    """Documents that set control parameters, each with the version that replaced it."""

    superseded_by_id: str = column("Next version of the series; NULL for the latest and for "
                                   "amendments", nullable=True)
    superseded_date: pl.Date = column("Day that version takes effect", nullable=True)


ROLES = ["control", "exclusion", "eligibility", "limit", "notice", "presumption", "review_policy",
         "allocation", "definition", "restatement", "duty", "tariff", "bill"]
METRICS = [
    "total_processing_performance", "performance_density", "io_bandwidth", "dram_bandwidth",
    "dram_plus_io_bandwidth", "memory_bandwidth_density", "transistor_count", "contained_ic",
    "classified_in", "model_training_operations", "additional_training_operations",
    "additional_training_operations_share", "synthetic_data_operations_share",
    "cluster_peak_performance", "consignee_cumulative_tpp", "consignee_tpp_per_year",
    "shipment_tpp", "country_tpp", "country_tpp_increase_share",
]
THRESHOLD_UNITS = ["tpp", "tpp_per_mm2", "gb_per_s", "gb_per_s_per_mm2", "flop", "flop_per_s",
                   "count", "share", "reference"]
OPERATORS = [">=", ">", "<", "<=", "="]
APPLIES_TO = ["any", "datacenter", "not_datacenter", "biological_sequence_data"]
END_USER_SCOPES = ["any", "china_or_macau", "macau_d5_or_hq", "outside_macau_d5_hq",
                   "supplement_5a", "other_destinations", "fabricator_or_osat"]
TRANSACTIONS = ["any", "export_from_us", "export_or_reexport"]
EVIDENCE = ["text", "citation only"]


class RuleThresholdColumns(Table):
    """What is said of one control parameter."""

    threshold_id: str = column("Stable slug of the parameter in its version",
                               str_matches=columns.SLUG)
    rule_version_id: str = column("Version it is in force under", str_matches=columns.SLUG)
    control_paragraphs: str = column("What the test decides, joined by `;`: 3A090.a, 4E091; model, "
                                     "cluster, letter, tariff or bill outside the control list")
    paragraph_locator: str = column("Paragraph that states it, such as 3A090.a.1")
    clause: str = column("Alternative it belongs to: rows of one version, control paragraph, role "
                         "and clause must all hold, any clause suffices; rows of `all` belong to "
                         "every clause")
    role: str = column("What meeting it means; a restatement repeats another row's limit",
                       isin=ROLES)
    metric: str = column("What is measured, in our words; contained_ic and classified_in point to "
                         "another paragraph", isin=METRICS)
    term: str = column("The text's term of art, letter for letter")
    operator: str = column("How the measure is compared with the value; `=` where the text names "
                           "an amount and no operator", isin=OPERATORS)
    value: float = column("The number, in the unit beside it; NULL for a reference", nullable=True,
                          gt=0)
    unit: str = column("Unit of the value", isin=THRESHOLD_UNITS)
    reference_locator: str = column("Paragraph that sets the limit instead of a number",
                                    nullable=True)
    applies_to: str = column("Kind of item: designed or marketed for data centers or not, or a "
                             "model mainly of biological sequence data", isin=APPLIES_TO)
    end_user_scope: str = column("For whom, beyond the destinations of the paragraph; hq means "
                                 "headquartered, or with an ultimate parent, there",
                                 isin=END_USER_SCOPES)
    transaction: str = column("Which transfers", isin=TRANSACTIONS)
    exception_codes: str = column("Licence exceptions it belongs to, joined by `;`", nullable=True)
    note: str = column("What a reader must know to apply it", nullable=True)
    citation: str = columns.citation()


class SeedRuleThreshold(RuleThresholdColumns, name="seed.rule_threshold", key=("threshold_id",),
                        group="rules", may_be_empty=True):
    """Control parameters, each version with all that are in force under it, a citation per row."""


class CoreRuleThreshold(RuleThresholdColumns, name="core.rule_threshold", key=("threshold_id",),
                        group="rules", may_be_empty=True):
    """Control parameters with the days they are in force and whether held text proves them."""

    series: str = column("Chain of versions", str_matches=columns.SLUG)
    effective_from_date: pl.Date = column("First day in force; NULL for a bill", nullable=True)
    effective_to_date: pl.Date = column("First day no longer in force; NULL while it is",
                                        nullable=True)
    evidence: str = column("text: the tuple was found in the held text of that version; citation "
                           "only: that text is not held", isin=EVIDENCE)
    text_locator: str = column("Paragraph it was found in", nullable=True)


class RuleThresholdEvidence(Table, name="core.rule_threshold_evidence", key=("evidence_id",),
                            group="rules", may_be_empty=True):
    """Each control parameter beside what the held text says; a check refuses what is not proven.

    A parameter that the text states and no row repeats has a row of its own, without a threshold.
    """

    evidence_id: str = column("The threshold, or `left-over`, version, paragraph and place in it")
    rule_version_id: str = column("Version", str_matches=columns.SLUG)
    threshold_id: str = column("Parameter; NULL for one that only the text has", nullable=True)
    paragraph_locator: str = column("Paragraph the parameter cites, or the text stands in")
    evidence: str = column("text: the version's text of that paragraph is held", isin=EVIDENCE)
    is_proven: bool = column("Whether row and text agree; true where the text is not held")
    stated: str = column("The tuple of the row: term, operator, value, unit", nullable=True)
    found: str = column("The tuple in the text", nullable=True)
    fault: str = column("What is wrong, in words", nullable=True)
    text_locator: str = column("Paragraph that was read", nullable=True)
    text_first_seen_date: pl.Date = column("Its key with the locator in core.rule_paragraph",
                                           nullable=True)
    source_id: str = column("Source of the text", nullable=True)
    first_snapshot_id: str = column("Snapshot that wording was first seen in", nullable=True)


CHANGES = ["added", "removed", "changed", "renumbered", "parameters_changed"]


class RuleChange(Table, name="metric.rule_change_by_rule_version_paragraph",
                 key=("rule_version_from_id", "rule_version_to_id", "locator", "change"),
                 group="rules", may_be_empty=True):
    """What each document changed in the text, paragraph by paragraph, against the one before.

    Compared are 3A090, 4A090, 4E091 and what the document says it changed, as far as texts of both
    sides are held. What a capture lacks is no deletion; what it is the first to hold, no addition.
    """

    rule_version_from_id: str = column("Document before", str_matches=columns.SLUG)
    rule_version_to_id: str = column("Document that made the change", str_matches=columns.SLUG)
    locator: str = column("Paragraph, by its place after the change; before it where removed")
    change: str = column("renumbered: the same wording elsewhere; parameters_changed: a control "
                         "parameter differs; changed: other words only", isin=CHANGES)
    locator_from: str = column("Place before the change; NULL where added", nullable=True)
    entry: str = column("ECCN or section")
    kind: str = column("What the paragraph is, see core.rule_paragraph")
    effective_date: pl.Date = column("Day the later document took effect")
    text_from: str = column("Wording before", nullable=True)
    text_to: str = column("Wording after", nullable=True)
    parameters_from: str = column("Control parameters before, joined by `; `", nullable=True)
    parameters_to: str = column("Control parameters after, joined by `; `", nullable=True)
    text_similarity_ratio: float = column("Likeness of the two wordings, 1 where equal",
                                          nullable=True, ge=0, le=1)

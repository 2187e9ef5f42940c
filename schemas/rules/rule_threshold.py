"""What a row of `seed.rule_threshold` and `core.rule_threshold` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column

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


APPLIES_TO = ["any", "datacenter", "not_datacenter", "biological_sequence_data",
              "no_high_bandwidth_memory"]


END_USER_SCOPES = ["any", "china_or_macau", "macau_d5_or_hq", "outside_macau_d5_hq",
                   "supplement_5a", "other_destinations", "fabricator_or_osat"]


TRANSACTIONS = ["any", "export_from_us", "export_or_reexport"]


EVIDENCE = ["text", "citation only"]


class RuleThresholdColumns(Table):
    """What is said of one control parameter."""

    threshold_id: str = column("Stable slug of the parameter in its version",
                               str_matches=columns.SLUG)
    rule_version_id: str = column("Version it is in force under", str_matches=columns.SLUG)
    control_paragraphs: TextList = column("What the test decides: 3A090.a, 4E091; model, cluster, "
                                          "letter, tariff or bill outside the control list")
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
    applies_to: str = column("Kind of item: designed or marketed for data centers or not, a model "
                             "mainly of biological sequence data, or a chip without "
                             "high-bandwidth memory", isin=APPLIES_TO)
    end_user_scope: str = column("For whom, beyond the destinations of the paragraph; hq means "
                                 "headquartered, or with an ultimate parent, there",
                                 isin=END_USER_SCOPES)
    transaction: str = column("Which transfers", isin=TRANSACTIONS)
    exception_codes: str = column("Licence exceptions it belongs to, joined by `;`", nullable=True)
    completed_from_date: pl.Date = column("First day of transfers it is for, where the text names "
                                          "their years", nullable=True)
    completed_to_date: pl.Date = column("First day of transfers it is for no longer, where the text "
                                        "names their years", nullable=True)
    note: str = column("What a reader must know to apply it", nullable=True)
    citation: str = columns.citation()


class SeedRuleThreshold(
    RuleThresholdColumns, name="seed.rule_threshold", key=("threshold_id",),
    grain="threshold",
                        group="rules", may_be_empty=True):
    """Control parameters, each version with all that are in force under it.

    The citation names the document that set the value, and the paragraph that states it.
    """


class CoreRuleThreshold(
    RuleThresholdColumns, name="core.rule_threshold", key=("threshold_id",),
    grain="threshold",
                        group="rules", may_be_empty=True):
    """Control parameters with the days they are in force and whether held text proves them."""

    restated_citation: str = column("Document that last printed the paragraph again and left the "
                                    "value; NULL: none did, or the one that set it",
                                    nullable=True)
    series: str = column("Chain of versions", str_matches=columns.SLUG)
    effective_from_date: pl.Date = column("First day in force; NULL for a bill", nullable=True)
    effective_to_date: pl.Date = column("First day no longer in force; NULL while it is",
                                        nullable=True)
    evidence: str = column("text: the tuple was found in the held text of that version; citation "
                           "only: that text is not held", isin=EVIDENCE)
    text_locator: str = column("Paragraph it was found in", nullable=True)
    text_last_seen_date: pl.Date = column("Last day of which a capture says so", nullable=True)

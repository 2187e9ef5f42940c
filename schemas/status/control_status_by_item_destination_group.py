"""What a row of `metric.control_status_by_item_destination_group` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.rules.rule_event import HQ_GROUPS, STATUSES
from schemas.status.item_words import TRUTHS, item_id, rule_version_id
from schemas.status.situations import (
    TRANSACTIONS,
    licence_readings,
    licence_required,
    readings,
)

REASON_CODES = ["embargo", "no_rule_in_force", "not_subject_to_ear", "not_classified", "excluded_by_note",
                "no_requirement_for_destination", "licence_exception", "review_policy",
                "no_stated_policy", "letter", "in_force_early", "general_prohibition", "not_enforced",
                "before_compliance_date", "unknown_input"]


class ControlStatus(
    Table, name="metric.control_status_by_item_destination_group",
    key=("item_id", "destination_group_id", "end_user_hq_group", "transaction",
         "valid_from_date"),
    grain="item, destination group, headquarters group, transaction and interval",
    group="status", may_be_empty=True,
    counts=("item_parameter",),
):
    """Text status and enforced status of an item for a destination and an end user (M02).

    Intervals of days from 2022-01-01. 3A090, 4A090, letters and the embargoes of part 746 count;
    no listed party and no controlled end use is assumed. Text in force and enforcement in fact
    stand side by side; what the words mean stands in core.status_word. Not legal advice.
    """

    item_id: str = item_id()
    destination_group_id: str = column("Kind of destination, see core.destination_group_member",
                                       str_matches=columns.SLUG)
    end_user_hq_group: str = column(
        "Where the end user or its ultimate parent is headquartered; supp8: an entity of Supplement "
        "No. 8 to part 740", isin=HQ_GROUPS)
    transaction: str = column("export_us: from the United States; reexport: from another country; "
                              "transfer: within a country", isin=TRANSACTIONS)
    valid_from_date: pl.Date = column("First day")
    valid_to_date: pl.Date = column("First day no longer; NULL: still so", nullable=True)
    status_text: str = column("What the text in force asks for", isin=STATUSES)
    status_enforced: str = column("What is asked for in fact: compliance dates, letters to the "
                                  "item's designer, announced non-enforcement", isin=STATUSES)
    status_set: TextList = column("Statuses the text may give, over all cases of unknown inputs")
    status_enforced_set: TextList = column("The same in fact")
    licence_required_text: str = licence_required("the text")
    licence_required_enforced: str = licence_required("what is enforced")
    reading_count: int = readings()
    licence_reading_text_count: int = licence_readings("the text")
    licence_reading_enforced_count: int = licence_readings("what is enforced")
    text_control: str = column("Whether the item is classified in 3A090 or 4A090 at all, whatever "
                               "the destination", isin=TRUTHS)
    paragraph_set: TextList = column("Paragraphs it may be classified in; empty: none")
    rule_version_id: str = rule_version_id("Version of the text in force; NULL before the first",
                                           nullable=True)
    deciding_paragraph: str = column(
        "Deciding paragraph: the one that classifies the item, or the note that takes it out; for "
        "an item that no test catches, the test it misses by least", nullable=True)
    clause: str = column("Deciding alternative of that paragraph", nullable=True)
    trigger_values: str = column("Values, thresholds and margins that decide, in words",
                                 nullable=True)
    requirement_ids: TextList = column("Rows that ask for a licence, see core.legal_provision")
    exception_ids: TextList = column("Licence exceptions the text offers, by code")
    exception_enforced_ids: TextList = column("Those that count in fact")
    review_policy_ids: TextList = column("Rows that say how an application is judged, text")
    review_policy_enforced_ids: TextList = column("The same in fact")
    overlay_event_ids: TextList = column("Letters, notices and announcements that bear on the item "
                                         "here, see core.rule_event")
    overlay_basis: str = column("How well it is known that the deciding letter binds the item: "
                                "imputed beyond the named items", nullable=True,
                                isin=columns.BASES)
    foreign_measure_ids: TextList = column("Measures of other countries; they change no status")
    ambiguity_ids: TextList = column("Interpretive choices the answer rests on")
    reason_code: str = column("Step that decided the text status", isin=REASON_CODES)
    enforced_reason_code: str = column("Step that decided the enforced status",
                                       isin=REASON_CODES)
    reason: str = column("The reasoning in words; names what is unknown")

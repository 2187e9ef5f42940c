"""Control status: what the law asks for an item, a destination, an end user and a day.

The steps, each a table: the legal cases of an item (control_parameters.py), the provisions that reach
a destination group, the letters and announcements about the item, the status (M02). Where the cases
of unknown inputs end in different statuses the answer is `undetermined` and names the input.

The provisions themselves, as curated rows, stand in provisions.py.
"""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.control_parameters import TRUTHS, item_id, rule_version_id
from schemas.rule_events import HQ_GROUPS, STATUSES

TRANSACTIONS = ["export_us", "reexport", "transfer"]
REASON_CODES = ["no_rule_in_force", "not_subject_to_ear", "not_classified", "excluded_by_note",
                "no_requirement_for_destination", "licence_exception", "review_policy",
                "no_stated_policy", "letter", "in_force_early", "not_enforced", "before_compliance_date",
                "unknown_input"]


class EventResult(
    Table, name="metric.event_result_by_item", key=("item_id", "rule_event_id"), group="rules",
    may_be_empty=True,
):
    """Items that letters, announcements and foreign measures on chips are about, or may be about.

    Where destinations an event reaches stand in core.destination_scope_member; items it is surely
    not about have no row.
    """

    item_id: str = item_id()
    rule_event_id: str = column("Event, see core.rule_event", str_matches=columns.SLUG)
    result: str = column("Whether the item is in its scope", isin=["yes", "undetermined"])
    item_basis: str = column("reported: named, or caught by numbers stated to its maker; imputed: "
                             "caught by numbers stated to another", isin=columns.BASES)
    is_named: bool = column("Named by the event, itself or by the chip in it")
    trigger_values: str = column("Values, thresholds and margins, in words", nullable=True)
    unknown_input: str = column("Input that leaves it open", nullable=True)


class CaseStatus(
    Table, name="metric.case_status_by_destination_group",
    key=("case_id", "rule_version_id", "destination_group_id", "end_user_hq_group", "transaction",
         "valid_from_date"),
    group="rules", may_be_empty=True,
):
    """Status of each distinct legal case, by text and in fact, before letters.

    Requirement, then licence exceptions, then the prevailing review policy, of the provisions in
    force in a period.
    """

    case_id: str = column("Legal case, see metric.item_case_by_rule_version")
    rule_version_id: str = rule_version_id("Version in force")
    destination_group_id: str = column("Group of destinations", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters of the end user", isin=HQ_GROUPS)
    transaction: str = column("export_us, reexport or transfer", isin=TRANSACTIONS)
    valid_from_date: pl.Date = column("First day since which provisions are as they are, "
                                      "see core.legal_period")
    status_text: str = column("Status by the text", isin=STATUSES)
    status_enforced: str = column("Status in fact, before letters", isin=STATUSES)
    requirement_ids: TextList = column("Provisions that ask for a licence, by text")
    requirement_enforced_ids: TextList = column("The same in fact")
    exception_ids: TextList = column("Codes of the licence exceptions that excuse, by text")
    exception_enforced_ids: TextList = column("The same in fact")
    review_policy_ids: TextList = column("Prevailing review policy, by text")
    review_policy_enforced_ids: TextList = column("The same in fact")
    not_enforced_event_ids: TextList = column("Events that keep a requirement or exception of the "
                                              "text from counting")
    ambiguity_ids: TextList = column("Interpretive choices of the provisions used")


class ItemSituation(
    Table, name="metric.item_situation_by_period", key=("item_id", "valid_from_date"),
    group="rules", may_be_empty=True,
):
    """What bears on the status of an item in a period: its legal cases and the events about it.

    Items with the same situation_id are treated alike by the law.
    """

    item_id: str = item_id()
    valid_from_date: pl.Date = column("First day of the period, see core.legal_period")
    valid_to_date: pl.Date = column("First day of the next period", nullable=True)
    provisions_from_date: pl.Date = column("Day since which provisions are as they are")
    rule_version_id: str = rule_version_id("Version in force; NULL before the first",
                                           nullable=True)
    situation_id: int = column("Number of the situation", ge=1)
    case_ids: TextList = column("Its legal cases")
    letters: TextList = column("Letters and notices in force that bind its designer and catch it: "
                               "event, yes or undetermined, basis")
    noted_event_ids: TextList = column("Other events of the United States that name it")
    foreign_event_ids: TextList = column("Measures of other countries about it")


class SituationColumns(Table):
    """Which situation is meant, and who does what for whom, in what is said of one."""

    situation_id: int = column("Situation, see metric.item_situation_by_period", ge=1)
    destination_group_id: str = column("Group of destinations", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters of the end user", isin=HQ_GROUPS)
    transaction: str = column("export_us, reexport or transfer", isin=TRANSACTIONS)


class LetterEffect(
    SituationColumns, name="metric.letter_effect_by_destination_group",
    key=("situation_id", "destination_group_id", "end_user_hq_group", "transaction",
         "rule_event_id"),
    group="rules", may_be_empty=True,
):
    """Letters and notices on an item where they reach the destination, with the status they set."""

    rule_event_id: str = column("Letter or notice", str_matches=columns.SLUG)
    effect: str = column("licence_required, or effective_early: a later rule applies already",
                         isin=["licence_required", "effective_early"])
    is_sure: bool = column("Whether item and destinations are known to be in its scope")
    item_basis: str = column("How well it is known that it binds the item", isin=columns.BASES)
    resulting_status: str = column("Status it sets, where the text asks for less", isin=STATUSES)


class SituationStatus(
    SituationColumns, name="metric.situation_status_by_destination_group",
    key=("situation_id", "destination_group_id", "end_user_hq_group", "transaction"),
    group="rules", may_be_empty=True,
):
    """Status of each distinct situation: the sets over its cases, and letters laid over them."""

    status_text: str = column("Status by the text", isin=STATUSES)
    status_enforced: str = column("Status in fact", isin=STATUSES)
    status_set: TextList = column("Statuses the text may give")
    status_enforced_set: TextList = column("Statuses that may hold in fact")
    requirement_ids: TextList = column("Provisions that ask for a licence, by text")
    exception_ids: TextList = column("Licence exceptions that excuse, by text")
    exception_enforced_ids: TextList = column("The same in fact")
    review_policy_ids: TextList = column("Prevailing review policies, by text")
    review_policy_enforced_ids: TextList = column("The same in fact")
    deciding_event_ids: TextList = column("Letters, notices and non-enforcement that make the status "
                                          "in fact differ")
    deciding_step: str = column("Why the status in fact differs from the text; NULL: it does not",
                                nullable=True, isin=["letter", "in_force_early", "not_enforced",
                                                     "before_compliance_date"])
    deciding_basis: str = column("How well it is known that the letters bind the item",
                                 nullable=True, isin=columns.BASES)
    noted_event_ids: TextList = column("Other events of the United States that name the item here")
    foreign_measure_ids: TextList = column("Measures of other countries here")
    ambiguity_ids: TextList = column("Interpretive choices of provisions and letters")


class LetterFinding(
    Table, name="metric.letter_finding_by_item", key=("item_id", "deciding_event_ids"),
    group="rules", may_be_empty=True,
):
    """Values by which letters catch an item, in words."""

    item_id: str = item_id()
    deciding_event_ids: TextList = column("Letters together")
    trigger_values: str = column("Values, thresholds and margins of the letters, in words",
                                 nullable=True)


class ControlStatus(
    Table, name="metric.control_status_by_item_destination_group",
    key=("item_id", "destination_group_id", "end_user_hq_group", "transaction",
         "valid_from_date"),
    group="rules", may_be_empty=True,
):
    """Text status and enforced status of an item for a destination and an end user (M02).

    Intervals of days from 2022-01-01. Only 3A090, 4A090 and letters count: not_controlled does not
    mean free of every other rule (embargoes, listed parties, end uses). Text in force and
    enforcement in fact stand side by side. Not legal advice.
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
    text_control: str = column("Whether the item is classified in 3A090 or 4A090 at all, whatever "
                               "the destination", isin=TRUTHS)
    paragraph_set: TextList = column("Paragraphs it may be classified in; empty: none")
    rule_version_id: str = rule_version_id("Version of the text in force; NULL before the first",
                                           nullable=True)
    paragraph_id: str = column(
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


class ChipStatus(
    Table, name="metric.control_status_by_chip_destination_group",
    key=("destination_group_id", "end_user_hq_group", "chip_id", "valid_from_date"),
    group="rules", may_be_empty=True,
):
    """Status of every chip, exported from the United States to end users headquartered where they are.

    A cut of M02 for the macros control_status and control_status_all, which expand groups to
    countries and pick the day.
    """

    destination_group_id: str = column("Group of destinations", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters of end users there", isin=HQ_GROUPS)
    chip_id: str = columns.chip_id()
    valid_from_date: pl.Date = column("First day")
    valid_to_date: pl.Date = column("First day no longer; NULL: still so", nullable=True)
    chip_name: str = column("Name in common use")
    status_text: str = column("What the text in force asks for", isin=STATUSES)
    status_enforced: str = column("What is asked for in fact", isin=STATUSES)
    rule_version_id: str = rule_version_id("Version of the text in force", nullable=True)
    paragraph_id: str = column("Deciding paragraph", nullable=True)
    clause: str = column("Deciding alternative", nullable=True)
    reason: str = column("The reasoning in words")
    release_date: pl.Date = column("Day the chip was announced", nullable=True)

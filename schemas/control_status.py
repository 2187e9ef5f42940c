"""Control status: what the law asks for an item, a destination, an end user and a day.

The steps, each a table: the legal numbers of an item (M01), every threshold tested on them, the
paragraph they lead to, the provisions that reach a destination group, the status (M02). What is
not known is not guessed: an unknown input is followed in every case it allows, and where the cases
end in different statuses the answer is `undetermined` and names the input.

The provisions themselves, as curated rows, stand in provisions.py.
"""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.rule_events import HQ_GROUPS, STATUSES

ITEM_KINDS = ["chip", "hbm_stack", "board", "server", "rack"]
TRUTHS = ["yes", "no", "undetermined"]
TRANSACTIONS = ["export_us", "reexport", "transfer"]
DENSITY_CASES = ["area_known", "area_bounded", "area_unknown", "planar", "no_processing"]
REASON_CODES = ["no_rule_in_force", "not_subject_to_ear", "not_classified", "excluded_by_note",
                "no_requirement_for_destination", "licence_exception", "review_policy",
                "no_stated_policy", "letter", "in_force_early", "not_enforced", "before_compliance_date",
                "unknown_input"]


def item_id() -> str:
    """The id of an item of core.item."""
    found: str = column("Item, see core.item; of a chip, its chip_id", str_matches=columns.SLUG)
    return found


def rule_version_id(description: str, *, nullable: bool = False) -> str:
    """The id of a rule version."""
    found: str = column(description, nullable=nullable, str_matches=columns.SLUG)
    return found


class ControlParameter(
    Table, name="metric.control_parameter_by_chip_rule_version",
    key=("item_id", "rule_version_id"), group="rules", may_be_empty=True,
):
    """The legal performance numbers of each item under each rule version that tests them (M01).

    TPP is the largest, over the number formats whose dense peak is known, of dense TOPS times the
    length in bits of the operands; a sparse figure never counts. Boards, servers and racks have the
    numbers of one contained chip, since 4A090 asks about the contained circuit. Density is TPP over
    the area of all logic dies with non-planar transistors; unknown areas give an interval.
    """

    item_id: str = item_id()
    rule_version_id: str = rule_version_id("Version whose way of counting is used")
    item_kind: str = column("chip, hbm_stack, board, server or rack", isin=ITEM_KINDS)
    chip_id: str = column("The contained circuit; NULL for memory", nullable=True,
                          str_matches=columns.SLUG)
    total_processing_performance_tpp_low: float = measure("Low end", ge=0)
    total_processing_performance_tpp: float = measure(
        "Total processing performance; 0 for memory, NULL where no dense peak is known", ge=0)
    total_processing_performance_tpp_high: float = measure("High end", ge=0)
    total_processing_performance_tpp_basis: str = column("reported, estimated or imputed",
                                                         nullable=True, isin=columns.BASES)
    tpp_number_format: str = column("Format that gives the largest product", nullable=True)
    operand_length_bit: float = measure("Length of its operands as counted under this version")
    applicable_die_area_mm2_low: float = measure("Low end")
    applicable_die_area_mm2: float = measure("Area of all logic dies with non-planar transistors")
    applicable_die_area_mm2_high: float = measure("High end, from the size of a reticle")
    density_case: str = column(
        "area_known; area_bounded: only a largest possible area is known; area_unknown; planar: no "
        "applicable die, density is undefined and meets no test; no_processing: memory",
        isin=DENSITY_CASES)
    performance_density_tpp_per_mm2_low: float = measure("TPP over the largest area", ge=0)
    performance_density_tpp_per_mm2: float = measure("TPP over the applicable die area", ge=0)
    performance_density_tpp_per_mm2_high: float = measure(
        "TPP over the smallest area; NULL: no upper end is known", ge=0)
    performance_density_tpp_per_mm2_basis: str = column("Weakest of TPP and area", nullable=True,
                                                        isin=columns.BASES)
    io_bandwidth_gb_per_s: float = measure("Chip-to-chip rate, all links, both directions", ge=0)
    dram_bandwidth_gb_per_s: float = measure("Total DRAM bandwidth; on-chip SRAM is none", ge=0)
    memory_bandwidth_density_per_mm2_gb_per_s_low: float = measure("Over the largest package")
    memory_bandwidth_density_per_mm2_gb_per_s: float = measure(
        "Bandwidth over package area, for memory stacks")
    memory_bandwidth_density_per_mm2_gb_per_s_high: float = measure("Over the smallest package")
    memory_bandwidth_density_per_mm2_gb_per_s_basis: str = column(
        "reported, estimated or imputed", nullable=True, isin=columns.BASES)
    is_datacenter: bool = column("Designed or marketed for data centers", nullable=True)
    is_subject_to_ear: bool = column("Subject to the Export Administration Regulations",
                                     nullable=True)
    interval_kind: str = column("range where low and high differ", nullable=True, isin=["range"])
    unknown: str = column("Reason for each input that is not known, as `input:reason`",
                          nullable=True)
    constant_ids: TextList = column("Assumptions used, see core.model_constant")
    ambiguity_ids: TextList = column("Interpretive choices made, see core.ambiguity")
    input_row_count: int = column("Cells of core.chip and core.item used", ge=0)


class ThresholdResult(
    Table, name="metric.threshold_result_by_item", key=("item_id", "threshold_id"),
    group="rules", may_be_empty=True,
):
    """Every number of core.rule_threshold held against every item: met, not met, or not knowable.

    For a value in [low, high] and `>= t`: yes if low >= t, no if high < t, else undetermined.
    """

    item_id: str = item_id()
    threshold_id: str = column("Parameter, see core.rule_threshold", str_matches=columns.SLUG)
    rule_version_id: str = rule_version_id("Version it belongs to")
    metric: str = column("What is measured")
    result: str = column("Whether the value meets it", isin=TRUTHS)
    value_low: float = measure("Low end of the item's value; NULL: none known", ge=0)
    value: float = measure("The item's value", ge=0)
    value_high: float = measure("High end; NULL: none known", ge=0)
    value_basis: str = column("reported, estimated or imputed", nullable=True, isin=columns.BASES)
    threshold_value: float = measure("The number in the text")
    margin_ratio: float = column("(value - threshold) / threshold; negative is below",
                                 nullable=True)
    test: str = column("The comparison in words, such as `TPP 4992 >= 4800 (4.0 % above)`")
    unknown_input: str = column("Input that is missing or straddles the number", nullable=True)


class ItemWorld(
    Table, name="metric.item_world_by_rule_version",
    key=("item_id", "rule_version_id", "world_number"), group="rules", may_be_empty=True,
):
    """The combinations that an item's unknown inputs allow: in each, every test has an answer.

    An input between two thresholds counts as one possibility, whatever its exact value. An item
    whose inputs are known has one row.
    """

    item_id: str = item_id()
    rule_version_id: str = rule_version_id("Version tested")
    world_number: int = column("Number of the combination, from 0", ge=0)
    is_datacenter: bool = column("Designed or marketed for data centers, here; NULL for memory",
                                 nullable=True)
    is_us_marketed: bool = column("Commercially available in the United States when a provision that "
                                  "asks for it was published, here")
    met_ids: TextList = column("Parameters of core.rule_threshold that are met here")


class ItemCase(
    Table, name="metric.item_case_by_rule_version",
    key=("item_id", "rule_version_id", "case_number"), group="rules", may_be_empty=True,
):
    """The legal cases an item may be under a version: one, or several where inputs are unknown.

    Each case is the outcome of the whole test for one combination of what the inputs may be:
    .a before .b, notes, licence exceptions and review thresholds together, so that dependent tests
    never contradict one another.
    """

    item_id: str = item_id()
    rule_version_id: str = rule_version_id("Version tested")
    case_number: int = column("Number of the case, from 1", ge=1)
    case_id: str = column("What bears on the status, in one text: cases with the same id are "
                          "treated alike; `none`: no paragraph")
    parameter_paragraph: str = column(
        "Paragraph of 3A090 whose parameters are met; NULL: none", nullable=True)
    control_paragraph: str = column("Paragraph that classifies the item: of 4A090 for what contains "
                                    "the circuit", nullable=True)
    clause: str = column("First alternative of it that is met", nullable=True)
    excluding_locator: str = column("Note that takes the item out", nullable=True)
    is_datacenter: bool = column("Designed or marketed for data centers, in this case",
                                 nullable=True)
    is_subject_to_ear: bool = column("Subject to the EAR, in this case")
    is_us_marketed: bool = column("Commercially available in the United States when the version was "
                                  "published, in this case")
    passed_locators: TextList = column("Paragraphs on exceptions and review whose numbers are met")
    designer_group_codes: TextList = column("Country groups of the designer that provisions ask for")


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
    valid_from_date: pl.Date = column("First day of the period, see core.legal_period")
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
    rule_version_id: str = rule_version_id("Version in force; NULL before the first",
                                           nullable=True)
    situation_id: int = column("Number of the situation", ge=1)
    case_ids: TextList = column("Its legal cases")
    letters: TextList = column("Letters and notices in force that bind its designer and catch it: "
                               "event, yes or undetermined, basis")
    noted_event_ids: TextList = column("Other events of the United States that name it")
    foreign_event_ids: TextList = column("Measures of other countries about it")


class SituationStatus(
    Table, name="metric.situation_status_by_destination_group",
    key=("situation_id", "destination_group_id", "end_user_hq_group", "transaction"),
    group="rules", may_be_empty=True,
):
    """Status of each distinct situation: the sets over its cases, and letters laid over them."""

    situation_id: int = column("Situation, see metric.item_situation_by_period", ge=1)
    destination_group_id: str = column("Group of destinations", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters of the end user", isin=HQ_GROUPS)
    transaction: str = column("export_us, reexport or transfer", isin=TRANSACTIONS)
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


class ItemParagraphResult(
    Table, name="metric.item_paragraph_result_by_rule_version",
    key=("item_id", "rule_version_id", "control_paragraph"), group="rules", may_be_empty=True,
):
    """Is an item classified in a paragraph under a version, by which clause and which values?"""

    item_id: str = item_id()
    rule_version_id: str = rule_version_id("Version tested")
    control_paragraph: str = column("Paragraph: 3A090.a, 3A090.b, 3A090.c, 4A090.a, 4A090.b")
    result: str = column("Whether the item is classified there", isin=TRUTHS)
    clause: str = column("The alternative that decides: met first, or missed by least, or left open",
                         nullable=True)
    deciding_locator: str = column("Paragraph of that alternative, or the note that excludes",
                                   nullable=True)
    trigger_values: str = column("Values, thresholds and margins of that alternative, in words",
                                 nullable=True)
    shortfall_ratio: float = column("Of an item not caught by numbers: by how much of the threshold "
                                    "the nearest alternative is missed", nullable=True, ge=0)
    unknown_inputs: str = column("Inputs that leave it open, with their reasons", nullable=True)


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


class ItemFinding(
    Table, name="metric.item_finding_by_rule_version", key=("item_id", "rule_version_id"),
    group="rules", may_be_empty=True,
):
    """Where an item stands in the control list under a version, in one row and in words."""

    item_id: str = item_id()
    rule_version_id: str = rule_version_id("Version tested")
    text_control: str = column("Whether it is classified in 3A090 or 4A090", isin=TRUTHS)
    paragraph_set: TextList = column("Paragraphs it may be classified in")
    paragraph_id: str = column("Deciding paragraph or note", nullable=True)
    clause: str = column("Deciding alternative", nullable=True)
    trigger_values: str = column("Values, thresholds and margins that decide", nullable=True)
    free_reason_code: str = column("Why no licence is asked, where none is",
                                   isin=["not_subject_to_ear", "not_classified",
                                         "excluded_by_note", "no_requirement_for_destination"])
    unknown_inputs: str = column("Inputs that leave it open, with their reasons", nullable=True)
    finding: str = column("The classification in words")
    ambiguity_ids: TextList = column("Interpretive choices of the item's numbers")


class LetterFinding(
    Table, name="metric.letter_finding_by_item", key=("item_id", "deciding_event_ids"),
    group="rules", may_be_empty=True,
):
    """Values by which letters catch an item, in words."""

    item_id: str = item_id()
    deciding_event_ids: TextList = column("Letters together")
    trigger_values: str = column("Values, thresholds and margins of the letters, in words",
                                 nullable=True)

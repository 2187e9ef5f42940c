"""The legal numbers of items, every threshold tested on them, and the paragraph they lead to.

What is not known is not guessed: an unknown input is followed in every case it allows. Destinations,
provisions and the status itself stand in control_status.py and provisions.py.
"""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure

ITEM_KINDS = ["chip", "hbm_stack", "board", "server", "rack"]
TRUTHS = ["yes", "no", "undetermined"]
DENSITY_CASES = ["area_known", "area_bounded", "area_unknown", "planar", "no_processing"]


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


class ItemParagraphResult(
    Table, name="metric.item_paragraph_result_by_rule_version",
    key=("item_id", "rule_version_id", "control_paragraph"), group="rules", may_be_empty=True,
):
    """Whether an item is classified in a paragraph under a version, by which clause and values."""

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

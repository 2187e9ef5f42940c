"""What a row of `metric.control_parameter_by_item_rule_version` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.status.item_words import item_id, rule_version_id

ITEM_KINDS = ["chip", "hbm_stack", "board", "server", "rack"]


DENSITY_CASES = ["area_known", "area_bounded", "area_unknown", "planar", "no_processing"]


class ControlParameter(
    Table, name="metric.control_parameter_by_item_rule_version",
    key=("item_id", "rule_version_id"),
    grain="item and rule version", group="status", may_be_empty=True,
    counts=("item_parameter",),
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
    is_datacenter: bool = column("Designed or marketed for data centers; NULL: not known", nullable=True)
    is_subject_to_ear: bool = column("Subject to the Export Administration Regulations; NULL: not known",
                                     nullable=True)
    interval_kind: str = column("range where low and high differ", nullable=True, isin=["range"])
    unknown: str = column("Reason for each input that is not known, as `input:reason`",
                          nullable=True)
    constant_ids: TextList = column("Assumptions used, see core.model_constant")
    ambiguity_ids: TextList = column("Interpretive choices made, see core.ambiguity")
    input_row_count: int = column("Cells of core.chip and core.item used", ge=0)

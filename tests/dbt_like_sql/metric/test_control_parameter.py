"""Legal performance numbers (M01): dense peaks, formats, areas, memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from tests.support.tiny import constants, frame, made

NAME = "metric.control_parameter_by_item_rule_version"
VERSION = "us-3a090-2023"
Built = Callable[[str], pl.DataFrame]


def parameters(**chip: Any) -> dict[str, Any]:
    """The numbers of one chip under a version that tests all of them."""
    about = {"chip_id": "a", "chip_name": "A", "designer": "D", "designer_country_code": "USA",
             "transistor_type": "non_planar", "is_datacenter": True, "is_subject_to_ear": True}
    item = {"item_id": "a", "item_name": "A", "item_kind": "chip", "maker": "D",
            "maker_country_code": "USA", "chip_id": "a", "citation": "c"}
    return computed(frame("core.chip", about | chip), item)


def computed(chips: pl.DataFrame, item: dict[str, Any]) -> dict[str, Any]:
    jurisdiction = {"item_id": item["item_id"], "designer": "D", "designer_country_code": "USA",
                    "is_subject_to_ear": True, "ambiguity_ids": []}
    rows = made(
        NAME,
        ("core.chip", chips), ("core.chip_peak", made("core.chip_peak", ("core.chip", chips))),
        ("core.item", frame("core.item", item)),
        ("core.item_jurisdiction", frame("core.item_jurisdiction", jurisdiction)),
        ("core.rule_threshold", frame("core.rule_threshold", {
            "threshold_id": "t", "rule_version_id": VERSION, "term": "total processing performance",
            "metric": "total_processing_performance", "role": "control"})),
        ("core.model_constant", constants()),
        ("core.ambiguity", frame("core.ambiguity", {"ambiguity_id": "sram-is-no-dram"},
                                 {"ambiguity_id": "memory-package-area"})),
    )
    return rows.row(0, named=True)


def test_the_official_example_reaches_4800_either_way() -> None:
    """Technical note of both texts: 600 TOPS at 8 bits, or 300 TFLOPS at 16 bits, are 4800."""
    for peak in ({"peak_dense_int8_op_per_s": 600e12}, {"peak_dense_fp16_flop_per_s": 300e12}):
        assert parameters(**peak)["total_processing_performance_tpp"] == 4800.0


def test_the_largest_product_over_all_formats_counts_and_names_its_format() -> None:
    """fp16 100 x 16 = 1600; int8 250 x 8 = 2000; fp4 1000 x 4 = 4000: 4-bit rates count too."""
    found = parameters(peak_dense_fp16_flop_per_s=100e12, peak_dense_int8_op_per_s=250e12,
                       peak_dense_fp4_flop_per_s=1000e12)
    assert found["total_processing_performance_tpp"] == 4000.0
    assert (found["tpp_number_format"], found["operand_length_bit"]) == ("fp4", 4.0)


def test_tf32_counts_its_19_bits_and_says_so() -> None:
    """TF32 alone at 100 TFLOP/s: 100 x 19 = 1900; beside fp16 at 200 it is 3200 of fp16."""
    found = parameters(peak_dense_tf32_flop_per_s=100e12, peak_dense_int8_op_per_s=1e12)
    assert found["total_processing_performance_tpp"] == 1900.0
    assert "tf32_operand_bits" in found["constant_ids"]
    assert "tf32-bit-length" in found["ambiguity_ids"]
    both = parameters(peak_dense_tf32_flop_per_s=100e12, peak_dense_fp16_flop_per_s=200e12)
    assert both["total_processing_performance_tpp"] == 3200.0
    assert "tf32_operand_bits" not in both["constant_ids"]


def test_a_chip_of_which_only_wide_formats_are_known_has_a_lower_bound_alone() -> None:
    """FP32 32 TFLOP/s x 32 = 1024 at least; its matrix rates are not disclosed."""
    found = parameters(peak_dense_fp32_flop_per_s=32e12)
    assert found["total_processing_performance_tpp_low"] == 1024.0
    assert found["total_processing_performance_tpp"] is None
    assert found["total_processing_performance_tpp_high"] is None
    assert found["total_processing_performance_tpp_basis"] == "imputed"


def test_wide_formats_suffice_where_the_chip_has_no_narrower_ones() -> None:
    """FP32 10 TFLOP/s x 32 = 320, all narrower formats stated not to be supported."""
    narrow = ["fp16_flop", "fp8_flop", "int8_op", "fp6_flop", "fp4_flop"]
    unknown = "; ".join(f"peak_dense_{name}_per_s:not_supported" for name in narrow)
    found = parameters(peak_dense_fp32_flop_per_s=10e12, unknown=unknown)
    assert found["total_processing_performance_tpp"] == 320.0


@pytest.mark.parametrize(("chip", "case", "low", "value", "high"), [
    ({"logic_die_area_mm2": 826.0}, "area_known", 4992 / 826, 4992 / 826, 4992 / 826),
    ({"logic_die_count": 2}, "area_bounded", 4992 / (2 * 858), None, None),
    ({}, "area_unknown", 0.0, None, None),
    ({"transistor_type": None, "logic_die_area_mm2": 826.0}, "area_unknown", 0.0, None, None),
    ({"transistor_type": "planar", "logic_die_area_mm2": 826.0}, "planar", None, None, None),
])
def test_density_is_an_interval_where_the_area_is_not_known(
    chip: dict[str, Any], case: str, low: float | None, value: float | None, high: float | None
) -> None:
    """TPP 312 x 16 = 4992 over 826 mm2 is 6.04; two dies of at most 858 mm2 give at least 2.91."""
    found = parameters(peak_dense_fp16_flop_per_s=312e12, **chip)
    name = "performance_density_tpp_per_mm2"
    assert found["density_case"] == case
    assert [found[f"{name}_low"], found[name], found[f"{name}_high"]] == [low, value, high]
    assert (found["interval_kind"] == "range") == (value is None and case != "planar")


def test_a_memory_stack_has_a_density_and_no_processing() -> None:
    """256 GB/s over 91.99 mm2 are 2.783; of unknown area 256/150 to 256/80, that is 1.707 to 3.2."""
    item = {"item_id": "a", "item_name": "A", "item_kind": "hbm_stack", "maker": "D",
            "maker_country_code": "KOR", "memory_bandwidth_gb_per_s": 256.0, "citation": "c"}
    name = "memory_bandwidth_density_per_mm2_gb_per_s"
    known = computed(frame("core.chip"), item | {"package_area_mm2": 91.99})
    assert known[name] == pytest.approx(2.783, abs=1e-3)
    assert known["total_processing_performance_tpp"] == 0.0
    unknown = computed(frame("core.chip"), item)
    assert unknown[f"{name}_low"] == pytest.approx(256 / 150)
    assert unknown[f"{name}_high"] == pytest.approx(256 / 80)
    assert unknown[f"{name}_basis"] == "imputed"


def test_on_chip_sram_is_no_dram() -> None:
    """20 PB/s of SRAM: total DRAM bandwidth is 0, and the ledger says why."""
    found = parameters(peak_dense_fp16_flop_per_s=1e12, memory_bandwidth_gb_per_s=2e7,
                       memory_type="SRAM")
    assert found["dram_bandwidth_gb_per_s"] == 0.0
    assert "sram-is-no-dram" in found["ambiguity_ids"]


@pytest.mark.parametrize(("item", "tpp", "density", "transfer"), [
    ("nvidia-a100-sxm-80gb", 4992.0, 6.044, 600.0),
    ("nvidia-a800-sxm-80gb", 4992.0, 6.044, 400.0),
    ("nvidia-h20", 2368.0, 2.909, 900.0),
    ("nvidia-rtx-4090-d", 4707.2, 7.736, 64.0),
    ("nvidia-dgx-a100-640gb", 4992.0, 6.044, 600.0),
])
def test_known_chips_have_their_published_numbers(
    built: Built, item: str, tpp: float, density: float, transfer: float
) -> None:
    """A100: 624 TOPS x 8 = 4992 over 826 mm2; H20: 296 x 8 = 2368 over 814; 4090 D: 588.4 x 8.

    A server has the numbers of one of its chips, not of eight.
    """
    row = built(NAME).row(
        by_predicate=(pl.col("item_id") == item) & (pl.col("rule_version_id") == VERSION), named=True)
    assert row["total_processing_performance_tpp"] == pytest.approx(tpp, abs=0.1)
    assert row["performance_density_tpp_per_mm2"] == pytest.approx(density, abs=1e-3)
    assert row["io_bandwidth_gb_per_s"] == transfer


def test_every_item_has_numbers_under_every_version_that_tests_some(built: Built) -> None:
    rows = built(NAME)
    versions = built("core.rule_threshold").filter(pl.col("rule_version_id").str.contains("3a090"))
    assert rows.height == built("core.item").height * rows["rule_version_id"].n_unique()
    assert set(versions["rule_version_id"]) <= set(rows["rule_version_id"])

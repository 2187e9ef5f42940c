"""Epoch AI's machine-learning hardware table in the publisher's vocabulary; no corrections."""

from __future__ import annotations

import polars as pl

from schemas.columns import chip_measure, column, measure
from schemas.raw import RawTable


class RawEpochMlHardware(
    RawTable, name="raw.epoch_ml_hardware", key=("hardware_name",), grain="hardware", group="chips"
):
    """Hardware used for machine learning, one row per name, as Epoch AI lists it.

    Peak rates are Epoch's; its table states dense rates where a maker publishes both, but says so
    in notes only. Dates on a first of month or year may be padded from a coarser date.
    """

    hardware_name: str = column("Name of the hardware; Epoch renames in place")
    manufacturer: str = column("Company that sells the hardware", nullable=True)
    hardware_type: str = column("GPU, TPU, NPU and so on", nullable=True)
    notes: str = column("Epoch's remarks and sources for single cells", nullable=True)
    release_date: pl.Date = column("Release date; coarse dates are padded by Epoch", nullable=True)
    release_price_usd: float = measure("Price at release")
    fp64_flop_per_s: float = chip_measure("FP64 (double precision) performance", "flop_per_s")
    fp32_flop_per_s: float = chip_measure("FP32 (single precision) performance", "flop_per_s")
    fp16_flop_per_s: float = chip_measure("FP16 (half precision) performance", "flop_per_s")
    tf32_flop_per_s: float = chip_measure("TF32 performance", "flop_per_s")
    tensor_fp16_bf16_flop_per_s: float = chip_measure(
        "FP16/BF16 performance of tensor units", "flop_per_s")
    fp8_flop_per_s: float = chip_measure("FP8 performance", "flop_per_s")
    fp4_flop_per_s: float = chip_measure("FP4 performance", "flop_per_s")
    int16_op_per_s: float = chip_measure("INT16 performance", "op_per_s")
    int8_op_per_s: float = chip_measure("INT8 performance", "op_per_s")
    int4_op_per_s: float = chip_measure(
        "INT4 performance; in November 2025 headed INT4/FP4", "op_per_s")
    memory_size_gb: float = chip_measure("Memory per board", "gb")
    memory_bandwidth_gb_per_s: float = measure("Memory bandwidth")
    intranode_bandwidth_gb_per_s: float = measure("Bandwidth to other chips of the same node")
    internode_bandwidth_gb_per_s: float = measure("Network bandwidth; published in bit/s")
    die_size_mm2: float = chip_measure("Die area", "mm2")
    tdp_w: float = chip_measure("Thermal design power", "w")
    base_clock_mhz: float = measure("Base clock")
    boost_clock_mhz: float = measure("Boost clock")
    memory_clock_mhz: float = measure("Memory clock")
    memory_bus_bit: float = measure("Width of the memory bus")
    tensor_core_count: float = measure("Tensor cores")
    process_size_nm: float = measure("Name of the process node as a number")
    foundry: str = column("Company that makes the dies", nullable=True)
    transistor_count: float = chip_measure("Transistors; published in millions", "count")
    datasheet_link: str = column("Links to datasheets, several lines at times", nullable=True)
    price_source: str = column("Source of the price", nullable=True)
    ml_models: str = column("Names of models trained on the hardware, joined by commas",
                            nullable=True)
    last_modified_at: str = column("When Epoch last edited the record, as printed", nullable=True)
    max_performance_op_per_s: float = chip_measure(
        "Highest performance over formats, as Epoch derives it", "op_per_s")
    energy_efficiency_per_w_op_per_s: float = measure("Max performance per watt, derived by Epoch")
    total_processing_performance_bit_op_per_s: float = measure(
        "Total processing performance, derived by Epoch"
    )
    price_performance_per_usd_op_per_s: float = measure(
        "Performance per dollar, derived by Epoch; re-based in December 2025"
    )
    ml_op_per_s: float = chip_measure(
        "Performance in the format machine learning uses, derived by Epoch", "op_per_s")

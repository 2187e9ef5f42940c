"""Epoch AI's older chip data set in the publisher's vocabulary; no corrections."""

from __future__ import annotations

import polars as pl

from schemas.columns import chip_measure, column, measure
from schemas.raw import RawTable


class RawEpochChipDataset(
    RawTable, name="raw.epoch_chip_dataset", key=("hardware_name", "occurrence"),
    grain="hardware and occurrence", group="chips"
):
    """CPUs, GPUs and accelerators since 1999 as Epoch AI listed them until June 2025.

    Predecessor of raw.epoch_ml_hardware: that table's records are those with is_ml_hardware here.
    Columns that a release lacks are NULL. Known upstream slips stand as printed: Cerebras CS-2 has
    its transistor count in the millions column, NorthPole its operations per second under TOPS.
    """

    hardware_name: str = column("Name of the hardware; Epoch renames in place")
    occurrence: int = column(
        "Number among the records of that name with different content: the one with the most "
        "filled cells is 1, equally full ones follow the order of their text", gt=0)
    is_name_shared: bool = column(
        "Whether the release holds other content under the same name, so that the name alone is "
        "ambiguous")
    manufacturer: str = column("Company that sells the hardware", nullable=True)
    hardware_type: str = column("CPU, GPU, TPU and so on", nullable=True)
    release_date: pl.Date = column("Release date; coarse dates are padded by Epoch", nullable=True)
    release_price_usd: float = measure("Price at release")
    fp64_flop_per_s: float = chip_measure("FP64 (double precision) performance", "flop_per_s")
    fp32_flop_per_s: float = chip_measure("FP32 (single precision) performance", "flop_per_s")
    fp16_flop_per_s: float = chip_measure("FP16 (half precision) performance", "flop_per_s")
    tf32_flop_per_s: float = chip_measure("TF32 performance", "flop_per_s")
    tensor_fp16_bf16_flop_per_s: float = chip_measure(
        "FP16/BF16 performance of tensor units; in 2024 headed FP16 Tensor Core", "flop_per_s")
    fp8_flop_per_s: float = chip_measure("FP8 performance; since June 2025", "flop_per_s")
    fp4_flop_per_s: float = chip_measure("FP4 performance; since June 2025", "flop_per_s")
    int16_op_per_s: float = chip_measure("INT16 performance", "op_per_s")
    int8_op_per_s: float = chip_measure("INT8 performance", "op_per_s")
    int4_op_per_s: float = chip_measure("INT4 performance; since March 2025", "op_per_s")
    performance_op_per_s: float = chip_measure(
        "Performance without a number format; published in TOPS, since June 2025", "op_per_s")
    operand_length_bit: float = measure("Bit length of the best performance; since June 2025")
    memory_size_gb: float = chip_measure("Memory per board", "gb")
    memory_bandwidth_gb_per_s: float = measure("Memory bandwidth")
    intranode_bandwidth_gb_per_s: float = measure("Bandwidth to other chips of the same node")
    internode_bandwidth_gb_per_s: float = measure("Network bandwidth; published in bit/s")
    lambda_throughput_per_s_count: float = measure(
        "Samples per second of LambdaLabs' ResNet-50 training in FP32 with PyTorch")
    die_size_mm2: float = measure("Die area; the list has small chips too", ge=1, le=60_000)
    tdp_w: float = chip_measure("Thermal design power", "w")
    base_clock_mhz: float = measure("Base clock")
    boost_clock_mhz: float = measure("Boost clock")
    memory_clock_mhz: float = measure("Memory clock")
    memory_bus_bit: float = measure("Width of the memory bus")
    shading_unit_count: float = measure("Shading units", ge=0)
    tmu_count: float = measure("Texture mapping units", ge=0)
    rop_count: float = measure("Render output units; compute GPUs have none", ge=0)
    sm_count: float = measure("Streaming multiprocessors", ge=0)
    tensor_core_count: float = measure("Tensor cores")
    rt_core_count: float = measure("Ray tracing cores", ge=0)
    process_size_nm: float = measure("Name of the process node as a number")
    foundry: str = column("Company that makes the dies, or Unknown; two are joined by a comma",
                          nullable=True)
    transistor_count: float = chip_measure("Transistors; published in millions", "count")
    prominent_years: str = column("Years in which it was much used, as printed", nullable=True)
    google_cloud_price_per_hour_usd: float = measure("Google Cloud's price on 17 December 2022")
    datasheet_link: str = column("Links to datasheets, several lines at times", nullable=True)
    price_source: str = column("Source of the price", nullable=True)
    ml_models: str = column("Names of models trained on the hardware, joined by commas",
                            nullable=True)
    ml_model_count: int = column("Number of models trained on the hardware; since March 2025",
                                 nullable=True, ge=0)
    hardware_prices: str = column("Sources of the price records that name the hardware, joined by "
                                  "commas", nullable=True)
    is_ml_hardware: bool = column("Whether Epoch lists it as machine-learning hardware; NULL "
                                  "before March 2025", nullable=True)
    is_unverified: bool = column("Whether Epoch marks the record as unverified; NULL before March 2025",
                                 nullable=True)
    last_modified_at: str = column(
        "When Epoch last edited the record, as printed, in the unstated time zone of the export",
        nullable=True)
    max_performance_op_per_s: float = chip_measure(
        "Highest performance of any format, derived by Epoch", "op_per_s")
    energy_efficiency_per_w_op_per_s: float = measure("Max performance per watt, derived by Epoch")
    energy_efficiency_16_bit_per_w_op_per_s: float = measure(
        "16-bit performance per watt, derived by Epoch; since June 2025")

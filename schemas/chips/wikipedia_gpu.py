"""GPU specifications from Wikipedia's tables in the publisher's vocabulary; no corrections."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.columns import chip_measure, column, measure
from schemas.raw import RawTable


class RawWikipediaGpu(
    RawTable, name="raw.wikipedia_gpu", key=("entry_key",),
    grain="entry", group="chips"):
    """Graphics processors as Wikipedia's lists print them, one row per entry of gpu-info-api.

    Figures printed as `2x 8` are multiplied out, see `gpu_count`. A 0, which the tables print where
    a GPU has no such unit, is NULL. Where a cell holds more than its column, `partly_read_text`
    keeps the cell; where no number could be read, `unparsed_text` does.
    """

    entry_key: str = column("Vendor, model and code name; numbered where entries share them")
    vendor: str = column("Maker whose list the entry stands in: NVIDIA, AMD or Intel")
    model_name: str = column("Name of the model, for consoles that of the console")
    code_name: str = column("Name of the chip or core", nullable=True)
    gpu_count: int = measure("GPUs on the board, where figures are printed as `N x` figure")
    launch_text: str = column("Launch date as printed, with any price", nullable=True)
    launch_date: pl.Date = column("First day of the period in which it was launched", nullable=True)
    launch_date_precision: str = columns.precision("the launch date")
    release_price_text: str = column("Release price as printed", nullable=True)
    release_price_usd: float = measure(
        "First plain list price in dollars, MSRP before Founders Edition; NULL for ranges and OEM"
    )
    process_text: str = column("Process as printed, at times with the architecture", nullable=True)
    process_node_nm: float = measure("Name of the first process node as a number; TSMC 4N is 4")
    foundry: str = column("Foundry or foundries of the first process, if stated", nullable=True)
    transistor_count: float = chip_measure(
        "Transistors, all dies; a lost exponent is the one that gives a plausible density",
        "count",
    )
    die_area_mm2: float = chip_measure(
        "Die area, all dies where printed as `2x`; the first of several", "mm2")
    memory_size_gb: float = chip_measure(
        "First of the memory sizes, in GB as memory is sold: a GiB is read as a GB, 1024 MB as one",
        "gb",
    )
    memory_type: str = column("Memory type or types as printed", nullable=True)
    memory_bandwidth_gb_per_s: float = measure("First memory bandwidth; of a range the top")
    memory_bus_bit: float = measure("Width of the memory bus; the first of several")
    tdp_w: float = chip_measure(
        "Thermal design power, or total board power where the table has that; of a range the top",
        "w",
    )
    peak_fp64_base_flop_per_s: float = chip_measure(
        "Vector FP64 rate, the lower of two printed", "flop_per_s")
    peak_fp64_boost_flop_per_s: float = chip_measure(
        "Vector FP64 rate, the higher of two printed or the only one",
        "flop_per_s",
    )
    peak_fp32_base_flop_per_s: float = chip_measure(
        "Vector FP32 rate, the lower of two printed: at base clock, before 2012 at the lowest clock",
        "flop_per_s",
    )
    peak_fp32_boost_flop_per_s: float = chip_measure(
        "Vector FP32 rate, the higher of two printed or the only one; of variants the first",
        "flop_per_s",
    )
    peak_fp16_base_flop_per_s: float = chip_measure(
        "Vector FP16 rate, the lower of two printed", "flop_per_s")
    peak_fp16_boost_flop_per_s: float = chip_measure(
        "Vector FP16 rate, the higher of two printed or the only one; for AMD's MI100 and MI200 "
        "the tables print the matrix rate here",
        "flop_per_s",
    )
    peak_bf16_flop_per_s: float = chip_measure(
        "BF16 rate; the table does not say of which unit", "flop_per_s")
    tensor_fp16_dense_flop_per_s: float = chip_measure(
        "FP16 rate of tensor units, printed beside a sparse one; the higher of base and boost",
        "flop_per_s",
    )
    tensor_fp16_sparse_flop_per_s: float = chip_measure(
        "FP16 rate of tensor units with 2:1 sparsity; RTX Ada workstation cards print the FP8 rate",
        "flop_per_s",
    )
    tensor_fp16_flop_per_s: float = chip_measure(
        "FP16 rate of tensor units under a header silent on sparsity: dense for Turing and most "
        "data-centre boards, sparse for GeForce 40 laptops and L40",
        "flop_per_s",
    )
    tensor_fp4_dense_flop_per_s: float = chip_measure(
        "FP4 rate of tensor units, dense", "flop_per_s")
    tensor_fp4_sparse_flop_per_s: float = chip_measure(
        "FP4 rate of tensor units with 2:1 sparsity", "flop_per_s")
    tensor_int8_op_per_s: float = chip_measure(
        "INT8 rate of tensor units; headers are silent on sparsity (AMD dense, laptops sparse)",
        "op_per_s",
    )
    partly_read_text: str = column(
        "Cells that say more than their column: `header: cell` joined by `; `", nullable=True
    )
    unparsed_text: str = column(
        "Cells in which no number could be read: `header: cell` joined by `; `", nullable=True
    )

"""What a row of `seed.chip` and `core.chip` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import chip_measure, column, measure


class ChipColumns(Table):
    """What is said of a chip, bundled or believed."""

    chip_id: str = columns.chip_id()
    chip_name: str = column("Name in common use")
    designer: str = column("Company that designed the chip")
    designer_country_code: str = column(
        "Country of the designer's headquarters, ISO 3166-1 alpha-3", str_matches=columns.COUNTRY
    )
    release_date: pl.Date = column("Day the product was announced", nullable=True)
    release_date_precision: str = columns.precision("the release date")
    shipping_date: pl.Date = column("First volume shipments", nullable=True)
    shipping_date_precision: str = columns.precision("the shipping date")
    process_node: str = column("Process node as the foundry names it", nullable=True)
    transistor_type: str = column(
        "Planar or non-planar (FinFET, GAA) transistors; performance density counts non-planar dies",
        nullable=True, isin=["planar", "non_planar"],
    )
    logic_die_count: int = measure("Logic dies in the package, memory dies excluded")
    logic_die_area_mm2: float = chip_measure("Area of all logic dies in the package", "mm2")
    transistor_count: float = chip_measure("Transistors of the logic dies", "count")
    peak_dense_fp64_flop_per_s: float = chip_measure("Dense FP64 peak of the fastest unit type", "flop_per_s")
    peak_dense_fp32_flop_per_s: float = chip_measure("Dense FP32 peak of the fastest unit type", "flop_per_s")
    peak_dense_tf32_flop_per_s: float = chip_measure("Dense TF32 peak", "flop_per_s")
    peak_dense_fp16_flop_per_s: float = chip_measure(
        "Dense FP16/BF16 peak of the fastest unit type", "flop_per_s")
    peak_dense_fp8_flop_per_s: float = chip_measure("Dense FP8 peak", "flop_per_s")
    peak_dense_int8_op_per_s: float = chip_measure("Dense INT8 peak", "op_per_s")
    peak_dense_fp6_flop_per_s: float = chip_measure("Dense FP6 peak", "flop_per_s")
    peak_dense_fp4_flop_per_s: float = chip_measure("Dense FP4 peak", "flop_per_s")
    memory_size_gb: float = chip_measure("Memory on the package or board", "gb")
    memory_type: str = column("Memory technology, such as HBM3", nullable=True)
    memory_bandwidth_gb_per_s: float = measure("Memory bandwidth")
    interconnect: str = column("Name of the chip-to-chip interconnect", nullable=True)
    io_bandwidth_gb_per_s: float = measure(
        "Chip-to-chip I/O bandwidth, aggregate over all links, both directions"
    )
    tdp_w: float = chip_measure("Thermal design power", "w")
    is_datacenter: bool = column("Designed or marketed for data centers; NULL: not known", nullable=True)
    form_factor: str = column("Board or module type", nullable=True,
                              isin=["sxm", "pcie", "oam", "module"])
    variant_of_chip_id: str = column("Chip that this one is a cut or export variant of",
                                     nullable=True, str_matches=columns.SLUG)
    is_subject_to_ear: bool = column(
        "Subject to the U.S. Export Administration Regulations; NULL: not known", nullable=True
    )
    ear_basis: str = column(
        "Why: U.S. design, the foreign-direct-product rules, or General Prohibition 10",
        nullable=True,
        isin=["us_designed", "foreign_direct_product", "general_prohibition_10"],
    )
    unknown: str = columns.unknown()


class SeedChip(ChipColumns, name="seed.chip", key=("chip_id",), grain="chip", group="chips"):
    """AI accelerators and the GPUs that matter for controls, curated with a citation per row."""

    citation: str = columns.citation()
    citation_url: str = columns.citation_url()


class CoreChip(ChipColumns, name="core.chip", key=("chip_id",), grain="chip", group="chips"):
    """AI accelerators and relevant GPUs, as believed in this build.

    Each cell is the believed statement of core.chip_fact, where its source and place stand. Peaks
    are dense, of the fastest unit type of the format; a sparse figure never stands here.
    """

    confirmed_cell_share: float = columns.confirmed_cell_share()

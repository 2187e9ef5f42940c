"""Hardware as databases list it, beyond the chips of our register."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure


class CoreHardwareListing(
    Table, name="core.hardware_listing", key=("source_id", "source_key"), group="chips",
    may_be_empty=True,
):
    """Processors as each database lists them, in one vocabulary: one row per record, not per chip.

    Nothing is matched or merged: the same GPU listed by two databases is two rows. A chip of
    core.chip is named where an alias says so.
    """

    source_id: str = columns.source_id()
    source_key: str = column("Key of the record in its source")
    hardware_name: str = column("Name in the source", nullable=True)
    manufacturer: str = column("Company that sells it", nullable=True)
    hardware_type: str = column("GPU, CPU, TPU and so on, as the source says", nullable=True)
    is_used_for_ml: bool = column("The source lists models trained on it", nullable=True)
    chip_id: str = column("Chip of core.chip, where an alias names it", nullable=True,
                          str_matches=columns.SLUG)
    release_date: pl.Date = column("Release date; coarse dates may be padded", nullable=True)
    release_price_usd: float = measure("Price at release, nominal")
    fp32_flop_per_s: float = measure("FP32 rate of the vector units, boost where stated")
    fp16_flop_per_s: float = measure("FP16 rate of the vector units, boost where stated")
    die_area_mm2: float = measure("Die area")
    transistor_count: float = measure("Transistors")
    memory_bandwidth_gb_per_s: float = measure("Memory bandwidth")
    tdp_w: float = measure("Thermal design power")
    first_snapshot_id: str = column("Snapshot in which the record was first seen")
    source_locator: str = column("Place of the record in that snapshot")


class MetaUnmatchedName(
    Table, name="meta.unmatched_name", key=("source_id", "source_name", "entity_table_name"),
    group="meta", may_be_empty=True,
):
    """Names in sources that no alias ties to an entity: they are listed, never guessed."""

    source_id: str = columns.source_id("Source that uses the name")
    source_name: str = column("The name, or key, in the source")
    entity_table_name: str = column("Table whose entities it matches none of")
    hardware_type: str = column("What the source says it is", nullable=True)
    source_locator: str = column("Place of the record in its snapshot")


class ProvenanceCoverageByTable(
    Table, name="metric.provenance_coverage_by_table", key=("table_name", "column_name"),
    group="meta",
):
    """Can every number be traced: the share of known cells by how exactly their source is stated (M32).

    cell: row and column of a snapshot or bundled file; document: a cited document only.
    """

    table_name: str = column("Table the cells stand in")
    column_name: str = column("Column the cells stand in")
    known_cell_count: int = column("Cells with a value", ge=0)
    unknown_cell_count: int = column("Cells without one, each with its reason", ge=0)
    traced_share: float = column("Share of known cells with any source", nullable=True, ge=0, le=1)
    cell_locator_share: float = column("Share of known cells traced to row and column",
                                       nullable=True, ge=0, le=1)
    document_locator_share: float = column("Share of known cells traced to a document only",
                                           nullable=True, ge=0, le=1)
    curated_share: float = column("Share of known cells from the bundled register", nullable=True,
                                  ge=0, le=1)

"""What organizations spend on compute, and what they have said a model or a service cost."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.clusters.cluster import CLUSTER_TIERS
from schemas.columns import column

SPEND_UNITS = ["usd", "flop", "chip_hour", "energy_kwh", "gpu_hour"]


SPEND_PARTS = ["total", "inference", "research_and_development", "training_final", "experiments",
               "data", "capital", "staff"]


class ComputeSpendColumns(Table):
    """What one organization spent, in one unit, on one part, in one period."""

    compute_spend_id: str = column("Stable slug of the statement", str_matches=columns.SLUG)
    organization_id: str = column("Organization, see core.organization", str_matches=columns.SLUG)
    period_start_date: pl.Date = column("First day of the period")
    period_end_date: pl.Date = column("Last day of the period")
    spend_unit: str = column("Unit of the amount", isin=SPEND_UNITS)
    spend_part: str = column("What it was spent on", isin=SPEND_PARTS)
    value_low: float = column("Low end of the stated range", nullable=True, gt=0)
    value: float = column("Amount, in the unit beside it", gt=0)
    value_high: float = column("High end of the stated range", nullable=True, gt=0)
    value_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    confidence_tier: str = column("How sure the source is", isin=CLUSTER_TIERS)
    note: str = column("What a reader must know, such as whose infrastructure is counted",
                       nullable=True)


class SeedComputeSpend(
    ComputeSpendColumns, name="seed.compute_spend", key=("compute_spend_id",),
    grain="statement",
                       group="spending", may_be_empty=True):
    """Compute spend in public documents, curated with a citation per row."""

    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreComputeSpend(
    ComputeSpendColumns, name="core.compute_spend", key=("compute_spend_id",),
    grain="statement",
                       group="spending", may_be_empty=True):
    """Compute spend, bundled and from databases; the measure is always energy, money or hours apart."""

    spend_part: str = column(f"What it was spent on; {columns.NO_WORD}",
                             nullable=True, isin=SPEND_PARTS)
    value_basis: str = column(f"reported, estimated or imputed; {columns.NO_WORD}",
                              nullable=True, isin=columns.BASES)
    confidence_tier: str = column(f"How sure the source is; {columns.NO_WORD}",
                                  nullable=True, isin=CLUSTER_TIERS)
    source_id: str = columns.source_id("Source of the row: `seed` or a source of meta.source")
    first_snapshot_id: str = column("Snapshot it was first seen in; NULL for bundled rows",
                                    nullable=True)
    source_locator: str = column("Row of that source")
    is_chosen: bool = column("Believed: of the statements about one organization, period, unit and "
                             "part, the one to count")

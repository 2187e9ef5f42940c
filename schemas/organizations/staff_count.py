"""How many people organizations, or parts of them, employ."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.clusters.cluster import CLUSTER_TIERS
from schemas.columns import column


class StaffCountColumns(Table):
    """One statement of how many people work somewhere."""

    staff_count_id: str = column("Stable slug of the statement", str_matches=columns.SLUG)
    organization_id: str = column("Organization, see core.organization", str_matches=columns.SLUG)
    division: str = column("The part of it that is counted; NULL: the whole", nullable=True)
    count_date: pl.Date = column("Day the number is of")
    staff_count: float = column("People", gt=0)
    confidence_tier: str = column("How sure the source is", isin=CLUSTER_TIERS)


class SeedStaffCount(
    StaffCountColumns, name="seed.staff_count", key=("staff_count_id",),
    grain="statement",
                     group="organizations", may_be_empty=True):
    """Staff of laboratories in public documents, curated with a citation per row."""

    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreStaffCount(
    StaffCountColumns, name="core.staff_count", key=("staff_count_id",),
    grain="statement",
                     group="organizations", may_be_empty=True):
    """Staff of laboratories over time; a count of a division is never that of the whole."""

    confidence_tier: str = column(f"How sure the source is; {columns.NO_WORD}",
                                  nullable=True, isin=CLUSTER_TIERS)
    staff_count_basis: str = column(f"reported or estimated; {columns.NO_WORD}",
                                    nullable=True, isin=columns.BASES)
    source_id: str = columns.source_id("Source of the row: `seed` or a source of meta.source")
    first_snapshot_id: str = column("Snapshot it was first seen in; NULL for bundled rows",
                                    nullable=True)
    source_locator: str = column("Row of that source")

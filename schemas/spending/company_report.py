"""Columns that reports on companies share. Staff stands with organizations."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.clusters.cluster import CLUSTER_TIERS
from schemas.columns import column


class CompanyReport(Table):
    """One report on one company, as a database holds it."""

    report_id: str = column("Stable slug of the report", str_matches=columns.SLUG)
    company_name: str = column("Company, as the database names it")
    organization_id: str = column("Organization, see core.organization; NULL where no alias is listed",
                                  nullable=True, str_matches=columns.SLUG)
    source_id: str = columns.source_id()
    first_snapshot_id: str = column("Snapshot it was first seen in")
    source_locator: str = column("Row of that snapshot")


def confidence_tier() -> str:
    """How sure the database is of a report."""
    found: str = column(f"How sure the database is; {columns.NO_WORD}",
                        nullable=True, isin=CLUSTER_TIERS)
    return found

"""Which organization a company of a database is. Reports on it stand in modules of their own."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class CompanyListing(
    Table, name="core.company_listing", key=("source_id", "company_name"),
    grain="source and company",
                     group="spending", may_be_empty=True):
    """A company as a database names it, and our organization for it, found by either of its names."""

    source_id: str = columns.source_id("Database that follows the company")
    company_name: str = column("Company, as the database names it")
    organization_id: str = column("Organization, see core.organization; NULL where no alias is listed",
                                  nullable=True, str_matches=columns.SLUG)
    company_type: str = column("Kind of company, as the database says", nullable=True)
    founding_date: pl.Date = column("Day it was founded, as the database says", nullable=True)
    first_snapshot_id: str = column("Snapshot it was first seen in")
    source_locator: str = column("Row of that snapshot")

"""What a row of `seed.law_coverage` and `core.law_coverage` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class CoverageColumns(Table):
    """Through which day a subject was looked for."""

    subject: str = column("What is known", isin=["law"])
    known_through_date: pl.Date = column("Last day whose documents were looked for")
    note: str = column("What a reader must know", nullable=True)
    citation: str = columns.citation()


class SeedLawCoverage(
    CoverageColumns, name="seed.law_coverage", key=("subject",),
    grain="subject", group="status",
    may_be_empty=True):
    """Through which day the law was looked for, curated."""


class CoreLawCoverage(
    CoverageColumns, name="core.law_coverage", key=("subject",),
    grain="subject", group="status",
    copies="seed.law_coverage", may_be_empty=True,
    question="Through which day is the law known?",
    example="select known_through_date from core.law_coverage",
):
    """Through which day the law is known: no later day is answered without saying so."""

"""What a row of `core.legal_period` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class LegalPeriod(
    Table, name="core.legal_period", key=("valid_from_date",),
    grain="period", group="status",
    may_be_empty=True):
    """Days on which nothing in the law or around it changes, from 2022-01-01 on."""

    valid_from_date: pl.Date = column("First day")
    valid_to_date: pl.Date = column("First day of the next period", nullable=True)
    provisions_from_date: pl.Date = column("First day of the periods since which no provision, and no "
                                           "announcement on enforcing one, has changed")
    rule_version_id: str = column("Version of the chip controls in force", nullable=True,
                                  str_matches=columns.SLUG)

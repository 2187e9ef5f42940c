"""What companies take in, at the rate of a year."""

from __future__ import annotations

import polars as pl

from schemas.columns import column, measure
from schemas.spending.company_report import CompanyReport


class RevenueReport(
    CompanyReport, name="core.revenue_report", key=("report_id",),
    grain="report", group="spending",
    may_be_empty=True):
    """Revenue of AI companies at the rate of a year; reports of one day may differ and stand apart."""

    report_date: pl.Date = column("Day the rate is of")
    annualized_revenue_usd: float = measure("Revenue at the rate of a year")

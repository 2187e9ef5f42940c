"""What companies raised. What they spend stands in compute_spend.py."""

from __future__ import annotations

import polars as pl

from schemas.columns import column, measure
from schemas.spending.company_report import CompanyReport, confidence_tier


class FundingRound(
    CompanyReport, name="core.funding_round", key=("report_id",),
    grain="report", group="spending",
    may_be_empty=True):
    """Funding rounds of AI companies, closed or under discussion; the two are never added up."""

    close_date: pl.Date = column("Day the round closed", nullable=True)
    report_date: pl.Date = column("Day of the report", nullable=True)
    round_status: str = column("Whether it closed, as the database says", nullable=True)
    round_type: str = column("Primary, secondary, debt, as the database says", nullable=True)
    equity_usd: float = measure("Equity raised; 0 where the round was debt or a sale of shares", ge=0)
    debt_usd: float = measure("Debt raised", ge=0)
    valuation_usd: float = measure("Valuation after the money")
    confidence_tier: str = confidence_tier()
    is_left_out_by_source: bool = column("The database leaves it out of its own graph")

"""How much the products of AI companies are used."""

from __future__ import annotations

import polars as pl

from schemas.columns import column, measure
from schemas.spending.company_report import CompanyReport, confidence_tier


class UsageReport(
    CompanyReport, name="core.usage_report", key=("report_id",),
    grain="report", group="spending",
    may_be_empty=True):
    """Users, messages and tokens of products, as reported; daily and monthly users never compare."""

    product_name: str = column("Product", nullable=True)
    usage_date: pl.Date = column("Day the number is of", nullable=True)
    report_date: pl.Date = column("Day of the report", nullable=True)
    active_user_count: float = measure("Active users")
    active_user_period: str = column("Daily, weekly or monthly", nullable=True)
    daily_token_count: float = measure("Tokens a day")
    daily_message_count: float = measure("Messages a day")
    confidence_tier: str = confidence_tier()
    is_left_out_by_source: bool = column("The database leaves it out of its own graph")

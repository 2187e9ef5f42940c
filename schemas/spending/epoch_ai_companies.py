"""Epoch AI's tables of AI companies in the publisher's vocabulary; no corrections."""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.columns import column, measure
from schemas.raw import RawTable

KEY = ("record_key",)


def record_key() -> Any:
    """Epoch's own id, or what the record states."""
    return column("Epoch's id of the record; where it has none, what the record states")


def company() -> Any:
    """The company, by Epoch's name."""
    return columns.name_of_id("Company, as Epoch names it")


class RawEpochAiCompanies(
    RawTable, name="raw.epoch_ai_companies", key=("company",), grain="company", group="spending"
):
    """Companies whose revenue, staff and spending Epoch AI follows."""

    company: str = company()
    organization: str = column("Name in Epoch's table of models", nullable=True)
    company_type: str = column("Foundation and so on", nullable=True)
    product_domains: str = column("Domains, joined by commas", nullable=True)
    founding_date: pl.Date = column("Founding date", nullable=True)
    founding_source: str = column("Source of that date", nullable=True)


class RawEpochAiCompaniesComputeSpend(
    RawTable, name="raw.epoch_ai_companies_compute_spend", key=KEY,
    grain="record", group="spending",
    planned=("period_date",),
):
    """Reports of spending on compute."""

    record_key: str = record_key()
    notes: str = column("Remarks and words of the source", nullable=True)
    company: str = company()
    amount_usd: float = measure("Amount")
    category: str = column("What it was spent on, joined by commas", nullable=True)
    period_type: str = column("Year, or a rate a year", nullable=True)
    period_date: pl.Date = column("Last day of the period, or day of the rate", nullable=True)
    report_date: pl.Date = column("Day of the report, as printed", nullable=True)
    confidence: str = column("Confident, Likely or Uncertain", nullable=True)
    source_type: str = column("Kind of source", nullable=True)
    is_excluded_from_graph: bool = column("Epoch leaves it out of its graph")
    inference_spend_usd: float = measure("Amount, if it is for inference alone")
    research_spend_usd: float = measure("Amount, if it is for research and development alone")
    total_spend_usd: float = measure("Amount, if it is for both")


class RawEpochAiCompaniesFundingRounds(
    RawTable, name="raw.epoch_ai_companies_funding_rounds", key=KEY,
    grain="record", group="spending"
):
    """Funding rounds, closed or under discussion."""

    record_key: str = record_key()
    company: str = company()
    close_date: pl.Date = column("Day the round closed", nullable=True)
    status: str = column("Whether it closed", nullable=True)
    equity_usd: float = measure("Equity raised; 0 where the round was debt or a sale of shares", ge=0)
    debt_usd: float = measure("Debt raised", ge=0)
    valuation_usd: float = measure("Valuation after the money")
    report_date: pl.Date = column("Day of the report", nullable=True)
    notes: str = column("Remarks and words of the source", nullable=True)
    round_type: str = column("Primary, secondary, debt, joined by commas", nullable=True)
    confidence: str = column("Confident, Likely or Uncertain", nullable=True)
    is_excluded_from_graph: bool = column("Epoch leaves it out of its graph")


class RawEpochAiCompaniesRevenueReports(
    RawTable, name="raw.epoch_ai_companies_revenue_reports", key=KEY,
    grain="record", group="spending"
):
    """Reports of revenue at the rate of a year; reports of one day may differ."""

    record_key: str = record_key()
    company: str = company()
    report_date: pl.Date = column("Day the rate is of")
    annualized_revenue_usd: float = measure("Revenue at the rate of a year")


class RawEpochAiCompaniesStaffReports(
    RawTable, name="raw.epoch_ai_companies_staff_reports", key=KEY, grain="record", group="spending"
):
    """Reports of how many people a company, or a part of it, employs."""

    record_key: str = record_key()
    company: str = company()
    staff_count: float = measure("People")
    report_date: pl.Date = column("Day the number is of", nullable=True)
    source_1: str = column("Address of a source", nullable=True)
    source_2: str = column("Address of a source", nullable=True)
    notes: str = column("Remarks and words of the source", nullable=True)
    report_type: str = column("Full company, or a division or role", nullable=True)
    division: str = column("That division", nullable=True)
    source_type: str = column("Kind of source", nullable=True)
    confidence: str = column("Confident, Likely or Uncertain", nullable=True)
    graph_note: str = column("Remark for Epoch's graph", nullable=True)


class RawEpochAiCompaniesUsageReports(
    RawTable, name="raw.epoch_ai_companies_usage_reports", key=KEY, grain="record", group="spending"
):
    """Reports of users, messages and tokens of a product."""

    record_key: str = record_key()
    company: str = company()
    active_user_count: float = measure("Active users")
    active_user_period: str = column("Daily, weekly or monthly", nullable=True)
    daily_token_count: float = measure("Tokens a day")
    daily_message_count: float = measure("Messages a day")
    usage_date: pl.Date = column("Day the number is of", nullable=True)
    report_date: pl.Date = column("Day of the report", nullable=True)
    source_1: str = column("Address of a source", nullable=True)
    source_2: str = column("Address of a source", nullable=True)
    graph_note: str = column("Remark for Epoch's graph", nullable=True)
    notes: str = column("Remarks and words of the source", nullable=True)
    source_type: str = column("Kind of source", nullable=True)
    product: str = column("Product", nullable=True)
    confidence: str = column("Confident, Likely or Uncertain", nullable=True)
    is_excluded_from_graph: bool = column("Epoch leaves it out of its graph")

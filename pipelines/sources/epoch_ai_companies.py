"""Epoch AI's tables of AI companies: spending, funding, revenue, staff, usage.

Kept releases went through a spreadsheet: m/d/yyyy, TRUE, 1E+11, headers without a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from pipelines.formats.cells import tick
from pipelines.formats.identity import cell, once, rounded, told_apart
from pipelines.formats.tabular import Field, field, read_csv
from pipelines.source import Source
from schemas.base import Table
from schemas.spending import epoch_ai_companies as tables
from warehouse.folding.fold import Register
from warehouse.rows.records import Parsed, TextRow

COMPANIES = {
    "company": field("Name"),
    "organization": field("Organization (from Organizations)", optional=True),
    "company_type": field("Company type", optional=True),
    "product_domains": field("Product Domain(s)", optional=True),
    "founding_date": field("Founding date"),
    "founding_source": field("Founding source/notes", optional=True),
}
COMPUTE_SPEND = {
    "record_key": field("Id"),
    "notes": field("Notes"),
    "company": field("Company"),
    "amount_usd": field("Amount"),
    "category": field("Category"),
    "period_type": field("Period type"),
    "period_date": field("Date"),
    "report_date": field("Report date"),
    "confidence": field("Confidence"),
    "source_type": field("Source Type", "Source type", optional=True),
    "is_excluded_from_graph": field("Exclude from graph view", clean=tick),
    "inference_spend_usd": field("Inference compute spend"),
    "research_spend_usd": field("R&D compute spend"),
    "total_spend_usd": field("Total compute spend"),
}
FUNDING_ROUNDS = {
    "record_key": field("Id"),
    "company": field("Company"),
    "close_date": field("Close date"),
    "status": field("Status"),
    "equity_usd": field("Funding (equity)"),
    "debt_usd": field("Funding (debt)"),
    "valuation_usd": field("Valuation (post-money)"),
    "report_date": field("Report date"),
    "notes": field("Notes"),
    "round_type": field("Type"),
    "confidence": field("Confidence"),
    "is_excluded_from_graph": field("Exclude from graph view", clean=tick),
}
REVENUE_REPORTS = {
    "company": field("Company"),
    "report_date": field("Date"),
    "annualized_revenue_usd": field("Revenue amount (normalize to annual)"),
}
STAFF_REPORTS = {
    "record_key": field("Id"),
    "company": field("Company"),
    "staff_count": field("Staff count"),
    "report_date": field("Date"),
    "source_1": field("Source 1"),
    "source_2": field("Source 2"),
    "notes": field("Notes"),
    "report_type": field("Type"),
    "division": field("Division name"),
    "source_type": field("Source type"),
    "confidence": field("Confidence"),
    "graph_note": field("Graph note"),
}
USAGE_REPORTS = {
    "record_key": field("Id"),
    "company": field("Company"),
    "active_user_count": field("Active users"),
    "active_user_period": field("Active users time period"),
    "daily_token_count": field("Daily tokens"),
    "daily_message_count": field("Daily messages"),
    "usage_date": field("Date"),
    "report_date": field("Report date"),
    "source_1": field("Source 1"),
    "source_2": field("Source 2"),
    "graph_note": field("Graph note"),
    "notes": field("Notes"),
    "source_type": field("Source type"),
    "product": field("Product"),
    "confidence": field("Confidence"),
    "is_excluded_from_graph": field("Exclude from graph view", clean=tick),
}


def parse_companies(data: bytes) -> Parsed:
    """Records of raw.epoch_ai_companies."""
    return read_csv(data, COMPANIES, tables.RawEpochAiCompanies)


def parse_compute_spend(data: bytes) -> Parsed:
    """Records of raw.epoch_ai_companies_compute_spend."""
    return _reports(data, COMPUTE_SPEND, tables.RawEpochAiCompaniesComputeSpend)


def parse_funding_rounds(data: bytes) -> Parsed:
    """Records of raw.epoch_ai_companies_funding_rounds."""
    return _reports(data, FUNDING_ROUNDS, tables.RawEpochAiCompaniesFundingRounds)


def parse_revenue_reports(data: bytes) -> Parsed:
    """Records of raw.epoch_ai_companies_revenue_reports, whose records have no id."""
    return read_csv(data, REVENUE_REPORTS, tables.RawEpochAiCompaniesRevenueReports,
                    prepare=_keyed_by_content)


def parse_staff_reports(data: bytes) -> Parsed:
    """Records of raw.epoch_ai_companies_staff_reports."""
    return _reports(data, STAFF_REPORTS, tables.RawEpochAiCompaniesStaffReports)


def parse_usage_reports(data: bytes) -> Parsed:
    """Records of raw.epoch_ai_companies_usage_reports."""
    return _reports(data, USAGE_REPORTS, tables.RawEpochAiCompaniesUsageReports)


def _reports(data: bytes, fields: Mapping[str, Field], table: type[Table]) -> Parsed:
    """Reports by Epoch's id; where several bear one, each is numbered by the rest it states."""
    def numbered(rows: Iterable[TextRow]) -> Iterator[TextRow]:
        kept = list(once(rows, fields))
        uses = Counter(cell(row, "record_key") for row in kept if not row.fault)
        rest = [name for name in fields if name != "record_key"]
        for row, _, number in told_apart(kept, ("record_key",), rest):
            key = cell(row, "record_key")
            shared = f" ({number})" if key and uses[key] > 1 else ""
            yield row if row.fault else replace(
                row, cells={**row.cells, "record_key": key + shared})

    return read_csv(data, fields, table, prepare=numbered)


def _keyed_by_content(rows: Iterable[TextRow]) -> Iterator[TextRow]:
    for row, _, number in told_apart(once(rows, REVENUE_REPORTS), REVENUE_REPORTS, ()):
        parts = [rounded(cell(row, name)) for name in REVENUE_REPORTS]
        key = " ".join([*parts, *([f"({number})"] if number > 1 else [])])
        yield row if row.fault else row.saying({"record_key": key})


def _source(
    part: str, title: str, table: type[Table], parse: Callable[[bytes], Parsed], key: str,
    *prose: str,
) -> Source:
    name = f"ai_companies{part}"
    return Source(
        source_id=f"epoch_{name}",
        title=title,
        publisher="Epoch AI",
        url=f"https://epoch.ai/data/{name}.csv",
        licence="CC BY 4.0",
        citation="Epoch AI, Data on AI Companies, epoch.ai/data/ai-companies",
        table=table,
        is_bundled=True,
        parse=parse,
        register=Register(key=(key,), prose=prose),
        archive_globs=(f"epoch_ai_companies/{name}__*.csv",),
    )


SOURCES = (
    _source("", "AI Companies", tables.RawEpochAiCompanies, parse_companies, "company",
            "founding_source"),
    _source("_compute_spend", "AI Companies: compute spend",
            tables.RawEpochAiCompaniesComputeSpend, parse_compute_spend, "record_key",
            "notes"),
    _source("_funding_rounds", "AI Companies: funding rounds",
            tables.RawEpochAiCompaniesFundingRounds, parse_funding_rounds, "record_key",
            "notes"),
    _source("_revenue_reports", "AI Companies: revenue reports",
            tables.RawEpochAiCompaniesRevenueReports, parse_revenue_reports, "record_key"),
    _source("_staff_reports", "AI Companies: staff reports",
            tables.RawEpochAiCompaniesStaffReports, parse_staff_reports, "record_key",
            "notes", "graph_note"),
    _source("_usage_reports", "AI Companies: usage reports",
            tables.RawEpochAiCompaniesUsageReports, parse_usage_reports, "record_key",
            "notes", "graph_note"),
)

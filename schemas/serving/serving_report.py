"""What a row of `seed.serving_report` and `core.serving_report` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, UtcTimestamp, column, measure
from schemas.organizations.organization import organization_id

UTC_TEXT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"


class ServingReportMeasures(Table):
    """What one report says of one period of serving."""

    serving_report_id: str = column("Stable slug of the report", str_matches=columns.SLUG)
    organization_id: str = organization_id("Organization that served")
    model_ids: TextList = column(
        "Models served, see core.model_release; NULL where not said", nullable=True)
    chip_id: str = column("Accelerator, see core.chip", nullable=True, str_matches=columns.SLUG)
    average_node_count: float = measure("Servers in use, mean over the period")
    peak_node_count: float = measure("Servers in use at most")
    gpus_per_node_count: float = measure("Accelerators per server")
    period_hour_count: float = measure("Length of the period in hours")
    price_per_gpu_hour_usd: float = measure("Price of an accelerator-hour that the report assumes")
    total_token_count: float = measure("Tokens of all classes")
    input_token_count: float = measure("Input tokens, cached ones included")
    cached_input_token_count: float = measure("Input tokens read from a cache")
    output_token_count: float = measure("Output tokens")
    price_per_million_cached_input_tokens_usd: float = measure("Price that the report applies")
    price_per_million_uncached_input_tokens_usd: float = measure("Price that the report applies")
    price_per_million_output_tokens_usd: float = measure("Price that the report applies")
    prefill_per_node_per_s_token_count: float = measure(
        "Input tokens a second and server in prefill, cache hits included")
    decode_per_node_per_s_token_count: float = measure(
        "Output tokens a second and server in decoding")
    stated_cost_usd: float = measure("Cost of the period as the report prints it")
    stated_revenue_usd: float = measure("Revenue of the period as the report prints it")
    report_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    note: str = column("What a reader must know", nullable=True)
    unknown: str = columns.unknown()


class SeedServingReport(ServingReportMeasures, name="seed.serving_report",
                        key=("serving_report_id",), grain="report", group="serving"):
    """Public reports on serving language models, curated with a citation per row."""

    period_start_at: str = column("First instant of the period, UTC", str_matches=UTC_TEXT)
    period_end_at: str = column("First instant after it, UTC", str_matches=UTC_TEXT)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreServingReport(ServingReportMeasures, name="core.serving_report",
                        key=("serving_report_id",), grain="report", group="serving"):
    """Public reports on serving: servers, hours, tokens by class and the prices applied to them."""

    period_start_at: UtcTimestamp = column("First instant of the period, UTC")
    period_end_at: UtcTimestamp = column("First instant after it, UTC")
    source_locator: str = column("Row of the bundled file")
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)

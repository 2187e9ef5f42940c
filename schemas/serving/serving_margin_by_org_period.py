"""What a row of `metric.serving_margin_by_org_period` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, UtcTimestamp, column, measure
from schemas.organizations.organization import organization_id

SCENARIOS = ["as_disclosed", "list_price_low", "list_price_high", "partly_paid_low", "partly_paid",
             "partly_paid_high"]


class ServingMarginByOrgPeriod(
    Table, name="metric.serving_margin_by_org_period",
    key=("organization_id", "period_start_at", "period_end_at", "scenario"),
    grain="organization, period and scenario", group="serving",
    may_be_empty=True,
    leaves_nothing="every report has its rows, each scenario one",
):
    """Cost, revenue and markup of a disclosed period of serving, by scenario (M24).

    as_disclosed applies the report's own prices to all tokens, list_price_low and _high those in
    effect that day of the cheapest and dearest model served; the partly paid ones bill a share of
    the tokens at a discount. Markup is on cost: what the source calls a profit margin of 545 % is
    a margin of 84 % of revenue.
    """

    organization_id: str = organization_id()
    period_start_at: UtcTimestamp = column("First instant of the period, UTC")
    period_end_at: UtcTimestamp = column("First instant after it, UTC")
    scenario: str = column("Which tokens are billed at which price", isin=SCENARIOS)
    serving_report_id: str = column("Report, see core.serving_report")
    gpu_hour_count: float = measure("Accelerator-hours of the period")
    input_token_count: float = measure("Input tokens, cached ones included")
    output_token_count: float = measure("Output tokens")
    cached_input_share: float = column("Share of input read from a cache", nullable=True, ge=0,
                                       le=1)
    paid_share: float = column("Share of tokens that is billed", gt=0, le=1)
    discount_share: float = column("Discount on the price of billed tokens", ge=0, lt=1)
    serving_cost_usd: float = measure("Rent of the accelerators at the report's price")
    serving_revenue_usd: float = measure("Tokens by class at their prices; NULL where a class or "
                                         "its price is not known")
    markup_ratio: float = column("(revenue - cost) / cost", nullable=True, ge=-1)
    margin_share: float = column("(revenue - cost) / revenue", nullable=True, le=1)
    cost_per_million_output_tokens_usd: float = measure("All of the cost on output tokens")
    serving_cost_usd_2023: float = measure("In dollars of 2023")
    serving_revenue_usd_2023: float = measure("In dollars of 2023")
    serving_revenue_usd_basis: str = column("Weakest basis of the inputs", isin=columns.BASES)
    interval_kind: str = column("Scenarios, not probabilities", isin=["scenario"])
    reason_code: str = column("Why there is no markup: servers or their price are not disclosed, "
                              "or tokens by class, or no price was in effect", nullable=True,
                              isin=["no_cost_inputs", "no_token_classes", "no_token_price"])
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)

"""What companies have said of their costs and their serving, and how they get their compute.

Estimates made from other data are metrics and stand elsewhere.
"""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, UtcTimestamp, column, measure
from schemas.models import COST_SCOPES, PHASES, model_id
from schemas.organizations import organization_id

STATED_BY = ["developer", "press", "analyst"]
UTC_TEXT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"
PUE_CLASSES = ["hyperscaler", "other"]


class CostDisclosureColumns(Table):
    """One stated cost of one model, programme or firm."""

    cost_disclosure_id: str = column("Stable slug of the statement", str_matches=columns.SLUG)
    organization_id: str = organization_id("Organization that bore the cost")
    model_id: str = column("Model, see core.model_release; NULL where the cost is of none alone",
                           nullable=True, str_matches=columns.SLUG)
    cost_scope: str = column("final_run: the run that made the released model; final_and_post: with "
                             "its post-training; programme: with the experiments that led to it; "
                             "firm: all of the firm's", isin=COST_SCOPES)
    phase: str = column("Which part of training", isin=PHASES)
    stated_date: pl.Date = column("Day of the statement")
    cost_usd_low: float = measure("Low end, or what the cost is said to exceed")
    cost_usd: float = measure("Stated cost, nominal")
    cost_usd_high: float = measure("High end, or what the cost is said to stay under")
    cost_usd_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    training_chip_hour_count: float = measure("Chip-hours it is the cost of")
    price_per_chip_hour_usd: float = measure("Price per chip-hour that the statement assumes")
    stated_by: str = column("Who said so", isin=STATED_BY)
    note: str = column("What a reader must know, such as what is left out", nullable=True)


class SeedCostDisclosure(CostDisclosureColumns, name="seed.cost_disclosure",
                         key=("cost_disclosure_id",), group="spending"):
    """Costs of models in public statements, curated with a citation per row."""

    unknown: str = columns.unknown()
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreCostDisclosure(CostDisclosureColumns, name="core.cost_disclosure",
                         key=("cost_disclosure_id",), group="spending"):
    """Costs of models as stated. Scopes must not be compared with each other."""

    unknown: str = columns.unknown()
    source_locator: str = column("Row of the bundled file")
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


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
                        key=("serving_report_id",), group="spending"):
    """Public reports on serving language models, curated with a citation per row."""

    period_start_at: str = column("First instant of the period, UTC", str_matches=UTC_TEXT)
    period_end_at: str = column("First instant after it, UTC", str_matches=UTC_TEXT)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreServingReport(ServingReportMeasures, name="core.serving_report",
                        key=("serving_report_id",), group="spending"):
    """Public reports on serving: servers, hours, tokens by class and the prices applied to them."""

    period_start_at: UtcTimestamp = column("First instant of the period, UTC")
    period_end_at: UtcTimestamp = column("First instant after it, UTC")
    source_locator: str = column("Row of the bundled file")
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class TrainingStartExceptionColumns(Table):
    """When training of one model began or ended, from reports instead of its publication."""

    model_id: str = model_id()
    training_start_date: pl.Date = column("First day of training, where that is what is known",
                                          nullable=True)
    training_end_date: pl.Date = column("Last day of training, where that is what is known; the "
                                        "start is the training time before it", nullable=True)
    note: str = column("What a reader must know", nullable=True)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class SeedTrainingStartException(
    TrainingStartExceptionColumns, name="seed.training_start_exception", key=("model_id",),
    group="models",
):
    """Models whose training is dated by reports, curated with a citation per row."""


class CoreTrainingStartException(
    TrainingStartExceptionColumns, name="core.training_start_exception", key=("model_id",),
    group="models",
):
    """Models whose training is dated by reports; for others it is inferred from publication."""


class OrganizationCloudColumns(Table):
    """Where one organization would rent, and how efficient its data centers are."""

    organization_id: str = organization_id()
    provider_id: str = column("Cloud whose prices are tried first, see core.provider",
                              str_matches=columns.SLUG)
    pue_class: str = column("Which power usage effectiveness holds", isin=PUE_CLASSES)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class SeedOrganizationCloud(OrganizationCloudColumns, name="seed.organization_cloud",
                            key=("organization_id",), group="organizations"):
    """Organizations with a cloud or data centers of their own; all others take the default."""


class CoreOrganizationCloud(OrganizationCloudColumns, name="core.organization_cloud",
                            key=("organization_id",), group="organizations"):
    """Organizations with a cloud or data centers of their own; all others take the default."""


class CostingChipColumns(Table):
    """The chip that stands for a name which leaves its form or memory open."""

    hardware_name: str = column("Name in the sources, letter for letter")
    chip_id: str = columns.chip_id()
    note: str = column("What is left open", nullable=True)
    citation: str = columns.citation()


class SeedCostingChip(CostingChipColumns, name="seed.costing_chip", key=("hardware_name",),
                      group="models"):
    """Chips by which runs on hardware named by its family alone are costed."""


class CoreCostingChip(CostingChipColumns, name="core.costing_chip", key=("hardware_name",),
                      group="models"):
    """Chips by which runs on hardware named by its family alone are costed."""

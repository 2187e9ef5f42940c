"""What a row of `seed.cost_disclosure` and `core.cost_disclosure` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure
from schemas.models.model_release import COST_SCOPES
from schemas.models.training_run import PHASES
from schemas.organizations.organization import organization_id

STATED_BY = ["developer", "press", "analyst"]


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
                         key=("cost_disclosure_id",), grain="disclosure", group="spending"):
    """Costs of models in public statements, curated with a citation per row."""

    unknown: str = columns.unknown()
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreCostDisclosure(CostDisclosureColumns, name="core.cost_disclosure",
                         key=("cost_disclosure_id",), grain="disclosure", group="spending"):
    """Costs of models as stated. Scopes must not be compared with each other."""

    unknown: str = columns.unknown()
    source_locator: str = column("Row of the bundled file")
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)

"""What a row of `step.run_by_country` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.countries import areas
from schemas.models.model_release import model_id

INTERVAL_SOURCES = ["stated", "tier_spread"]


RUN_KEY = ("country_code", "confidence_tier", "country_basis", "country_rule")


class RunByCountry(
    Table, name="step.run_by_country", key=(*RUN_KEY, "model_id"),
    grain="country, confidence tier, country basis, country rule and model", group="gap"):
    """Every base model with known compute, by area, tier and country rule: ingredients of M07, M08.

    A fine-tune of a listed model is left out, since its compute counts that model's again. Where
    the source states no interval, the spread of its confidence tier stands in (see core.model_constant);
    an Unknown tier has none.
    """

    country_code: str = areas.area()
    confidence_tier: str = areas.tier_cut()
    country_basis: str = areas.country_basis()
    country_rule: str = areas.country_rule()
    model_id: str = model_id()
    model_name: str = column("Name in common use today")
    domains: TextList = column("Domains of the model")
    release_date: pl.Date = column("Day it was published or released")
    country_share: float = column("Share of the run that counts for the area", gt=0, le=1)
    compute_flop_low: float = measure("Low end of the 90 % interval of the run's compute")
    compute_flop: float = column("Training compute of the run", gt=0)
    compute_flop_high: float = measure("High end of the 90 % interval of the run's compute")
    compute_flop_basis: str = column("reported, estimated or imputed", nullable=True,
                                     isin=columns.BASES)
    interval_source: str = column("Where the interval is from: the source, or its tier's spread",
                                  nullable=True, isin=INTERVAL_SOURCES)
    credited_compute_flop: float = column("Compute that counts for the area: compute x share", gt=0)
    is_record: bool = column("Larger than all runs of the area before it")
    input_row_count: int = column("Runs of the area up to this one", gt=0)

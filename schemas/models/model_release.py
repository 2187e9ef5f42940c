"""What a row of `seed.model_release` and `core.model_release` means."""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure

TIERS = ["Confident", "Likely", "Speculative", "Unknown"]


COMPUTE_METHODS = ["reported", "operation_counting", "hardware", "comparison", "benchmarks",
                   "other"]


WEIGHTS = ["open", "restricted", "api", "hosted", "unreleased", "unknown"]


COST_SCOPES = ["final_run", "final_and_post", "programme", "firm"]


def model_id() -> Any:
    """The stable slug of a model."""
    return column("Stable slug of the model, never changed by a rename", str_matches=columns.SLUG)


class ModelReleaseColumns(Table):
    """What is said of a released model. Compute is of all phases unless the run says otherwise."""

    model_id: str = model_id()
    model_name: str = column("Name in common use today")
    domains: TextList = column("Domains, such as Language, Multimodal, Vision, Biology, Games")
    organization_ids: TextList = column("Developers, see core.organization", nullable=True)
    release_date: pl.Date = column("Day it was published or released")
    release_date_precision: str = columns.precision("the release date")
    base_model_id: str = column("Model it was fine-tuned from; NULL for a base model",
                                nullable=True, str_matches=columns.SLUG)
    is_fine_tune: bool = column(
        "Trained from an earlier model, whose compute it includes or not; tokens and hours are its own")
    parameter_count: float = measure("Parameters, all of them")
    active_parameter_count: float = measure("Parameters used per token; of a dense model, all")
    dataset_token_count: float = measure("Tokens, or of other data than language images, games and the like, "
                                         "seen in training, repeats included")
    compute_flop_low: float = measure("Low end of the training compute")
    compute_flop: float = measure("Training compute of the final run, all phases known")
    compute_flop_high: float = measure("High end of the training compute")
    compute_flop_basis: str = column("reported, estimated or imputed", nullable=True,
                                     isin=columns.BASES)
    compute_method: str = column("How the compute was found", nullable=True, isin=COMPUTE_METHODS)
    confidence_tier: str = column("How sure the source is of the compute", isin=TIERS)
    training_hardware: str = column("Hardware as the source names it, joined by `; `", nullable=True)
    training_chip_count: float = measure("Chips it was trained on")
    training_hour_count: float = measure("Wall-clock hours of training")
    training_chip_hour_count: float = measure("Chip-hours of training")
    weights_access: str = column("Who can have the weights", isin=WEIGHTS)
    cost_usd: float = measure("Disclosed or estimated training cost, nominal")
    cost_scope: str = column("What the cost is of", nullable=True, isin=COST_SCOPES)
    is_frontier: bool = column("Among the ten largest by compute when released; NULL: no source says so",
                               nullable=True)
    unknown: str = columns.unknown()


class SeedModelRelease(
    ModelReleaseColumns, name="seed.model_release", key=("model_id",),
    grain="model",
                       group="models", may_be_empty=True):
    """Models that matter to the argument, 2012 to today, curated with a citation per row.

    Figures of the developer's own report are known from its day; estimates by others from the day
    of their publication, so that the row before that day has none.
    """

    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreModelRelease(
    ModelReleaseColumns, name="core.model_release", key=("model_id",),
    grain="model",
                       group="models", may_be_empty=True, free_ids=("base_model_id",)):
    """AI models as believed in this build, base models and fine-tunes apart.

    Compute, its interval, basis, method and tier come from one source; low and high ends are there
    only where that source states them. Developers, their names and countries come from one source.
    """

    confidence_tier: str = column(f"How sure the source is of the compute; {columns.NO_WORD}",
                                  nullable=True, isin=TIERS)
    country_codes: TextList = column("Headquarters of the developers, each country once, sorted",
                                     nullable=True)
    parent_country_codes: TextList = column(
        "Headquarters of the developers' ultimate parents, each country once, sorted", nullable=True)
    organization_names: TextList = column("Developers as the believed source names them",
                                          nullable=True)
    notability_criteria: TextList = column(
        "Why a database counts it as notable; NULL: none of them does", nullable=True)
    publisher_cost_usd_2023: float = measure(
        "Training cost by a database's own model, in what it calls dollars of 2023")
    source_id: str = columns.source_id("Source the row's name comes from: `seed` or a database")
    confirmed_cell_share: float = columns.confirmed_cell_share()

"""What a row of `seed.token_price` and `core.token_price` means."""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure
from schemas.rent.provider import provider_id

TOKEN_CLASSES = ["input", "cached_input", "cache_write", "output"]


SERVICE_TIERS = ["standard", "batch", "flex", "balanced", "priority", "ultrafast"]


EFFECTIVE_BASES = ["stated", "observed"]


def service_tier() -> Any:
    """How fast the tokens are served."""
    return column("standard, or a tier that waits longer or less", isin=SERVICE_TIERS)


class TokenConditionColumns(Table):
    """When a price applies, apart from its dates; a price without conditions is the standard one."""

    service_tier: str = service_tier()
    min_prompt_token_count: int = column(
        "Prompts above this length pay this price; 0 for the price of short prompts", ge=0)
    time_of_day: str = column("Hours in which the price applies, `HH:MM-HH:MM` in UTC; `any` for all",
                              str_matches=r"^(any|\d\d:\d\d-\d\d:\d\d)$")
    weekdays: str = column("Days of those hours, `12345` for Monday to Friday; `any` for all",
                           str_matches=r"^(any|1?2?3?4?5?6?7?)$")
    region: str = column("Region in which the tokens are served, as the list's name of the model "
                         "says; `any` for the price without a region, or of all of them",
                         str_matches=r"^[a-z0-9-]+$")


class SeedTokenPrice(
    TokenConditionColumns, name="seed.token_price", key=("token_price_id",),
    grain="price",
                     group="tokens"):
    """Prices of language models in public documents, curated with a citation per row."""

    token_price_id: str = column("Stable slug of the price", str_matches=columns.SLUG)
    provider_id: str = provider_id()
    model_name: str = column("Name under which the provider sells the model")
    model_id: str = column("Model of core.model_release; NULL where it is not in it", nullable=True,
                           str_matches=columns.SLUG)
    input_price_per_million_tokens_usd: float = measure("Price of uncached input")
    cached_input_price_per_million_tokens_usd: float = measure("Price of input read from a cache")
    output_price_per_million_tokens_usd: float = measure("Price of output, reasoning included")
    effective_from_date: pl.Date = column("First day on which the price held")
    effective_to_date: pl.Date = column("First day on which it no longer held; NULL: still holds, "
                                        "as far as the cited documents say", nullable=True)
    price_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    note: str = column("What a reader must know to use the price", nullable=True)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreTokenPrice(
    TokenConditionColumns, name="core.token_price",
    question="What does DeepSeek charge for output tokens?",
    example=(
        "select model_name, time_of_day, weekdays, effective_from_date, price_per_million_tokens_usd, "
        "source_id from core.token_price where provider_name = 'deepseek' and token_class = 'output' "
        "and is_headline order by effective_from_date desc, model_name, source_id limit 5"
    ),
    key=("source_id", "provider_name", "model_name", "token_class", "service_tier",
         "min_prompt_token_count", "time_of_day", "weekdays", "region", "effective_from_date"),
    grain="source, provider, model, token class, service tier, prompt length, hours, region and interval",
    group="tokens",
):
    """Prices per million tokens, one row per interval in which a source states the price unchanged.

    Intervals are half-open. Where a source states no dates, the interval begins on the day it was
    first seen to say so, and ends on the day it was first seen to say something else or nothing.
    A bundled price without an end ends where a list that stated it too was seen to state another,
    and a believed price of a list without an end where the next believed one begins: of a
    provider's price of a model, at most one is believed on any day.
    """

    source_id: str = columns.source_id("Source of the price: `seed` or a source of meta.source")
    provider_name: str = column("Provider as the source names it; of bundled rows, its id")
    model_name: str = column("Model as the source names it")
    token_class: str = column("Which tokens", isin=TOKEN_CLASSES)
    effective_from_date: pl.Date = column("First day of the interval")
    effective_to_date: pl.Date = column("First day after it; NULL: holds still", nullable=True)
    effective_basis: str = column("stated: the source dates the price; observed: the interval is "
                                  "that of sightings", isin=EFFECTIVE_BASES)
    first_observed_date: pl.Date = column("Day on which a source was first seen to state the price; "
                                         "NULL for bundled rows", nullable=True)
    last_observed_date: pl.Date = column("Last day on which it was seen to state it", nullable=True)
    provider_id: str = column("Provider, see core.provider; NULL where no alias names it",
                              nullable=True, str_matches=columns.SLUG)
    model_id: str = column("Model, see core.model_release; NULL where no alias names it",
                           nullable=True, str_matches=columns.SLUG)
    price_per_million_tokens_usd: float = column("Price of a million tokens", ge=0)
    is_zero_stated: bool = column("The source states 0, which may mean free, included in a plan or "
                                  "not known: leave such rows out of indices")
    is_chosen: bool = column(
        "No better source states the provider's price of the model in that time: bundled rows come "
        "first, then genai_prices, models_dev and litellm_prices; zeros and prices of unmatched "
        "providers are never chosen")
    is_headline: bool = column(
        "It is chosen and holds without a condition: standard tier, short prompts, no region, at any "
        "hour, or in the dearest hours where the price depends on them")
    price_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    note: str = column("What a reader must know to use the price", nullable=True)
    first_snapshot_id: str = column("Snapshot it was first seen in; NULL for bundled rows",
                                    nullable=True)
    source_locator: str = column("Row of that source")
    citation: str = column("Document the bundled row cites, or the source's name")
    citation_url: str = column("Address of that document", nullable=True)

"""What a row of `core.token_price_listing` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.columns import column
from schemas.tokens.token_price import EFFECTIVE_BASES, TOKEN_CLASSES, TokenConditionColumns


class CoreTokenPriceListing(
    TokenConditionColumns, name="core.token_price_listing",
    key=("source_id", "provider_name", "model_name", "token_class", "service_tier",
         "min_prompt_token_count", "time_of_day", "weekdays", "region", "effective_from_date"),
    grain="source, provider, model, token class, service tier, prompt length, hours, region and interval",
    group="tokens", may_be_empty=True,
):
    """Prices in lists, one row per interval in which a list was seen to state the same.

    A list's own dates count before those of sightings: of a price it dates, the latest statement
    stands. One that had ended before it was first seen is left out, since nothing says when it
    began. An interval ends where the next one of its kind begins.
    """

    source_id: str = columns.source_id()
    provider_name: str = column("Provider as the list names it")
    model_name: str = column("Model as the list names it")
    token_class: str = column("Which tokens", isin=TOKEN_CLASSES)
    effective_from_date: pl.Date = column("First day of the interval")
    effective_to_date: pl.Date = column("First day after it; NULL: holds still", nullable=True)
    effective_basis: str = column("stated by the list, or observed", isin=EFFECTIVE_BASES)
    first_observed_date: pl.Date = column("Day on which the list was first seen to say so")
    last_observed_date: pl.Date = column("Last day on which it was seen to say so")
    price_per_million_tokens_usd: float = column("Price of a million tokens, as stated", ge=0)
    first_snapshot_id: str = column("Snapshot in which it was first seen")
    source_locator: str = column("Row of that snapshot")

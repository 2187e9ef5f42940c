"""The record that lists of token prices share, in the publishers' vocabularies."""

from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.raw import ObservationTable
from schemas.tokens.token_price import TokenConditionColumns

LISTING_KEY = ("observed_date", "provider_name", "model_name", "service_tier",
               "min_prompt_token_count", "time_of_day", "weekdays", "region", "price_number")
LISTING_CONDITIONS = ("service_tier", "region")
"""Under each value of which a list has another price of one model."""
LISTING_DATES = ("stated_from_date", "stated_to_date")
"""Days on which a price will begin or end are told ahead."""


HIGHEST_USD = 1000
"""No model of text ever cost more for a million tokens: what does is a price of a million tokens that
the list gives as one of a token, and its row is set aside."""


def listed_price(description: str) -> float:
    """A stated price; 0 is kept as stated."""
    price: float = column(description, nullable=True, ge=0, le=HIGHEST_USD)
    return price


class TokenPriceListing(ObservationTable, TokenConditionColumns):
    """One model's prices under one condition on one day, converted to millions of tokens."""

    provider_name: str = column("Provider, by the list's name; `none` where it names none")
    model_name: str = column("Model, by the list's name")
    price_number: int = column("Number in the list's dated prices of the model, the earliest first; "
                               "1 where there is one", ge=1)
    stated_from_date: pl.Date = column("Day from which the list says the price holds; NULL where it "
                                       "says nothing", nullable=True)
    stated_to_date: pl.Date = column("Day from which the list says it no longer holds", nullable=True)
    input_price_per_million_tokens_usd: float = listed_price("Price of uncached input")
    cached_input_price_per_million_tokens_usd: float = listed_price("Price of input read from a cache")
    cache_write_price_per_million_tokens_usd: float = listed_price("Price of input written to a cache")
    output_price_per_million_tokens_usd: float = listed_price("Price of output")

"""What a row of `raw.genai_price` means."""

from __future__ import annotations

from schemas.tokens.listing_columns import LISTING_DATES, LISTING_KEY, TokenPriceListing


class RawGenaiPrice(
    TokenPriceListing, name="raw.genai_price", key=LISTING_KEY,
    grain="day, provider, model, service tier, prompt length, hours, region and price", group="tokens",
                    planned=LISTING_DATES):
    """Prices in Pydantic's genai-prices, some dated, by length of the prompt or by time of day."""

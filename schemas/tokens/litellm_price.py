"""What a row of `raw.litellm_price` means."""

from __future__ import annotations

from schemas.tokens.listing_columns import LISTING_DATES, LISTING_KEY, TokenPriceListing


class RawLitellmPrice(
    TokenPriceListing, name="raw.litellm_price", key=LISTING_KEY,
    grain="day, provider, model, service tier, prompt length, hours, region and price", group="tokens",
                      planned=LISTING_DATES):
    """Prices in LiteLLM's map of models that take and give text, published per token.

    The map states no dates, and 0 may mean free, included in a plan or not known.
    """

"""What a row of `raw.models_dev_price` means."""

from __future__ import annotations

from schemas.tokens.listing_columns import LISTING_KEY, TokenPriceListing


class RawModelsDevPrice(
    TokenPriceListing, name="raw.models_dev_price", key=LISTING_KEY,
    grain="day, provider, model, service tier, prompt length, hours, region and price",
                        group="tokens"):
    """Prices in models.dev; its dates are of the models, not of the prices."""

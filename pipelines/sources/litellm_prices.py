"""LiteLLM's map of model prices, US dollars per token; older releases from tokencost's copies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.formats.prices import Condition, Listed, as_records, per_million, read_json
from pipelines.source import Source
from schemas.tokens.listing_columns import LISTING_KEY
from schemas.tokens.litellm_price import RawLitellmPrice
from warehouse.fold import Register
from warehouse.plausible import Limits
from warehouse.records import Parsed, Unreadable

TEXT_MODES = ("chat", "completion", "responses")
SAMPLE = "sample_spec"
"""An entry that explains the format, with zeros for prices."""
CLASSES = {
    "input_cost_per_token": "input", "output_cost_per_token": "output",
    "cache_read_input_token_cost": "cached_input", "input_cost_per_token_cache_hit": "cached_input",
    "cache_creation_input_token_cost": "cache_write",
}
TIERS = {None: "standard", "batches": "batch", "flex": "flex", "priority": "priority"}
PRICE = re.compile(
    rf"({'|'.join(sorted(CLASSES, key=len, reverse=True))})"
    r"(?:_above_(\d+)k_tokens)?(?:_(batches|flex|priority))?"
)


def parse(data: bytes) -> Parsed:
    """Records of raw.litellm_price, per million tokens where LiteLLM writes per token."""
    models = read_json(data)
    if not isinstance(models, dict) or not any(isinstance(m, dict) for m in models.values()):
        raise Unreadable("is no map of models; look at the file")
    return as_records(RawLitellmPrice, _listed(models))


def _listed(models: Mapping[str, Any]) -> Iterator[Listed]:
    """Prices of models of text; modes that bill by image, second or page are left out."""
    for name, about in models.items():
        is_text = isinstance(about, dict) and about.get("mode") in TEXT_MODES
        if is_text and name != SAMPLE:
            yield from _of_model(name, about)


def _of_model(name: str, about: Mapping[str, Any]) -> Iterator[Listed]:
    found: dict[Condition, Listed] = {}
    for field_name, value in about.items():
        match = PRICE.fullmatch(field_name)
        if match is None or value is None:
            continue
        kilo, tier = match[2], match[3]
        condition = Condition(TIERS[tier], int(kilo or 0) * 1000)
        provider = str(about.get("litellm_provider") or "none")
        listed = found.setdefault(condition, Listed(provider, name, condition))
        listed.prices.setdefault(CLASSES[match[1]], per_million(value))
    yield from found.values()


SOURCE = Source(
    source_id="litellm_prices",
    title="Model prices and context windows",
    publisher="BerriAI (LiteLLM)",
    url="https://raw.githubusercontent.com/BerriAI/litellm/main/"
        "model_prices_and_context_window.json",
    licence="MIT",
    citation="BerriAI, LiteLLM, model_prices_and_context_window.json",
    table=RawLitellmPrice,
    is_bundled=True,
    parse=parse,
    register=Register(key=LISTING_KEY, limits=Limits(added=2.5)),
    archive_globs=(
        "llm_prices_litellm/model_prices_and_context_window__*.json",
        "llm_prices_litellm/tokencost_model_prices__*.json",
    ),
    media="json",
    kind="observations",
    cadence_days=7.0,
)

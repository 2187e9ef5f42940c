"""models.dev: providers, their models and costs, US dollars per million tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.formats.prices import Condition, Listed, as_records, has_models, read_json
from pipelines.source import Source
from schemas.tokens.listing_columns import LISTING_KEY
from schemas.tokens.models_dev_price import RawModelsDevPrice
from warehouse.fold import Register
from warehouse.records import Parsed, Unreadable

CLASSES = {"input": "input", "cache_read": "cached_input", "cache_write": "cache_write",
           "output": "output"}
LONG = "context_over_200k"


def parse(data: bytes) -> Parsed:
    """Records of raw.models_dev_price; a model without costs is left out."""
    providers = read_json(data)
    if not isinstance(providers, dict) or not all(has_models(p) for p in providers.values()):
        raise Unreadable("is no map of providers with models; look at the file")
    return as_records(RawModelsDevPrice, _listed(providers))


def _listed(providers: Mapping[str, Any]) -> Iterator[Listed]:
    for provider, about in providers.items():
        for model, said in about["models"].items():
            cost = said.get("cost") or {}
            for costs, length in ((cost, 0), (cost.get(LONG) or {}, 200_000)):
                prices = {ours: costs[name] for name, ours in CLASSES.items() if name in costs}
                if prices:
                    condition = Condition(min_prompt_token_count=length)
                    yield Listed(provider, model, condition, prices)


SOURCE = Source(
    source_id="models_dev",
    title="models.dev",
    publisher="models.dev",
    url="https://models.dev/api.json",
    licence="MIT",
    citation="models.dev, api.json",
    table=RawModelsDevPrice,
    parse=parse,
    register=Register(key=LISTING_KEY),
    archive_globs=("models_dev/models_dev_api__*.json",),
    media="json",
    kind="observations",
    cadence_days=7.0,
)

"""models.dev: providers, their models and costs, US dollars per million tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from pipelines.formats.json_document import read_json
from pipelines.formats.prices import Condition, Listed, Reading, demand_our_terms, has_models
from pipelines.formats.regions import Regions
from pipelines.source import Source
from schemas.tokens.listing_columns import LISTING_CONDITIONS, LISTING_KEY
from schemas.tokens.models_dev_price import RawModelsDevPrice
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.rows.records import Parsed, Unreadable

CLASSES = {"input": "input", "cache_read": "cached_input", "cache_write": "cache_write",
           "output": "output"}
TIERS, CONTEXT = "tiers", "context"
LONG = "context_over_200k"
LONG_TOKENS = 200_000
"""The legacy field holds the first tier whatever its size, and so counts only without `tiers`."""
READ = (*CLASSES, TIERS, LONG)


def parse(data: bytes) -> Parsed:
    """Records of raw.models_dev_price; a model without costs is left out."""
    providers = read_json(data)
    if not isinstance(providers, dict) or not all(has_models(p) for p in providers.values()):
        raise Unreadable("is no map of providers with models; look at the file")
    reading = Reading(Regions(name for about in providers.values() for name in about["models"]))
    for provider, about in providers.items():
        if not isinstance(about["models"], dict):
            reading.refuse(provider, "no map of models")
            continue
        for model, said in about["models"].items():
            reading.add(model, partial(_of_model, reading, provider, model, said))
    return reading.parsed(RawModelsDevPrice)


def _of_model(
    reading: Reading, provider: str, model: str, said: Mapping[str, Any]
) -> Iterator[Listed]:
    cost = said.get("cost") or {}
    demand_our_terms(said)
    demand_our_terms(cost)
    reading.leave(said, ("cost",))
    region = reading.region_of(model)
    for length, costs in _by_length(reading, cost):
        prices = {ours: costs[name] for name, ours in CLASSES.items() if name in costs}
        if prices:
            condition = Condition(min_prompt_token_count=length, region=region)
            yield Listed(provider, model, condition, prices)


def _by_length(
    reading: Reading, cost: Mapping[str, Any]
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Costs by the length of the prompt above which they hold; another kind of tier is not read."""
    yield 0, cost
    _leave(reading, cost, READ, "cost.")
    tiers = cost.get(TIERS)
    if not tiers:
        yield LONG_TOKENS, cost.get(LONG) or {}
        return
    for tier in tiers:
        about = tier["tier"]
        if about.get("type") == CONTEXT and not set(about) - {"type", "size"}:
            yield int(about["size"]), tier
            _leave(reading, tier, (*CLASSES, "tier"), "cost.tiers.")
        else:
            other = sorted(set(about) - {"type", "size"})
            reading.unread[f"cost.tiers of {', '.join([str(about.get('type')), *other])}"] += 1


def _leave(reading: Reading, cost: Mapping[str, Any], read: tuple[str, ...], within: str) -> None:
    """Every field of a cost is a price, whatever its name."""
    for name, value in cost.items():
        if name not in read and value is not None:
            reading.unread[within + name] += 1


SOURCE = Source(
    source_id="models_dev",
    title="models.dev",
    publisher="models.dev",
    url="https://models.dev/api.json",
    licence="MIT",
    citation="models.dev, api.json",
    table=RawModelsDevPrice,
    parse=parse,
    register=Register(key=LISTING_KEY, limits=Limits(conditions=LISTING_CONDITIONS)),
    archive_globs=("models_dev/models_dev_api__*.json",),
    media="json",
    kind="observations",
    cadence_days=7.0,
)

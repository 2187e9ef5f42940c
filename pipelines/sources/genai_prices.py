"""Pydantic's genai-prices: US dollars per million tokens, some with dates, tiers or hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipelines.formats.prices import Condition, Listed, as_records, has_models, read_json
from pipelines.source import Source
from schemas.tokens.genai_price import RawGenaiPrice
from schemas.tokens.listing_columns import LISTING_KEY
from warehouse.fold import Register
from warehouse.records import Parsed, Unreadable

CLASSES = {"input_mtok": "input", "cache_read_mtok": "cached_input",
           "cache_write_mtok": "cache_write", "output_mtok": "output"}


def parse(data: bytes) -> Parsed:
    """Records of raw.genai_price, a row for each date, hour and prompt length that has a price."""
    providers = read_json(data)
    if not isinstance(providers, list) or not all(has_models(p) for p in providers):
        raise Unreadable("is no list of providers with models; look at the file")
    listed = (
        found for provider in providers for model in provider["models"]
        for found in _of_model(str(provider["id"]), model)
    )
    return as_records(RawGenaiPrice, listed)


def _of_model(provider: str, model: Mapping[str, Any]) -> Iterator[Listed]:
    """Prices stand alone, or as a list in which the last constraint that holds decides."""
    prices = model["prices"]
    entries = prices if isinstance(prices, list) else [{"prices": prices}]
    for condition, entry in zip(_conditions(entries), entries, strict=True):
        yield from _by_length(provider, str(model["id"]), condition, entry["prices"])


def _conditions(entries: Sequence[Mapping[str, Any]]) -> list[Condition]:
    """A dated price ends where the next begins; a price beside one with hours has the others."""
    constraints = [entry.get("constraint") or {} for entry in entries]
    starts = [str(c.get("start_date") or "") for c in constraints]
    windows = [c for c in constraints if "start_time" in c]
    rest = _window(windows[0], "end_time", "start_time") if len(windows) == 1 else "any"
    ends = [*starts[1:], ""] if any(starts) else starts
    return [
        Condition(
            time_of_day=_window(c, "start_time", "end_time") if "start_time" in c else rest,
            price_number=str(number if any(starts) else 1),
            stated_from_date=start, stated_to_date=end,
        )
        for number, (c, start, end) in enumerate(zip(constraints, starts, ends, strict=True), 1)
    ]


def _window(constraint: Mapping[str, Any], begin: str, end: str) -> str:
    """`00:30:00Z` and `16:30:00Z` as `00:30-16:30`."""
    return f"{str(constraint[begin])[:5]}-{str(constraint[end])[:5]}"


def _by_length(
    provider: str, model: str, condition: Condition, prices: Mapping[str, Any]
) -> Iterator[Listed]:
    """A price is a number, or a base with others above lengths of the prompt."""
    found: dict[int, Listed] = {}
    for field_name, price in prices.items():
        if field_name in CLASSES:
            for length, value in _steps(price):
                held = replace(condition, min_prompt_token_count=length)
                listed = found.setdefault(length, Listed(provider, model, held))
                listed.prices[CLASSES[field_name]] = value
    yield from found.values()


def _steps(price: Any) -> Iterator[tuple[int, Any]]:
    if not isinstance(price, dict):
        yield 0, price
        return
    yield 0, price["base"]
    for tier in price["tiers"]:
        yield int(tier["start"]), tier["price"]


SOURCE = Source(
    source_id="genai_prices",
    title="genai-prices",
    publisher="Pydantic",
    url="https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/data.json",
    licence="MIT",
    citation="Pydantic, genai-prices, prices/data.json",
    table=RawGenaiPrice,
    is_bundled=True,
    parse=parse,
    register=Register(key=LISTING_KEY),
    archive_globs=("llm_prices_genai_prices/genai_prices_data__*.json",),
    media="json",
    kind="observations",
    cadence_days=7.0,
)

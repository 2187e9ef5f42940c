"""Pydantic's genai-prices: US dollars per million tokens, some with dates, tiers or hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from pipelines.formats.hours import Window, rest_of, window
from pipelines.formats.json_document import read_json
from pipelines.formats.prices import Condition, Listed, Reading, demand_our_terms, has_models
from pipelines.formats.regions import Regions
from pipelines.source import Source
from schemas.tokens.genai_price import RawGenaiPrice
from schemas.tokens.listing_columns import LISTING_CONDITIONS, LISTING_KEY
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.rows.records import Parsed, Unreadable

CLASSES = {"input_mtok": "input", "cache_read_mtok": "cached_input",
           "cache_write_mtok": "cache_write", "output_mtok": "output"}
READ = ("prices", "constraint", "price_comments", "prices_checked", "price_discrepancies")
PER = "1000000"
"""Tokens that each of these prices is of."""
CONSTRAINTS = ("start_date", "start_time", "end_time", "type")
"""What a constraint may say; one that says more is of no condition that is known."""


def parse(data: bytes) -> Parsed:
    """Records of raw.genai_price, a row for each date, hour and prompt length that has a price."""
    providers = _providers(read_json(data))
    if not isinstance(providers, list) or not all(has_models(p) for p in providers):
        raise Unreadable("is no list of providers with models; look at the file")
    reading = Reading(Regions(_names(providers)))
    for provider in providers:
        if not isinstance(provider["models"], list) or "id" not in provider:
            reading.refuse(str(provider.get("id")), "no id and list of models")
            continue
        for model in provider["models"]:
            name = str(model.get("id")) if isinstance(model, dict) else str(model)
            reading.add(name, partial(_of_model, reading, str(provider["id"]), model))
    return reading.parsed(RawGenaiPrice)


def _providers(document: Any) -> Any:
    """The list of providers, which from the third shape on stands beside the units of its prices."""
    if not isinstance(document, dict) or not isinstance(document.get("units"), dict):
        return document
    units = [unit for unit in document["units"].values() if isinstance(unit, dict)]
    per = {str(unit.get("price_key")): unit.get("per") for unit in units}
    other = {name: per[name] for name in CLASSES if per.get(name, PER) != PER}
    if other:
        raise Unreadable(f"has prices of another number of tokens than {PER}: {other}; look at the file")
    return document.get("providers")


def _names(providers: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    listed = (provider["models"] for provider in providers)
    return (str(model["id"]) for models in listed if isinstance(models, list) for model in models
            if isinstance(model, dict) and "id" in model)


def _of_model(reading: Reading, provider: str, model: Mapping[str, Any]) -> Iterator[Listed]:
    """Prices stand alone, or as a list in which the last constraint that holds decides."""
    prices = model["prices"]
    demand_our_terms(model)
    reading.leave(model, READ)
    entries = prices if isinstance(prices, list) else [{"prices": prices}]
    region = reading.region_of(str(model["id"]))
    for condition, entry in _conditions(entries):
        held = replace(condition, region=region)
        yield from _by_length(provider, str(model["id"]), held, entry["prices"])
    for entry in entries:
        demand_our_terms(entry)
        demand_our_terms(entry["prices"])
        reading.leave(entry, READ)
        for name, price in entry["prices"].items():
            if name not in CLASSES and price is not None:
                reading.unread[name] += 1


def _conditions(
    entries: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Condition, Mapping[str, Any]]]:
    """A dated price ends where the next begins; a price beside ones with hours has the others."""
    constraints = [entry.get("constraint") or {} for entry in entries]
    for said in constraints:
        if set(said) - {*CONSTRAINTS}:
            raise ValueError(f"a constraint of another kind: {sorted(set(said) - {*CONSTRAINTS})}")
    starts = [str(c.get("start_date") or "") for c in constraints]
    windows = [window(c["start_time"], c["end_time"]) for c in constraints if "start_time" in c]
    rest = rest_of(windows) if windows else [Window()]
    ends = [*starts[1:], ""] if any(starts) else starts
    for number, (said, entry) in enumerate(zip(constraints, entries, strict=True), 1):
        in_hours = [window(said["start_time"], said["end_time"])] if "start_time" in said else rest
        for hours in in_hours:
            yield Condition(
                window=hours, price_number=str(number if any(starts) else 1),
                stated_from_date=starts[number - 1], stated_to_date=ends[number - 1],
            ), entry


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
    of_tiers = {name for tier in price["tiers"] for name in tier} - {"start", "price"}
    other = (set(price) - {"base", "tiers"}) | of_tiers
    if other:
        raise ValueError(f"a price of another kind: {sorted(other)}")
    yield 0, price["base"]
    for tier in price["tiers"]:
        yield int(tier["start"]), tier["price"]


FOLDER = "https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/new_data"
"""Each shape gets a folder of its own, as its README says; the one before stays and is no longer written."""
SOURCE = Source(
    source_id="genai_prices",
    title="genai-prices",
    publisher="Pydantic",
    url=f"{FOLDER}/v2/data.json",
    later_urls=(f"{FOLDER}/v3/data.json",),
    licence="MIT",
    citation="Pydantic, genai-prices, prices/new_data/v2/data.json; until 2026-07-25 "
             "prices/data.json",
    table=RawGenaiPrice,
    is_bundled=True,
    parse=parse,
    register=Register(key=LISTING_KEY, limits=Limits(conditions=LISTING_CONDITIONS)),
    archive_globs=("llm_prices_genai_prices/genai_prices_data__*.json",
                   "llm_prices_genai_prices/genai_prices_v[0-9]_data__*.json"),
    media="json",
    kind="observations",
    cadence_days=7.0,
)

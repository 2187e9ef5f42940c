"""LiteLLM's map of model prices, US dollars per token; older releases from tokencost's copies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from pipelines.formats.hours import Window, rest_of, window
from pipelines.formats.json_document import Once, read_json
from pipelines.formats.prices import Condition, Listed, Reading, demand_our_terms, per_million
from pipelines.formats.regions import Regions
from pipelines.source import Source
from schemas.tokens.listing_columns import LISTING_CONDITIONS, LISTING_KEY
from schemas.tokens.litellm_price import RawLitellmPrice
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.rows.records import Parsed, Unreadable

TEXT_MODES = ("chat", "completion", "responses")
SAMPLE = "sample_spec"
"""An entry that explains the format, with zeros for prices."""
ALIAS, OFF_PEAK, STEPS = "alias_of", "off_peak_pricing", "tiered_pricing"
CLASSES = {
    "input_cost_per_token": "input", "output_cost_per_token": "output",
    "cache_read_input_token_cost": "cached_input", "input_cost_per_token_cache_hit": "cached_input",
    "cache_creation_input_token_cost": "cache_write",
}
TIERS = {None: "standard", "batches": "batch", "batch": "batch", "flex": "flex", "priority": "priority",
         "balanced": "balanced", "ultrafast": "ultrafast"}
PRICE = re.compile(
    rf"({'|'.join(sorted(CLASSES, key=len, reverse=True))})"
    rf"(?:_above_(\d+[km])_tokens)?(?:_({'|'.join(filter(None, TIERS))}))?", re.IGNORECASE
)
THOUSANDS = {"k": 1_000, "m": 1_000_000}
Prices = dict[Condition, dict[str, object]]


def parse(data: bytes) -> Parsed:
    """Records of raw.litellm_price, per million tokens where LiteLLM writes per token."""
    models = read_json(data)
    if not isinstance(models, Once) or not any(isinstance(m, dict) for m in models.values()):
        raise Unreadable("is no map of models; look at the file")
    reading = Reading(Regions(models))
    for name in models:
        about = _meant(models, name)
        is_text = isinstance(about, dict) and about.get("mode") in TEXT_MODES
        if is_text and name != SAMPLE:
            reading.add(name, partial(_of_model, reading, name, about))
        elif about is None:
            reading.refuse(name, f"{ALIAS} names no entry of the map")
    for name, _ in models.repeated:
        reading.refuse(name, "a model listed before; the first entry counts")
    return reading.parsed(RawLitellmPrice)


def _meant(models: Mapping[str, Any], name: str) -> Any:
    """What an entry says, or the one it is another name of; None if that is not there."""
    asked: set[str] = set()
    about = models[name]
    while isinstance(about, dict) and isinstance(about.get(ALIAS), str):
        target = about[ALIAS]
        if target in asked or target not in models:
            return None
        asked.add(target)
        about = models[target]
    return about


def _of_model(reading: Reading, name: str, about: Mapping[str, Any]) -> Iterator[Listed]:
    """Prices of a model of text; modes that bill by image, second or page are left out."""
    demand_our_terms(about)
    provider = str(about.get("litellm_provider") or "none")
    region = reading.region_of(name)
    prices = _plain(about)
    for step in about.get(STEPS) or ():
        for condition, found in _plain(step, int(float(step["range"][0]))).items():
            held = prices.setdefault(condition, {})
            prices[condition] = found | held
        _leave(reading, step, f"{STEPS}.", ("range",))
    if about.get(OFF_PEAK):
        prices = dict(_by_hour(prices, about[OFF_PEAK]))
        _leave(reading, about[OFF_PEAK], f"{OFF_PEAK}.", ("windows",))
        if "weekday_timezone" in about[OFF_PEAK]:
            reading.unread[f"{OFF_PEAK}.weekday_timezone"] += 1
    _leave(reading, about, "", (OFF_PEAK, STEPS))
    for condition, found in prices.items():
        yield Listed(provider, name, replace(condition, region=region), found)


def _plain(fields: Mapping[str, Any], above: int = 0) -> Prices:
    """Prices whose fields name their class, length of prompt and tier."""
    found: Prices = {}
    for name, value in fields.items():
        match = PRICE.fullmatch(name)
        if match is not None and value is not None:
            tier, length = match[3] and match[3].lower(), (match[2] or "").lower()
            condition = Condition(TIERS[tier], _tokens(length) if length else above)
            found.setdefault(condition, {}).setdefault(CLASSES[match[1].lower()], per_million(value))
    return found


def _tokens(length: str) -> int:
    return int(length[:-1]) * THOUSANDS[length[-1]]


def _by_hour(prices: Prices, off_peak: Mapping[str, Any]) -> Iterator[tuple[Condition, dict[str, object]]]:
    """Where a price of some hours stands beside one without, the latter holds in the others."""
    windows = list(_windows(off_peak["windows"]))
    if not windows:
        raise ValueError(f"{OFF_PEAK} without windows")
    lower = _plain(off_peak)
    for condition, found in prices.items():
        cheaper = lower.get(condition, {})
        always = {name: price for name, price in found.items() if name not in cheaper}
        if always:
            yield condition, always
        if cheaper:
            dearer = {name: price for name, price in found.items() if name in cheaper}
            yield from _in(rest_of(windows), condition, dearer)
    for condition, cheaper in lower.items():
        yield from _in(windows, condition, cheaper)


def _windows(stated: Iterable[Mapping[str, Any]]) -> Iterator[Window]:
    for one in stated:
        hours = one["hours_utc"]
        for span in [hours] if isinstance(hours, str) else hours:
            start, end = span.split("-")
            yield window(start, end, one.get("weekdays") or ())


def _in(
    windows: Iterable[Window], condition: Condition, prices: dict[str, object]
) -> Iterator[tuple[Condition, dict[str, object]]]:
    for one in windows:
        yield replace(condition, window=one), prices


def _leave(
    reading: Reading, fields: Mapping[str, Any], within: str, also_read: tuple[str, ...]
) -> None:
    read = [name for name in fields if PRICE.fullmatch(name)]
    reading.leave(fields, (*read, *also_read), within)


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
    register=Register(key=LISTING_KEY, limits=Limits(added=2.5, conditions=LISTING_CONDITIONS)),
    archive_globs=(
        "llm_prices_litellm/model_prices_and_context_window__*.json",
        "llm_prices_litellm/tokencost_model_prices__*.json",
    ),
    media="json",
    kind="observations",
    cadence_days=7.0,
)

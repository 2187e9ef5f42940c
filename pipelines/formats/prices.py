"""What lists of token prices have in common: one text row per model and condition.

How a list is laid out stands in its source's module.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from pipelines.formats.hours import AT_ANY_TIME, Window
from pipelines.formats.json_document import OTHER_KIND
from pipelines.formats.regions import Regions, is_known
from schemas.tokens.listing_columns import TokenPriceListing
from schemas.tokens.token_price import TOKEN_CLASSES
from warehouse.rows.records import SHOWN_CHARACTERS, Parsed, Rejected, TextRow
from warehouse.rows.typing import typed

MILLION = Decimal(1_000_000)
PRICE_LIKE = re.compile(r"cost|pric|_fee|multiplier|uplift|discount|surcharge|mtok|kcount|_per_")
"""Names of fields that say something of a price; one that no rule reads is told."""
TERMS = re.compile(r"(?:pric(?:e|ing)_|cost_|billing_)?(?:currency|units?|per|service_tier)"
                   r"|(?:price_|pricing_)?(?:effective|valid)_(?:date|from|until|to)")
"""Names of fields that state on which terms all prices of an entry stand."""
OUR_TERMS = ("usd", "us dollar", "us dollars", "$", "token", "tokens", "per token", "standard")


@dataclass(frozen=True)
class Condition:
    """When and where a price applies."""

    service_tier: str = "standard"
    min_prompt_token_count: int = 0
    window: Window = AT_ANY_TIME
    region: str = "any"
    price_number: str = "1"
    stated_from_date: str = ""
    stated_to_date: str = ""


@dataclass
class Listed:
    """One model's prices under one condition, by token class, as printed."""

    provider_name: str
    model_name: str
    condition: Condition
    prices: dict[str, object] = field(default_factory=dict)


Reader = Callable[[], Iterable[Listed]]
"""Reads one model of a list; what it raises for a model of another kind is told of that model."""


@dataclass
class Reading:
    """The models of a list, as they are read one by one, and what of them nobody reads."""

    regions: Regions = field(default_factory=Regions)
    unread: Counter[str] = field(default_factory=Counter)
    rows: list[TextRow] = field(default_factory=list)

    def add(self, name: str, read: Reader) -> None:
        """Read a model; one that cannot be read is a fault of its own."""
        number = len(self.rows) + 1
        try:
            self.rows += [_row(number + n, listed) for n, listed in enumerate(read())]
        except OTHER_KIND as error:
            self.refuse(name, f"an entry of another kind: {error!r}")

    def region_of(self, name: str) -> str:
        """The region that the name of a model states; one that nobody knows is told."""
        region, _ = self.regions.parted(name)
        if not is_known(region):
            self.unread[f"region {region}"] += 1
        return region

    def refuse(self, name: str, why: str) -> None:
        """Tell of a model that is not read."""
        number = len(self.rows) + 1
        fault = Rejected(number, "model_name", name[:SHOWN_CHARACTERS], why[:SHOWN_CHARACTERS])
        self.rows.append(TextRow(number, {}, fault))

    def leave(self, fields: Mapping[str, Any], read: Iterable[str], within: str = "") -> None:
        """Count the fields that speak of a price and that no rule reads."""
        known = {*read}
        for name, value in fields.items():
            if name in known or value is None:
                continue
            if PRICE_LIKE.search(name):
                self.unread[within + name] += 1
            elif isinstance(value, dict):
                self.leave(value, (), f"{within}{name}.")

    def parsed(self, table: type[TokenPriceListing]) -> Parsed:
        """Records of a table of listings."""
        return typed(table, self.rows, unread=self.unread)


def has_models(provider: Any) -> bool:
    """Whether an entry looks like a provider with its models."""
    return isinstance(provider, dict) and "models" in provider


def demand_our_terms(fields: Mapping[str, Any]) -> None:
    """Refuse an entry whose prices are of another currency, unit, service or time than is read."""
    for name, value in fields.items():
        said = str(value).lower().replace("_", " ")
        if value is not None and TERMS.fullmatch(name) and said not in OUR_TERMS:
            raise ValueError(f"prices on terms that no rule reads: {name} {value}")


def per_million(per_token: Any) -> Any:
    """A price per token as printed, per million; what is no number is passed on, to be refused."""
    try:
        return f"{Decimal(str(per_token)) * MILLION:f}"
    except InvalidOperation:
        return per_token


def _row(number: int, entry: Listed) -> TextRow:
    told = vars(entry.condition) | vars(entry.condition.window)
    condition = {name: str(value) for name, value in told.items() if name != "window"}
    prices = {f"{name}_price_per_million_tokens_usd": _text(entry.prices.get(name))
              for name in TOKEN_CLASSES}
    named = {"provider_name": entry.provider_name, "model_name": entry.model_name}
    return TextRow(number, {**condition, **named, **prices})


def _text(value: Any) -> str | None:
    return None if value is None else str(value)

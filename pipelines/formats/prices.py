"""What lists of token prices have in common: one text row per model and condition.

How a list is laid out stands in its source's module.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from schemas.tokens.listing_columns import TokenPriceListing
from schemas.tokens.token_price import TOKEN_CLASSES
from warehouse.records import Parsed, TextRow, Unreadable, typed

MILLION = Decimal(1_000_000)


@dataclass(frozen=True)
class Condition:
    """When a price applies."""

    service_tier: str = "standard"
    min_prompt_token_count: int = 0
    time_of_day: str = "any"
    price_number: str = "1"
    stated_from_date: str = ""
    stated_to_date: str = ""


@dataclass
class Listed:
    """One model's prices under one condition, by token class, as printed."""

    provider_name: str
    model_name: str
    condition: Condition
    prices: dict[str, Any] = field(default_factory=dict)


def read_json(data: bytes) -> Any:
    """A JSON document in which numbers stay text, so that digits are those printed."""
    try:
        return json.loads(data, parse_float=str, parse_int=str)
    except ValueError as error:
        raise Unreadable(f"is not JSON: {error}; fetch it again") from None


def has_models(provider: Any) -> bool:
    """Whether an entry looks like a provider with its models."""
    return isinstance(provider, dict) and "models" in provider


def per_million(per_token: Any) -> Any:
    """A price per token as printed, per million; what is no number is passed on, to be refused."""
    try:
        return f"{Decimal(str(per_token)) * MILLION:f}"
    except InvalidOperation:
        return per_token


def as_records(table: type[TokenPriceListing], listed: Iterable[Listed]) -> Parsed:
    """Records of a table of listings."""
    return typed(table, _rows(listed))


def _rows(listed: Iterable[Listed]) -> Iterator[TextRow]:
    for number, entry in enumerate(listed, start=1):
        condition = {name: str(value) for name, value in vars(entry.condition).items()}
        prices = {f"{name}_price_per_million_tokens_usd": _text(entry.prices.get(name))
                  for name in TOKEN_CLASSES}
        named = {"provider_name": entry.provider_name, "model_name": entry.model_name}
        yield TextRow(number, {**condition, **named, **prices})


def _text(value: Any) -> str | None:
    return None if value is None else str(value)

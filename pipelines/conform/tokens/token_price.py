"""Every stated price of tokens, and which one is believed of a provider, a model and a day.

How the intervals of lists come about stands in core/token_price_listing.sql.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import polars as pl

from pipelines.formats.regions import without
from pipelines.recipe import recipe
from schemas import base
from schemas.tokens.token_price import CoreTokenPrice

CURATED = "seed"
BEST_FIRST = (CURATED, "genai_prices", "models_dev", "litellm_prices")
"""The bundled register, then lists by how closely they follow the providers' pages."""
SEED_CLASSES = ("input", "cached_input", "output")
SUBJECT = ("provider_id", "sold_name", "token_class", "service_tier", "min_prompt_token_count",
           "region")
HOURS = ("time_of_day", "weekdays")
"""Prices of different hours hold side by side, but only as one source states them."""
OPEN = date.max
Price = dict[str, Any]


@recipe(
    CoreTokenPrice,
    reads=["core.model_release", "core.token_price_listing", "seed.provider_alias",
           "seed.token_model_alias", "seed.token_price"],
)
def token_price(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """All prices of all sources, with at most one believed of each subject on any day."""
    columns = {c.name: c.dtype for c in base.columns(CoreTokenPrice)}
    known = set(frames["core.model_release"]["model_id"])
    prices = [*_bundled(frames["seed.token_price"], known), *_listed(frames)]
    ordered = sorted(prices, key=_subject)
    chosen = [price for _, group in groupby(ordered, key=_subject) for price in _decided([*group])]
    return pl.DataFrame(chosen, schema=columns, infer_schema_length=None)


def _bundled(seed: pl.DataFrame, known: Set[str]) -> Iterator[Price]:
    """A price for each class of tokens that a bundled row states, of a model once it is known."""
    for stated in seed.iter_rows(named=True):
        row = stated | {"model_id": stated["model_id"] if stated["model_id"] in known else None}
        for token_class in SEED_CLASSES:
            value = row[f"{token_class}_price_per_million_tokens_usd"]
            if value is not None:
                place = f"seed/token_price.csv, token_price_id {row['token_price_id']}"
                yield _price(row, token_class, value) | {
                    "source_id": CURATED, "provider_name": row["provider_id"],
                    "effective_basis": "stated", "source_locator": place,
                }


def _listed(frames: Mapping[str, pl.DataFrame]) -> Iterator[Price]:
    """What lists say; a model is told by its name after the last slash, if an alias holds it.

    Else it is told by its whole name, without the region and the provider. An alias of a model that
    no source has listed yet means nothing yet.
    """
    models = frames["seed.token_model_alias"].join(
        frames["core.model_release"], on="model_id", how="semi")
    listed = frames["core.token_price_listing"]
    named = listed.select("model_name", "region").unique()
    sold = [without(name, region) for name, region in named.iter_rows()]
    matched = listed.join(named.with_columns(sold_name=pl.Series(sold, dtype=pl.String)),
                          on=["model_name", "region"]).with_columns(
        alias=pl.col("sold_name").str.extract(r"([^/]+)$")
    ).join(
        frames["seed.provider_alias"].select("source_id", "provider_id", provider_name="alias"),
        on=["source_id", "provider_name"], how="left",
    ).join(models.select("alias", "model_id"), on="alias", how="left")
    for row in matched.iter_rows(named=True):
        yield _price(row, row["token_class"], row["price_per_million_tokens_usd"]) | {
            "price_basis": "reported", "citation": f"{row['source_id']}, {row['model_name']}",
        }


def _price(row: Price, token_class: str, value: float) -> Price:
    return row | {
        "token_class": token_class, "price_per_million_tokens_usd": value,
        "is_zero_stated": value == 0, "sold_name": row["model_id"] or _sold_name(row),
    }


def _sold_name(row: Price) -> str:
    """The whole name under which a provider sells a model, without the provider's own before it."""
    name, provider = row.get("sold_name") or row["model_name"], row.get("provider_name") or ""
    first, slash, rest = name.partition("/")
    is_provider = bool(slash) and bool(first) and provider.startswith(first)
    return str(rest if is_provider else name).lower()


def _subject(price: Price) -> tuple[Any, ...]:
    """What a price is of: those with the same subject say of each other whether they are right."""
    return tuple(str(price[name]) for name in SUBJECT)


def _decided(group: Sequence[Price]) -> Iterator[Price]:
    """The prices of one subject, with the believed ones marked, each until the next begins."""
    prices = [p | {"effective_to_date": _end(p, group)} for p in sorted(group, key=_standing)]
    believed = _believed(prices)
    for place, price in enumerate(prices):
        later = [b for other, (b, _) in believed.items()
                 if b > price["effective_from_date"] and _excludes(price, prices[other])]
        is_chosen = place in believed
        end = min(price["effective_to_date"] or OPEN, *later, OPEN) if is_chosen else OPEN
        price.update({"effective_to_date": end} if end < OPEN else {}, is_chosen=is_chosen)
    for price in prices:
        yield price | {"is_headline": _is_headline(price, prices)}


def _believed(prices: Sequence[Price]) -> dict[int, tuple[date, date]]:
    """Which prices hold, by place, with their reach: one that a better source contradicts does not."""
    found: dict[int, tuple[date, date]] = {}
    for place, price in enumerate(prices):
        begin, end = price["effective_from_date"], price["effective_to_date"] or OPEN
        is_free = not any(b < end and begin < e and _excludes(price, prices[other])
                          for other, (b, e) in found.items())
        if is_free and price["provider_id"] is not None and not price["is_zero_stated"]:
            found[place] = begin, _reach(price)
    return found


def _excludes(price: Price, other: Price) -> bool:
    """Whether two prices of a time contradict each other: all but those one list gives its hours."""
    is_parted = _hours(price) != _hours(other) and _is_windowed(price) and _is_windowed(other)
    return not (is_parted and _series(price) == _series(other))


def _hours(price: Price) -> tuple[str, ...]:
    return tuple(price[name] for name in HOURS)


def _is_windowed(price: Price) -> bool:
    return bool(price["time_of_day"] != "any")


def _is_headline(price: Price, prices: Sequence[Price]) -> bool:
    """Whether a believed price is the one without conditions; of several hours, the dearest."""
    plain = {"service_tier": "standard", "min_prompt_token_count": 0, "region": "any"}
    if not price["is_chosen"] or any(price[name] != value for name, value in plain.items()):
        return False
    return _dearness(price) == max(_dearness(p) for p in prices if p["is_chosen"] and _meet(p, price))


def _dearness(price: Price) -> tuple[Any, ...]:
    return price["price_per_million_tokens_usd"], *_hours(price)


def _meet(one: Price, other: Price) -> bool:
    begins = max(one["effective_from_date"], other["effective_from_date"])
    return bool(begins < min(one["effective_to_date"] or OPEN, other["effective_to_date"] or OPEN))


def _standing(price: Price) -> tuple[Any, ...]:
    """The better source first, and of several names the plainer one."""
    rank, name = BEST_FIRST.index(price["source_id"]), price["model_name"]
    return rank, name.count("/"), price["provider_name"], name, price["effective_from_date"]


def _end(price: Price, group: Sequence[Price]) -> date | None:
    """The stated end; of an open bundled price, the day on which a list that agreed saw another."""
    stated: date | None = price["effective_to_date"]
    if stated or price["source_id"] != CURATED:
        return stated
    value = price["price_per_million_tokens_usd"]
    agreed = {
        _series(p): p["effective_to_date"] for p in group
        if p["source_id"] != CURATED and p["price_per_million_tokens_usd"] == value
        and _hours(p) == _hours(price)
        and p["effective_to_date"] and p["effective_to_date"] > price["effective_from_date"]
    }
    changes = [
        p["effective_from_date"] for p in group
        if p["effective_from_date"] >= agreed.get(_series(p), OPEN)
        and p["price_per_million_tokens_usd"] not in (0, value)
        and (_hours(p) == _hours(price) or _is_windowed(p) != _is_windowed(price))
    ]
    return min(changes, default=None)


def _series(price: Price) -> tuple[str, str, str]:
    return price["source_id"], price["provider_name"], price["model_name"]


def _reach(price: Price) -> date:
    """Until when a believed price keeps out others: a list speaks up to its last sighting only."""
    stated: date | None = price["effective_to_date"]
    if stated or price["source_id"] == CURATED:
        return stated or OPEN
    seen: date = price["last_observed_date"]
    return seen + timedelta(days=1)

"""Which rental offers stand in a week, and chains of weeks in which enough providers are matched.

Levels and their intervals stand in rental_index.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, product
from typing import Any

import polars as pl

SERIES = ("chip_id", "provider_tier", "term", "region")
ITEM = ("provider_id", "hardware_name", "instance_name", "location", "own_region")
WEEK, NUMBER, PRICE = "week_start_date", "week_number", "price_per_gpu_hour_usd"
ORDER = ("observed_date", PRICE, "rental_offer_id")
Key = tuple[Any, ...]
LAST_DAY = timedelta(days=6)


@dataclass(frozen=True)
class Link:
    """A week of a chain: the offers that stand, and how matched providers moved since the one before."""

    week: date
    offers: pl.DataFrame
    moves: Mapping[str, float]
    """Mean change of the logarithm of its prices, by provider; none in the first week."""


def in_series(offers: pl.DataFrame, fewest: float) -> pl.DataFrame:
    """Each offer in the series of its kind of provider and region, and in those of all of them.

    A series of fewer providers than must be matched has no chain.
    """
    known = offers.select(
        pl.coalesce("chip_id", "form_unstated_id"), "provider_tier", "term", "region", "provider_id",
        "hardware_name", "instance_name", "location", pl.col("region").alias("own_region"), PRICE,
        "price_basis", "observed_date", "confidence_share", "rental_offer_id",
        pl.col("observed_date").dt.truncate("1w").alias(WEEK),
    ).filter(pl.col("chip_id").is_not_null())
    last = last_of_week(known)
    copies = [last.with_columns(**{name: pl.lit("all") for name in dropped})
              for dropped in _subsets("provider_tier", "region")]
    return pl.concat(copies).filter(pl.col("provider_id").n_unique().over(SERIES) >= fewest)


def last_of_week(offers: pl.DataFrame) -> pl.DataFrame:
    """The last offer of each item in each week, the cheapest of its day."""
    return offers.sort(*ORDER, descending=[True, False, False]).unique(
        [*SERIES, *ITEM, WEEK], keep="first", maintain_order=True)


def _subsets(*names: str) -> Iterator[list[str]]:
    for chosen in product([False, True], repeat=len(names)):
        yield [name for name, is_in in zip(names, chosen, strict=True) if is_in]


def standing(series: pl.DataFrame, max_age: timedelta) -> pl.DataFrame:
    """The last offer of each item seen in or before each week of its series, with its age at its end."""
    weeks = series.select(*SERIES, WEEK).unique().sort(*SERIES, WEEK).with_columns(
        pl.int_range(pl.len()).over(SERIES).alias(NUMBER), pl.len().over(SERIES).alias("week_count"))
    until = pl.col(NUMBER).shift(-1).over(SERIES + ITEM, order_by=NUMBER).fill_null(pl.col("week_count"))
    stays = series.join(weeks, on=[*SERIES, WEEK], nulls_equal=True).with_columns(
        pl.int_ranges(NUMBER, until).alias(NUMBER)).drop(WEEK, "week_count").explode(NUMBER)
    age = pl.col(WEEK) + LAST_DAY - pl.col("observed_date")
    return stays.join(weeks, on=[*SERIES, NUMBER], nulls_equal=True).filter(age < max_age).with_columns(
        age.dt.total_days().alias("age_days")
    ).sort(*SERIES, WEEK, *ORDER, descending=[False] * len((*SERIES, WEEK)) + [True, False, False])


def chains(
    series: pl.DataFrame, max_age: timedelta, fewest: float
) -> Iterator[tuple[Key, list[Link]]]:
    """Runs of at least two weeks, each matched with the one before by at least so many providers."""
    stands = standing(series, max_age)
    moves = _moves(stands)
    weeks = stands.partition_by(*SERIES, WEEK, maintain_order=True, as_dict=True)
    for key, listed in groupby(weeks.items(), key=lambda week: week[0][:len(SERIES)]):
        chain: list[Link] = []
        for place, offers in listed:
            moved = moves.get(place, {})
            if len(moved) < fewest:
                if len(chain) > 1:
                    yield key, chain
                chain, moved = [], {}
            chain.append(Link(place[-1], offers, moved))
        if len(chain) > 1:
            yield key, chain


def _moves(stands: pl.DataFrame) -> dict[Key, dict[str, float]]:
    """By series and week: the providers seen to make offers that stood the week before."""
    before = stands.select(*SERIES, *ITEM, pl.col(NUMBER) + 1, pl.col(PRICE).alias("before"))
    matched = stands.filter(pl.col("observed_date") >= pl.col(WEEK)).join(
        before, on=[*SERIES, *ITEM, NUMBER], nulls_equal=True, maintain_order="left")
    found: dict[Key, dict[str, float]] = defaultdict(dict)
    for *place, provider, move in matched.group_by(
            *SERIES, WEEK, "provider_id", maintain_order=True).agg(
            (pl.col(PRICE) / pl.col("before")).log().mean()).iter_rows():
        found[tuple(place)][provider] = move
    return found

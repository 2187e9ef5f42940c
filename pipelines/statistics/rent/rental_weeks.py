"""Which rental offers stand in a week, and chains of weeks in which enough providers are matched.

Levels and their intervals stand in rental_index.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import polars as pl

SERIES = ("chip_id", "provider_tier", "term", "region")
ITEM = ("provider_id", "hardware_name", "instance_name", "location", "own_region")
LAST_DAY = timedelta(days=6)
FORM_UNSTATED = {"h100, 80 GB": "h100-80gb-form-unstated"}
"""Series of their own for offers that do not say which form of a chip they are of."""


@dataclass(frozen=True)
class Link:
    """A week of a chain: the offers that stand, and how matched providers moved since the one before."""

    week: date
    offers: pl.DataFrame
    moves: Mapping[str, float]
    """Mean change of the logarithm of its prices, by provider; none in the first week."""


def in_series(offers: pl.DataFrame) -> pl.DataFrame:
    """Each offer in the series of its kind of provider and region, and in those of all of them.

    One that repeats a price which its provider has replaced says nothing of the week.
    """
    unstated = pl.col("hardware_name").replace_strict(FORM_UNSTATED, default=None,
                                                      return_dtype=pl.String)
    known = offers.with_columns(
        chip_id=pl.coalesce("chip_id", unstated), own_region=pl.col("region"),
    ).filter(pl.col("chip_id").is_not_null() & ~pl.col("is_superseded"))
    copies = [known.with_columns(**{name: pl.lit("all") for name in dropped})
              for dropped in _subsets("provider_tier", "region")]
    return pl.concat(copies).with_columns(
        week_start_date=pl.col("observed_date").dt.truncate("1w"))


def _subsets(*names: str) -> Iterator[list[str]]:
    for chosen in product([False, True], repeat=len(names)):
        yield [name for name, is_in in zip(names, chosen, strict=True) if is_in]


def standing(series: pl.DataFrame, week: date, max_age: timedelta) -> pl.DataFrame:
    """The last offer of each item seen in or before a week, with its age at the week's end."""
    last = week + LAST_DAY
    seen = series.filter((pl.col("observed_date") <= last) & (pl.col("observed_date") > last - max_age))
    ordered = seen.sort("observed_date", "price_per_gpu_hour_usd", "rental_offer_id",
                        descending=[True, False, False])
    return ordered.unique(list(ITEM), keep="first", maintain_order=True).with_columns(
        age_days=(pl.lit(last) - pl.col("observed_date")).dt.total_days())


def chains(series: pl.DataFrame, max_age: timedelta, fewest: float) -> Iterator[list[Link]]:
    """Runs of at least two weeks, each matched with the one before by at least so many providers."""
    if series["provider_id"].n_unique() < fewest:
        return
    chain: list[Link] = []
    for week in series["week_start_date"].unique().sort():
        now = standing(series, week, max_age)
        moves = _moves(now, chain[-1].offers, week) if chain else {}
        if len(moves) < fewest:
            if len(chain) > 1:
                yield chain
            chain, moves = [], {}
        chain.append(Link(week, now, moves))
    if len(chain) > 1:
        yield chain


def _moves(now: pl.DataFrame, before: pl.DataFrame, week: date) -> dict[str, float]:
    """By providers seen to make offers that stood the week before."""
    seen = now.filter(pl.col("observed_date") >= week)
    matched = seen.join(before, on=list(ITEM), suffix="_before", nulls_equal=True)
    found = matched.group_by("provider_id", maintain_order=True).agg(
        (pl.col("price_per_gpu_hour_usd") / pl.col("price_per_gpu_hour_usd_before")).log().mean()
        .alias("move"))
    return dict(found.iter_rows())

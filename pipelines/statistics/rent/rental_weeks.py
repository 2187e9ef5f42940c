"""Which rental offers stand in a week, and how matched providers moved since the week before.

Levels and their intervals stand in rental_index.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import numpy as np
import polars as pl

SERIES = ("chip_id", "provider_tier", "term", "region")
ITEM = ("provider_id", "hardware_name", "instance_name", "location", "own_region")
LAST_DAY = timedelta(days=6)


@dataclass(frozen=True)
class Chain:
    """Where the index of a series stands in a week."""

    start_date: date
    level: float
    change: float | None
    matched_count: int


def in_series(offers: pl.DataFrame) -> pl.DataFrame:
    """Each offer in the series of its kind of provider and region, and in those of all of them."""
    known = offers.filter(pl.col("chip_id").is_not_null()).with_columns(own_region=pl.col("region"))
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


def chained(now: pl.DataFrame, before: pl.DataFrame | None, last: Chain | None, week: date) -> Chain:
    """The index by providers seen to make offers that stood the week before, each counted alike."""
    if before is None or last is None:
        return Chain(week, 1.0, None, 0)
    seen = now.filter(pl.col("observed_date") >= week)
    matched = seen.join(before, on=list(ITEM), suffix="_before", nulls_equal=True)
    if matched.is_empty():
        return Chain(week, 1.0, None, 0)
    moves = matched.group_by("provider_id", maintain_order=True).agg(
        (pl.col("price_per_gpu_hour_usd") / pl.col("price_per_gpu_hour_usd_before")).log().mean()
        .alias("move"))
    change = float(np.exp(moves["move"].to_numpy().mean()))
    return Chain(last.start_date, last.level * change, change, moves.height)

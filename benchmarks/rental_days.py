"""A rental tracker's daily files of many days, seeded: real providers and chips, prices that wander.

The shape is that of the files which the source `gpu_rental_prices` reads; nothing is measured here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from warehouse.paths import SQL_ROOT

SEED = 20260704
LAST_DAY = date(2026, 7, 4)
NEW_DAY = LAST_DAY + timedelta(days=1)
DAYS = 500
"""However many offers there are: that they are on more days would only shorten each file."""
MOVED_SHARE, MOVE = 0.05, 0.03
"""Which share of offers has another price than the day before, and by how much."""
FURTHER_COUNTS = 10
"""Offers beyond the real ones are of the same machines by more accelerators, this many a step."""


def write_days(folder: Path, rows: int) -> None:
    """Files of all days up to the last, and one of the day after, which hold so many offers but it."""
    generator = np.random.default_rng(SEED)
    offers = list(_offers(-(-rows // DAYS)))
    prices = np.array([offer["usd_hr"] for offer in offers])
    for day in (NEW_DAY - timedelta(days=ago) for ago in range(DAYS, -1, -1)):
        moves = generator.random(len(prices)) < MOVED_SHARE
        prices = prices * np.exp(moves * generator.normal(0, MOVE, len(prices)))
        fetched = {"fetched_at": f"{day}T06:21:49.137Z"}
        today = [offer | {"usd_hr": round(price, 4)} | fetched
                 for offer, price in zip(offers, prices.tolist(), strict=True)]
        (folder / f"{day}.json").write_text(
            json.dumps({"date": str(day), "offers": today}, indent=1), encoding="utf-8")


def day_files(folder: Path) -> list[Path]:
    """The files of all days, oldest first; the last is of the new one."""
    return sorted(folder.glob("*.json"))


def _offers(count: int) -> Iterator[dict[str, object]]:
    """The newest bundled offers, then the same by more accelerators, until there are enough."""
    kept = pl.read_parquet(SQL_ROOT / "seed" / "gpu_rental_price.parquet")
    newest = kept.filter(pl.col("known_through_date") == pl.col("known_through_date").max())
    real = newest.sort("row_number").to_dicts()
    for number in range(count):
        step, place = divmod(number, len(real))
        one = real[place]
        yield {
            "provider": one["provider"], "gpu": one["gpu"], "vram_gb": int(one["vram_gb"]),
            "usd_hr": one["price_per_gpu_hour_usd"] * 1.001 ** step, "kind": one["kind"],
            "min_gpus": one["min_gpu_count"] + step * FURTHER_COUNTS, "source_url": one["source_url"],
        }

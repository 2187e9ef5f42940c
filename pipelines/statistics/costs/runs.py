"""Each training run joined with the prices it is costed at; nothing is computed here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

RUN_TABLES = (
    "metric.training_chip_hours_by_model", "step.acquisition_price_by_model",
    "step.cloud_price_by_model", "step.price_level_by_model",
)
"""Each with rows of a model of their own, so that the cost of one is made anew where its own changed."""


def priced_runs(frames: Mapping[str, pl.DataFrame]) -> Iterator[Mapping[str, Any]]:
    """Runs in order of their model, with chip, purchase price, rent, electricity and index."""
    joined = (
        frames["metric.training_chip_hours_by_model"]
        .join(_prices(frames), on="model_id", how="left")
        .join(_rents(frames), on="model_id", how="left")
        .join(frames["step.price_level_by_model"], on="model_id", how="left")
        .sort("model_id")
    )
    return joined.iter_rows(named=True)


def _prices(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return frames["step.acquisition_price_by_model"].select(
        "model_id", "chip_price_id", "is_price_later", "price_usd", "is_single_unit", "acquisition_date",
        "server_share_price_usd", "price_basis", price_constant_ids="constant_ids")


def _rents(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    discounts = pl.col("constant_ids").list.eval(
        pl.element().filter(pl.element().str.starts_with("cloud_discount_")))
    return frames["step.cloud_price_by_model"].select(
        "model_id", "rental_offer_id", "term", "offer_date", "offer_basis", "is_offer_later",
        offer_price_usd="price_per_gpu_hour_usd",
        committed_price_usd="committed_price_per_gpu_hour_usd",
        cloud_constant_ids="constant_ids", discount_ids=discounts)

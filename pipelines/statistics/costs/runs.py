"""Each training run joined with the prices it is costed at; nothing is computed here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

RUN_TABLES = (
    "metric.training_chip_hours_by_model", "step.acquisition_price_by_model",
    "step.cloud_price_by_model", "core.electricity_price", "core.price_index", "core.rental_offer",
)
DEFLATOR = "ppi_data_processing"
DEFLATED = {"core.price_index": (DEFLATOR,)}
"""Of the price indices, that one alone: a new month of another makes no cost anew."""
ELECTRICITY = ("USA", "industrial")


def priced_runs(frames: Mapping[str, pl.DataFrame]) -> Iterator[Mapping[str, Any]]:
    """Runs in order of their model, with chip, purchase price, rent, electricity and index."""
    runs = frames["metric.training_chip_hours_by_model"].with_columns(
        release_year=pl.col("release_date").dt.year().cast(pl.Int64))
    joined = (
        runs.join(_prices(frames), on="model_id", how="left")
        .join(_rents(frames), on="model_id", how="left")
        .sort("release_year")
        .join_asof(_electricity(frames), left_on="release_year", right_on="price_year",
                   strategy="nearest")
        .sort("release_date")
        .join_asof(_index(frames), left_on="release_date", right_on="deflator_month_date",
                   strategy="backward", coalesce=False)
        .with_columns(deflator_id=pl.lit(DEFLATOR))
        .sort("model_id")
    )
    return joined.iter_rows(named=True)


def _prices(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return frames["step.acquisition_price_by_model"].select(
        "model_id", "chip_price_id", "is_price_later", "price_usd", "is_single_unit", "acquisition_date",
        "server_share_price_usd", "price_basis", price_constant_ids="constant_ids")


def _rents(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    bases = frames["core.rental_offer"].select("rental_offer_id", offer_basis="price_basis")
    discounts = pl.col("constant_ids").list.eval(
        pl.element().filter(pl.element().str.starts_with("cloud_discount_")))
    return frames["step.cloud_price_by_model"].join(bases, on="rental_offer_id", how="left").select(
        "model_id", "rental_offer_id", "term", "offer_date", "offer_basis", "is_offer_later",
        offer_price_usd="price_per_gpu_hour_usd",
        committed_price_usd="committed_price_per_gpu_hour_usd",
        cloud_constant_ids="constant_ids", discount_ids=discounts)


def _electricity(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The national average of a year; for years without one, that of the nearest."""
    country, sector = ELECTRICITY
    return frames["core.electricity_price"].filter(
        (pl.col("country_code") == country) & (pl.col("sector") == sector)
    ).select("price_year", "price_per_kwh_usd").sort("price_year")


def _index(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return frames["core.price_index"].select(
        "to_2023_ratio", deflator_month_date="month_start_date").sort("deflator_month_date")

"""Level of rental prices by chip and week, with intervals from resampling providers (M17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import numpy as np
import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.draws import generator, rounded
from pipelines.statistics.kit.intervals import TAILS, Vector
from pipelines.statistics.kit.published import weakest
from pipelines.statistics.rent.rental_weeks import SERIES, Chain, chained, in_series, standing
from schemas import base
from schemas.rent.rental_index_by_chip_week import RentalIndexByChipWeek

Row = dict[str, Any]
USED = ("rental_offer_half_life_days", "rental_offer_max_age_days", "rental_trim_share",
        "rental_min_provider_count", "training_mfu_share")
RESAMPLES = 1000
DEFLATOR = "cpi_u"
EFLOP = 1e18
SECONDS_PER_HOUR = 3600


@recipe(RentalIndexByChipWeek, reads=["core.rental_offer", "core.chip", "core.price_index"],
        constants=USED)
def rental_index(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """A row for each series and each week in which one of its offers was seen."""
    assumptions = Assumptions.of(frames[CONSTANTS])
    offers = in_series(frames["core.rental_offer"])
    rows = [
        row | {name: key[i] for i, name in enumerate(SERIES)}
        for key, series in offers.group_by(list(SERIES), maintain_order=True)
        for row in _weeks(key, series, assumptions)
    ]
    schema = {c.name: c.dtype for c in base.columns(RentalIndexByChipWeek)}
    return _with_costs(pl.DataFrame(rows, schema=schema), frames, assumptions).select(list(schema))


def trimmed_mean(prices: Vector, weights: Vector, counts: Vector, share: float) -> Vector:
    """Weighted mean without that share of the offers at each end; a row of counts per resample.

    Prices are in ascending order; an offer counts as often as its provider was drawn.
    """
    total = counts.sum(axis=1, keepdims=True)
    cut = np.floor(share * total)
    upper = np.cumsum(counts, axis=1)
    kept = np.clip(np.minimum(upper, total - cut) - np.maximum(upper - counts, cut), 0, counts)
    found: Vector = (kept * weights * prices).sum(axis=1) / (kept * weights).sum(axis=1)
    return found


def _weeks(key: tuple[object, ...], series: pl.DataFrame, assumptions: Assumptions) -> Iterator[Row]:
    max_age = timedelta(days=assumptions.value("rental_offer_max_age_days"))
    before, chain = None, None
    for week in series["week_start_date"].unique().sort():
        now = standing(series, week, max_age)
        chain = chained(now, before, chain, week)
        before = now
        yield {"week_start_date": week} | _chain(chain) | _level(
            now, f"{'/'.join(map(str, key))}/{week}", assumptions)


def _chain(chain: Chain) -> Row:
    change = None if chain.change is None else rounded(chain.change)
    return {"rental_index_ratio": rounded(chain.level), "chain_start_date": chain.start_date,
            "week_over_week_ratio": change, "matched_provider_count": chain.matched_count}


def _level(offers: pl.DataFrame, entity: str, assumptions: Assumptions) -> Row:
    """Mean and interval where there are providers enough, quartiles and counts in any case."""
    prices = offers.sort("price_per_gpu_hour_usd", "rental_offer_id")
    quartiles = np.quantile(prices["price_per_gpu_hour_usd"], [0.25, 0.5, 0.75])
    providers = prices["provider_id"].n_unique()
    row: Row = {
        "quartile_1_price_per_gpu_hour_usd": rounded(quartiles[0]),
        "median_price_per_gpu_hour_usd": rounded(quartiles[1]),
        "quartile_3_price_per_gpu_hour_usd": rounded(quartiles[2]),
        "provider_count": providers, "offer_count": prices.height,
        "price_per_gpu_hour_usd_basis": weakest(*prices["price_basis"]),
        "constant_ids": sorted(USED), "input_row_count": prices.height, "deflator_id": DEFLATOR,
    }
    if providers < assumptions.value("rental_min_provider_count"):
        return row | {"reason_code": "too_few_providers"}
    return row | _mean(prices, entity, assumptions)


def _mean(prices: pl.DataFrame, entity: str, assumptions: Assumptions) -> Row:
    half_life = assumptions.value("rental_offer_half_life_days")
    share = assumptions.value("rental_trim_share")
    values = prices["price_per_gpu_hour_usd"].to_numpy()
    weights = prices["confidence_share"].to_numpy() * 2 ** (-prices["age_days"].to_numpy() / half_life)
    central = trimmed_mean(values, weights, np.ones((1, len(values))), share)[0]
    providers = prices["provider_id"].to_dummies().to_numpy().astype(np.float64)
    number = providers.shape[1]
    drawn = generator("metric.rental_index_by_chip_week", entity).multinomial(
        number, np.full(number, 1 / number), size=RESAMPLES)
    low, high = np.quantile(
        trimmed_mean(values, weights, drawn @ providers.T, share), TAILS["ci90"])
    return {"price_per_gpu_hour_usd_low": rounded(low), "price_per_gpu_hour_usd": rounded(central),
            "price_per_gpu_hour_usd_high": rounded(high), "interval_kind": "ci90"}


def _with_costs(
    rows: pl.DataFrame, frames: Mapping[str, pl.DataFrame], assumptions: Assumptions
) -> pl.DataFrame:
    """Real prices, and what a FLOP costs at the assumed utilization."""
    used = assumptions.value("training_mfu_share")
    index = frames["core.price_index"].filter(pl.col("deflator_id") == DEFLATOR).select(
        "month_start_date", "to_2023_ratio").sort("month_start_date")
    peaks = frames["core.chip"].select(
        "chip_id", "peak_dense_fp16_flop_per_s", "peak_dense_fp8_flop_per_s")
    price = pl.col("price_per_gpu_hour_usd")
    to_2023 = pl.col("to_2023_ratio")

    def eflop(number_format: str) -> pl.Expr:
        peak = pl.col(f"peak_dense_{number_format}_flop_per_s")
        return price / (SECONDS_PER_HOUR * peak * used) * EFLOP

    return (
        rows.sort("week_start_date")
        .join_asof(index, left_on="week_start_date", right_on="month_start_date", strategy="backward")
        .join(peaks, on="chip_id", how="left")
        .with_columns(
            price_per_gpu_hour_usd_2023=price * to_2023, utilization_share=pl.lit(used),
            cost_per_eflop_fp16_usd=eflop("fp16"), cost_per_eflop_fp8_usd=eflop("fp8"),
            cost_per_eflop_fp16_usd_2023=eflop("fp16") * to_2023,
        )
        .sort(*SERIES, "week_start_date")
    )

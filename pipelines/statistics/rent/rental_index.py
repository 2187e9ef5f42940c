"""Rent by chip and week, level and change at a constant mix of providers (M17).

The level of a chain's first week is a trimmed mean of its offers; from then on the level moves as the
providers do that are in both of two weeks. Which weeks make a chain stands in rental_weeks.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

import numpy as np
import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.coverage import known_through
from pipelines.statistics.kit.draws import generator, rounded
from pipelines.statistics.kit.intervals import TAILS, Vector
from pipelines.statistics.kit.published import weakest
from pipelines.statistics.rent.rental_weeks import SERIES, Link, chains, in_series
from schemas import base
from schemas.rent.rental_index_by_chip_week import RentalIndexByChipWeek

Row = dict[str, object]
USED = ("rental_offer_half_life_days", "rental_offer_max_age_days", "rental_trim_share",
        "rental_min_provider_count", "training_mfu_share")
RESAMPLES = 1000
DEFLATOR = "cpi_u"
EFLOP = 1e18
SECONDS_PER_HOUR = 3600


@recipe(RentalIndexByChipWeek, reads=["step.rental_offer_of_day", "core.chip", "core.price_index"],
        constants=USED, is_covered=True)
def rental_index(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """A row for each series and each week that enough providers join to the weeks around it."""
    assumptions = Assumptions.of(frames[CONSTANTS])
    through = known_through(frames, "rental_offer")
    max_age = timedelta(days=assumptions.value("rental_offer_max_age_days"))
    fewest = assumptions.value("rental_min_provider_count")
    series = in_series(frames["step.rental_offer_of_day"], fewest)
    rows = [
        row | {"data_through_date": through} | {name: key[i] for i, name in enumerate(SERIES)}
        for key, chain in chains(series, max_age, fewest)
        for row in _weeks("/".join(map(str, key)), chain, assumptions)
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


def _weeks(entity: str, chain: Sequence[Link], assumptions: Assumptions) -> Iterator[Row]:
    """The weeks of a chain: the first level, times what matched providers' prices have moved."""
    first = chain[0]
    providers = sorted({name for link in chain for name in link.offers["provider_id"]})
    drawn = _drawn(f"{entity}/{first.week}", len(providers))
    start = _level(first.offers, providers, drawn, assumptions)
    moved = np.zeros(len(drawn))
    for link in chain:
        if link.moves:
            moved = moved + _move(link.moves, providers, drawn)
        levels = start * np.exp(moved)
        low, high = np.nanquantile(levels[1:], TAILS["ci90"])
        yield _offers(link.offers) | {
            "week_start_date": link.week, "chain_start_date": first.week,
            "price_per_gpu_hour_usd_low": rounded(low),
            "price_per_gpu_hour_usd": rounded(levels[0]),
            "price_per_gpu_hour_usd_high": rounded(high),
            "rental_index_ratio": rounded(np.exp(moved[0])),
            "week_over_week_ratio": _change(link), "matched_provider_count": len(link.moves),
        }


def _drawn(entity: str, number: int) -> Vector:
    """How often each provider counts: once, and then in each resample."""
    resamples = generator("metric.rental_index_by_chip_week", entity).multinomial(
        number, np.full(number, 1 / number), size=RESAMPLES)
    return np.vstack([np.ones(number), resamples])


def _level(
    offers: pl.DataFrame, providers: Sequence[str], drawn: Vector, assumptions: Assumptions
) -> Vector:
    """Trimmed mean of a week's offers, weighted by confidence and age, in each resample."""
    ordered = offers.sort("price_per_gpu_hour_usd", "rental_offer_id")
    half_life = assumptions.value("rental_offer_half_life_days")
    weights = ordered["confidence_share"].to_numpy() * 2 ** (-ordered["age_days"].to_numpy() / half_life)
    counts = drawn[:, [providers.index(name) for name in ordered["provider_id"]]]
    with np.errstate(invalid="ignore", divide="ignore"):
        return trimmed_mean(ordered["price_per_gpu_hour_usd"].to_numpy(), weights, counts,
                            assumptions.value("rental_trim_share"))


def _move(moves: Mapping[str, float], providers: Sequence[str], drawn: Vector) -> Vector:
    """Mean move of matched providers, each counted alike; a resample without any says nothing."""
    counts = drawn[:, [providers.index(name) for name in moves]]
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Vector = counts @ np.array(list(moves.values())) / counts.sum(axis=1)
    return found


def _change(link: Link) -> float | None:
    moves = list(link.moves.values())
    return rounded(float(np.exp(np.mean(moves)))) if moves else None


def _offers(offers: pl.DataFrame) -> Row:
    """What is listed in the week, whoever lists it: it moves when others come into view."""
    prices = offers["price_per_gpu_hour_usd"]
    quartiles = np.quantile(prices.to_numpy(), [0.25, 0.5, 0.75])
    return {
        "quartile_1_price_per_gpu_hour_usd": rounded(quartiles[0]),
        "median_price_per_gpu_hour_usd": rounded(quartiles[1]),
        "quartile_3_price_per_gpu_hour_usd": rounded(quartiles[2]),
        "provider_count": offers["provider_id"].n_unique(), "offer_count": offers.height,
        "price_per_gpu_hour_usd_basis": weakest(*offers["price_basis"]), "interval_kind": "ci90",
        "constant_ids": sorted(USED), "input_row_count": offers.height, "deflator_id": DEFLATOR,
    }


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

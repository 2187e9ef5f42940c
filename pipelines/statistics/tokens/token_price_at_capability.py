"""The cheapest price of a score, month by month, its records and their decline (M25)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.coverage import known_through
from pipelines.statistics.kit.draws import rounded
from pipelines.statistics.kit.published import marked
from pipelines.statistics.kit.record_series import RECORD_SPAN, slope, steep, times_cheaper, untold
from pipelines.statistics.kit.trend_shapes import STEEPEST
from pipelines.statistics.tokens.capability_prices import BLEND_KINDS, FIRST_PARTY, priced_scores
from schemas import base
from schemas.tokens.token_price_at_capability_by_benchmark_month import (
    TokenPriceAtCapabilityByBenchmarkMonth,
)

Row = dict[str, Any]
WEIGHT = "token_price_input_weight_count"
DEFLATOR = "cpi_u"
PRICE = "price_per_million_tokens_usd"


@dataclass(frozen=True)
class Given:
    """What every series is told by: the price index, over how long records lie, how fast they fall."""

    index: pl.DataFrame
    span_years: float
    steepest_ratio: float


@recipe(
    TokenPriceAtCapabilityByBenchmarkMonth,
    reads=["core.token_price", "core.benchmark_score", "core.score_threshold", "core.price_index",
           *FIRST_PARTY],
    constants=[WEIGHT, RECORD_SPAN, STEEPEST], is_covered=True,
)
def token_price_at_capability(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """A row for each month from the first price of a score on, for each blend and selection."""
    assumed = Assumptions.of(frames[CONSTANTS])
    prices = priced_scores(frames, assumed.value(WEIGHT))
    index = frames["core.price_index"].filter(pl.col("deflator_id") == DEFLATOR).select(
        "month_start_date", "to_2023_ratio").sort("month_start_date")
    given = Given(index, assumed.value(RECORD_SPAN), assumed.value(STEEPEST))
    rows = [
        row
        for threshold in frames["core.score_threshold"].iter_rows(named=True)
        for selection, chosen, unsaid in _selections(prices, threshold["scale_id"])
        for blend in BLEND_KINDS
        for row in _series(
            chosen, unsaid, threshold, (*selection, blend),
            known_through(frames, f"benchmark_score/{threshold['scale_id']}", "token_price"), given)
    ]
    schema = {c.name: c.dtype for c in base.columns(TokenPriceAtCapabilityByBenchmarkMonth)}
    return marked(TokenPriceAtCapabilityByBenchmarkMonth, pl.DataFrame(rows, schema=schema), assumed)


def _selections(
    prices: pl.DataFrame, scale_id: str
) -> Iterator[tuple[tuple[str, str], pl.DataFrame, pl.DataFrame]]:
    """The versions of a selection, and those left out because it is not known whether they reason."""
    scored = prices.filter(pl.col("scale_id") == scale_id)
    for sellers, sold in (("any", scored), ("first_party", scored.filter("is_first_party"))):
        yield ("all", sellers), sold, sold.clear()
        yield (("non_reasoning", sellers), sold.filter(~pl.col("is_reasoning")),
               sold.filter(pl.col("is_reasoning").is_null()))


def _series(
    prices: pl.DataFrame, unsaid: pl.DataFrame, threshold: Row, selection: tuple[str, str, str],
    last: date, given: Given,
) -> list[Row]:
    score, (models, sellers, blend) = threshold["score_threshold"], selection
    priced = prices.with_columns(price=pl.col(blend)).sort("price", "model_id", "provider_id")
    reaching = priced.filter((pl.col("score") >= score) & (pl.col("from_date") <= last))
    if reaching.is_empty():
        return []
    rows: list[Row] = []
    record: Row | None = None
    for month in whole_months(min(reaching["from_date"].to_list()), last):
        end = month_end(month)
        held = _in_effect(reaching, end)
        best = held.row(0, named=True) if held.height else None
        is_record = best is not None and (record is None or best["price"] < record["price"])
        record = best if is_record else record
        if record is None:
            continue
        ends = {f"available_{PRICE}_{side}": _least(priced, name, score, end)
                for side, name in (("low", "high"), ("high", "low"))}
        left_out = _in_effect(unsaid.filter(pl.col("score") >= score), end)
        rows.append({"month_start_date": month, "is_record": is_record,
                     "reasoning_unknown_model_count": left_out["model_id"].n_unique()} | ends
                    | _available(best, held) | _record(record, rows))
    about = {"scale_id": threshold["scale_id"], "score_threshold": score, "price_blend": blend,
             "model_selection": models, "seller_selection": sellers,
             "threshold_name": threshold["threshold_name"],
             "constant_ids": [RECORD_SPAN, *([WEIGHT] if blend != "output" else []), STEEPEST],
             "data_through_date": last}
    return _with_decline(rows, about, given)


def whole_months(first: date, last: date) -> Iterator[date]:
    """First days of the months from that of one day to the last that is over by another."""
    month = first.replace(day=1)
    while month_end(month) <= last:
        yield month
        month = month_end(month) + timedelta(days=1)


def month_end(month: date) -> date:
    """The last day of a month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _in_effect(prices: pl.DataFrame, day: date) -> pl.DataFrame:
    return prices.filter((pl.col("from_date") <= day) & (pl.col("to_date") > day))


def _least(prices: pl.DataFrame, score: str, threshold: float, day: date) -> float | None:
    """Least price in effect if every score lay at one end of its interval."""
    found = _in_effect(prices.filter(pl.col(score) >= threshold), day)["price"].min()
    return None if found is None else rounded(float(found))  # type: ignore[arg-type]


def _available(best: Row | None, held: pl.DataFrame) -> Row:
    count = {"available_model_count": held["model_id"].n_unique(), "input_row_count":
             max(1, held.height)}
    if best is None:
        return count
    return count | {f"available_{PRICE}": rounded(best["price"]),
                    "available_model_id": best["model_id"],
                    "available_provider_id": best["provider_id"]}


def _record(record: Row, rows: list[Row]) -> Row:
    price = rounded(record["price"])
    first = rows[0][f"record_{PRICE}"] if rows else price
    return {f"record_{PRICE}": price, "record_model_id": record["model_id"],
            "record_date": record["from_date"], "decline_since_first_ratio": rounded(first / price)}


def _with_decline(rows: list[Row], about: Row, given: Given) -> list[Row]:
    """Real prices, and the decline fitted to the records up to each month."""
    deflated = pl.DataFrame({"month_start_date": [row["month_start_date"] for row in rows]}).join_asof(
        given.index, on="month_start_date", strategy="backward")["to_2023_ratio"].to_list()
    entity = "/".join(str(about[name]) for name in (
        "scale_id", "score_threshold", "price_blend", "model_selection", "seller_selection")
        if about[name] != "any")
    names = {c.name for c in base.columns(TokenPriceAtCapabilityByBenchmarkMonth)}
    records: list[tuple[date, float, float]] = []
    found, decline = [], _decline([], entity, given)
    for row, ratio in zip(rows, deflated, strict=True):
        if row["is_record"]:
            price = row[f"record_{PRICE}"]
            day = max(row["record_date"], row["month_start_date"])
            records.append((day, price, price * (ratio or 1)))
            decline = _decline(records, entity, given)
        available = row.get(f"available_{PRICE}")
        real = rounded(available * ratio) if available and ratio else None
        full = row | about | decline | {f"available_{PRICE}_2023": real}
        found.append({name: value for name, value in full.items() if name in names})
    return found


def _decline(records: list[tuple[date, float, float]], entity: str, given: Given) -> Row:
    """How many times cheaper each year by the records so far, nominal and real."""
    about: Row = {"record_count": len(records)}
    days = [day for day, _, _ in records]
    fitted = slope(days, np.log([nominal for _, nominal, _ in records]), entity, given.span_years)
    real_fit = slope(days, np.log([price for _, _, price in records]), entity, given.span_years)
    reason = untold(days, given.span_years) or steep(given.steepest_ratio, fitted, real_fit)
    if reason or fitted is None or real_fit is None:
        return about | {"reason_code": reason}
    return about | {
        "decline_per_year_ratio_low": times_cheaper(fitted.high),
        "decline_per_year_ratio": times_cheaper(fitted.value),
        "decline_per_year_ratio_high": times_cheaper(fitted.low),
        "real_decline_per_year_ratio": times_cheaper(real_fit.value),
        "interval_kind": fitted.interval_kind,
    }

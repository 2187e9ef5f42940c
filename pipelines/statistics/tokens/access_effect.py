"""How cheap and how widely shared a fixed score has become, month by month (M28, access)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.coverage import known_through
from pipelines.statistics.kit.draws import rounded
from pipelines.statistics.kit.published import DAYS_PER_MONTH, marked
from pipelines.statistics.kit.record_series import RECORD_SPAN, slope, steep, times_cheaper, untold
from pipelines.statistics.kit.trend_shapes import STEEPEST
from pipelines.statistics.tokens.token_price_at_capability import month_end, whole_months
from schemas import base
from schemas.tokens.access_effect_by_threshold_month import AccessEffectByThresholdMonth

Row = dict[str, object]
TOKENS = "metric.token_price_at_capability_by_benchmark_month"
TRAINING = "metric.training_cost_by_model_method"
KINDS = {"training": "training_compute", "tokens": "token_price"}
"""Kinds of cost, and the subject of core.coverage that each rests on."""
LEADS = (1, 2, 4)
"""Followers whose delay is told: the second, third and fifth organization."""
Cost = tuple[date, float, list[str]]
"""Day from which a model could be had, its cost, and the assumptions behind it."""


@recipe(
    AccessEffectByThresholdMonth,
    reads=["core.benchmark_score", "core.score_threshold", TRAINING, TOKENS],
    constants=[RECORD_SPAN, STEEPEST], is_covered=True,
)
def access_effect(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """A row for each month from the day on which the first organization reached the score."""
    dated = frames["core.benchmark_score"].filter(
        pl.col("is_chosen") & pl.col("release_date").is_not_null()
        & pl.col("organization_id").is_not_null())
    assumed = Assumptions.of(frames[CONSTANTS])
    rows = []
    for threshold in frames["core.score_threshold"].iter_rows(named=True):
        scored = dated.filter((pl.col("scale_id") == threshold["scale_id"])
                              & (pl.col("score") >= threshold["score_threshold"]))
        for kind, subject in KINDS.items():
            last = known_through(frames, f"benchmark_score/{threshold['scale_id']}", subject)
            reached = scored.filter(pl.col("release_date") <= last)
            if reached.height:
                costs = (_training(reached, frames[TRAINING]) if kind == "training"
                         else _tokens(threshold, frames[TOKENS]))
                rows += _series(reached, records_of(costs), threshold, kind, last, assumed)
    schema = {c.name: c.dtype for c in base.columns(AccessEffectByThresholdMonth)}
    return marked(AccessEffectByThresholdMonth, pl.DataFrame(rows, schema=schema), assumed)


def _training(reached: pl.DataFrame, costs: pl.DataFrame) -> list[Cost]:
    """Amortised training costs of the models that reached the score."""
    known = costs.filter((pl.col("method") == "amortised") & pl.col("cost_usd_2023").is_not_null())
    first = reached.group_by("model_id").agg(pl.col("release_date").min())
    found = known.join(first, on="model_id").sort("release_date", "cost_usd_2023", "model_id")
    return [(row["release_date"], row["cost_usd_2023"], row["constant_ids"])
            for row in found.iter_rows(named=True)]


def _tokens(threshold: Row, prices: pl.DataFrame) -> list[Cost]:
    """Record prices per million tokens in dollars of the day, deflated; reasoning models included.

    Only months that set a record: a price that stands still falls in real terms every month.
    """
    price = "available_price_per_million_tokens_usd_2023"
    found = prices.filter(
        (pl.col("scale_id") == threshold["scale_id"])
        & (pl.col("score_threshold") == threshold["score_threshold"])
        & (pl.col("price_blend") == "input_3_output_1") & (pl.col("model_selection") == "all")
        & (pl.col("seller_selection") == "any") & pl.col("is_record") & pl.col(price).is_not_null()
    ).sort("month_start_date")
    return [(row["month_start_date"], row[price], row["constant_ids"])
            for row in found.iter_rows(named=True)]


def records_of(costs: list[Cost]) -> list[Cost]:
    """Each cost below all before it."""
    found: list[Cost] = []
    for cost in costs:
        if not found or cost[1] < found[-1][1]:
            found.append(cost)
    return found


def _series(
    reached: pl.DataFrame, records: list[Cost], threshold: Row, kind: str, last: date,
    assumed: Assumptions,
) -> list[Row]:
    firsts = reached.group_by("organization_id").agg(
        pl.col("release_date").min(), pl.col("country_code").drop_nulls().first()
    ).sort("release_date", "organization_id")
    entity = f"{threshold['scale_id']}/{threshold['score_threshold']}/{kind}"
    used = {RECORD_SPAN, STEEPEST} | {name for _, _, names in records for name in names}
    about = {"scale_id": threshold["scale_id"], "score_threshold": threshold["score_threshold"],
             "threshold_name": threshold["threshold_name"], "cost_kind": kind,
             "first_reached_date": firsts["release_date"][0], "constant_ids": sorted(used),
             "data_through_date": last}
    decline = _decline(records, entity, assumed)
    return [
        about | decline | _month(month, firsts, records, reached)
        for month in whole_months(firsts["release_date"][0], last)
    ]


def _month(
    month: date, firsts: pl.DataFrame, records: list[Cost], reached: pl.DataFrame
) -> Row:
    end = month_end(month)
    there = firsts.filter(pl.col("release_date") <= end)
    days = there["release_date"].to_list()
    leads = {f"lead_of_{n}_months": rounded((days[n] - days[0]).days / DAYS_PER_MONTH)
             if len(days) > n else None for n in LEADS}
    so_far = [cost for day, cost, _ in records if day <= end]
    return leads | {
        "month_start_date": month, "organization_count": there.height,
        "country_count": there["country_code"].drop_nulls().n_unique(),
        "least_cost_usd_2023": rounded(so_far[-1]) if so_far else None,
        "is_censored": len(days) <= LEADS[-1],
        "input_row_count": reached.filter(pl.col("release_date") <= end).height,
    }


def _decline(records: list[Cost], entity: str, assumed: Assumptions) -> Row:
    days, span_years = [day for day, _, _ in records], assumed.value(RECORD_SPAN)
    fitted = slope(days, np.log([cost for _, cost, _ in records]), entity, span_years)
    reason = untold(days, span_years) or steep(assumed.value(STEEPEST), fitted)
    if reason or fitted is None:
        return {"reason_code": reason}
    return {
        "cost_decline_per_year_ratio_low": times_cheaper(fitted.high),
        "cost_decline_per_year_ratio": times_cheaper(fitted.value),
        "cost_decline_per_year_ratio_high": times_cheaper(fitted.low),
        "interval_kind": fitted.interval_kind,
    }

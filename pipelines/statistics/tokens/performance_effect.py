"""The best score within a fixed budget, month by month (M28, performance)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.coverage import known_through
from pipelines.statistics.kit.draws import rounded
from pipelines.statistics.kit.published import marked
from pipelines.statistics.kit.record_series import RECORD_SPAN, slope, untold
from pipelines.statistics.tokens.capability_prices import version_scores
from pipelines.statistics.tokens.token_price_at_capability import month_end, whole_months
from schemas import base
from schemas.tokens.performance_effect_by_budget_month import PerformanceEffectByBudgetMonth

Row = dict[str, object]
TRAINING = "metric.training_cost_by_model_method"
BUDGETS = {
    "compute_flop": (1e23, 1e24, 1e25, 1e26),
    "training_cost_usd_2023": (1e5, 1e6, 1e7, 1e8),
}
"""Where the table looks; a budget is a question, not an assumption."""


@recipe(
    PerformanceEffectByBudgetMonth,
    reads=["core.benchmark_score", "core.model_release", TRAINING],
    constants=[RECORD_SPAN], is_covered=True,
)
def performance_effect(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """A row for each month from the first scored model within a budget on."""
    assumed = Assumptions.of(frames[CONSTANTS])
    scored, span = _scored(frames), assumed.value(RECORD_SPAN)
    rows = [
        row
        for (scale,), models in scored.group_by("scale_id", maintain_order=True)
        for kind, budgets in BUDGETS.items()
        for budget in budgets
        for row in _series(models.filter(pl.col(kind) <= budget), f"{scale}/{kind}/{budget:g}",
                           known_through(frames, f"benchmark_score/{scale}", "training_compute"),
                           {"scale_id": scale, "budget_kind": kind, "budget_value": budget}, span)
    ]
    return marked(PerformanceEffectByBudgetMonth, pl.DataFrame(
        rows, schema={c.name: c.dtype for c in base.columns(PerformanceEffectByBudgetMonth)}), assumed)


def _scored(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The best score of each model with its day, its compute and its cost."""
    scores = version_scores(frames["core.benchmark_score"]).group_by("scale_id", "model_id").agg(
        pl.col("score").max())
    models = frames["core.model_release"].select("model_id", "release_date", "compute_flop")
    costs = frames[TRAINING].filter(pl.col("method") == "amortised").select(
        "model_id", "constant_ids", training_cost_usd_2023="cost_usd_2023")
    return scores.join(models, on="model_id").join(costs, on="model_id", how="left").sort(
        "scale_id", "release_date", "score", "model_id")


def _series(
    models: pl.DataFrame, entity: str, last: date, about: Row, span: float
) -> list[Row]:
    """Only months that are over by the last day through which both inputs are known."""
    models = models.filter(pl.col("release_date") <= last)
    if models.is_empty():
        return []
    best = models.with_columns(so_far=pl.col("score").cum_max())
    records = best.filter(pl.col("score") > pl.col("so_far").shift().fill_null(float("-inf")))
    gain = _gain(records, entity, span)
    rows = []
    for month in whole_months(records["release_date"][0], last):
        known = models.filter(pl.col("release_date") <= month_end(month))
        record = records.filter(pl.col("release_date") <= month_end(month)).row(-1, named=True)
        rows.append(about | gain | {
            "month_start_date": month, "best_score": record["score"],
            "best_model_id": record["model_id"], "model_count": known.height,
            "data_through_date": last,
            "input_row_count": known.height,
        })
    return rows


def _gain(records: pl.DataFrame, entity: str, span_years: float) -> Row:
    costs = records["constant_ids"].to_list() if "training_cost" in entity else []
    used = {"constant_ids": sorted({RECORD_SPAN} | {name for names in costs for name in names or []})}
    days = records["release_date"].to_list()
    reason = untold(days, span_years)
    fitted = slope(days, records["score"].to_numpy().astype(np.float64), entity,
                   span_years)
    if reason or fitted is None:
        return used | {"reason_code": reason}
    return used | {
        "score_gain_per_year": rounded(fitted.value), "interval_kind": fitted.interval_kind,
        "score_gain_per_year_low": None if fitted.low is None else rounded(fitted.low),
        "score_gain_per_year_high": None if fitted.high is None else rounded(fitted.high),
    }

"""Training compute per dollar of a run: compute and cost drawn together (M22)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.costs.run_costs import COST_CONSTANTS
from pipelines.statistics.costs.run_draws import Run, compute_factor, errors_of
from pipelines.statistics.costs.runs import RUN_TABLES, priced_runs
from pipelines.statistics.costs.training_cost import cost, interval
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.draws import rounded
from pipelines.statistics.kit.published import marked, weakest
from schemas import base
from schemas.costs.compute_per_dollar_by_model import ComputePerDollarByModel

Row = dict[str, object]
EFLOP = 1e18
COSTS = "metric.training_cost_by_model_method"


@recipe(ComputePerDollarByModel, reads=[*RUN_TABLES, COSTS], constants=COST_CONSTANTS, by="model_id")
def compute_per_dollar(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """A row for every real cost of a run whose compute is known."""
    assumptions = Assumptions.of(frames[CONSTANTS])
    known = frames[COSTS].filter(pl.col("cost_usd_2023").is_not_null())
    costs = known.partition_by("model_id", as_dict=True)
    rows = [
        row for run in priced_runs(frames)
        if run["compute_flop"] and (run["model_id"],) in costs
        for row in _rows(run, costs[run["model_id"],], assumptions)
    ]
    schema = {c.name: c.dtype for c in base.columns(ComputePerDollarByModel)}
    return marked(ComputePerDollarByModel, pl.DataFrame(rows, schema=schema), assumptions)


def _rows(run: Run, costs: pl.DataFrame, assumptions: Assumptions) -> Iterator[Row]:
    errors = errors_of(run["model_id"])
    is_on_both_sides = run["chip_hours_method"] == "compute"
    is_uncertain = is_on_both_sides or run["compute_flop_basis"] != "reported"
    factor = compute_factor(errors, assumptions) if is_uncertain else 1.0
    for stated in costs.iter_rows(named=True):
        drawn = cost(run, stated["method"], errors, assumptions) * run["to_2023_ratio"]
        ends = interval(run["compute_flop"] * factor / drawn)
        central = run["compute_flop"] / stated["cost_usd_2023"]
        yield _row(run, stated) | (_ends(*ends, central) if ends else {}) | {
            "is_compute_on_both_sides": is_on_both_sides,
            "constant_ids": sorted({*stated["constant_ids"], *(
                ["run_compute_factor_ratio"] if is_uncertain else [])}),
        }


def _row(run: Run, stated: Mapping[str, Any]) -> Row:
    central = run["compute_flop"] / stated["cost_usd_2023"]
    return {
        "model_id": run["model_id"], "method": stated["method"], "model_name": run["model_name"],
        "valid_date": run["release_date"], "compute_flop": run["compute_flop"],
        "cost_usd_2023": stated["cost_usd_2023"],
        "compute_per_usd_flop": rounded(run["compute_flop"] / stated["cost_usd"]),
        "compute_per_usd_2023_flop": rounded(central),
        "cost_per_eflop_usd_2023": rounded(EFLOP / central),
        "compute_per_usd_2023_flop_basis": weakest(
            stated["cost_usd_basis"], run["compute_flop_basis"]),
        "input_row_count": stated["input_row_count"] + 1,
    }


def _ends(low: float, high: float, central: float) -> Row:
    """Both ends, of compute per dollar and, the other way round, of cost per compute.

    An end that is the central value itself, where the error is to one side, is so to the last digit.
    """
    low, high = min(low, central), max(high, central)
    return {
        "compute_per_usd_2023_flop_low": rounded(low),
        "compute_per_usd_2023_flop_high": rounded(high),
        "cost_per_eflop_usd_2023_low": rounded(EFLOP / high),
        "cost_per_eflop_usd_2023_high": rounded(EFLOP / low), "interval_kind": "ci90",
    }

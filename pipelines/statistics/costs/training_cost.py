"""Cost of every training run by method, with 90 % intervals and each step as a column (M18, M19)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.costs import run_costs
from pipelines.statistics.costs.run_costs import COST_CONSTANTS
from pipelines.statistics.costs.run_draws import NO_ERROR, Errors, Run, errors_of, hours_constants
from pipelines.statistics.costs.runs import RUN_TABLES, priced_runs
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.draws import rounded
from pipelines.statistics.kit.intervals import TAILS, Vector
from pipelines.statistics.kit.published import marked, weakest
from schemas import base
from schemas.costs.training_cost_by_model_method import TrainingCostByModelMethod

Row = dict[str, object]
NO_SPREAD = 1e-9
METHODS = ("amortised", "cloud", "upfront")
BASE_YEAR = 2023


@recipe(TrainingCostByModelMethod, reads=RUN_TABLES, constants=COST_CONSTANTS, by="model_id")
def training_cost(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Three rows for each run: what it cost by each method, or why that is not known."""
    assumptions = Assumptions.of(frames[CONSTANTS])
    rows = [row for run in priced_runs(frames) for row in _rows(run, assumptions)]
    schema = {c.name: c.dtype for c in base.columns(TrainingCostByModelMethod)}
    return marked(TrainingCostByModelMethod, pl.DataFrame(rows, schema=schema), assumptions)


def missing(run: Run, method: str) -> str | None:
    """Why a run cannot be costed by a method."""
    if method == "cloud":
        return None if run["rental_offer_id"] else "no_rental_offer"
    if run["price_usd"] is None:
        return "no_chip_price"
    if method == "upfront":
        return None if run["training_chip_count"] else "no_chip_count"
    return None if run["tdp_w"] else "no_chip_power"


def cost(run: Run, method: str, errors: Errors, assumptions: Assumptions) -> Vector:
    """Nominal cost of a run by a method at some errors."""
    if method == "cloud":
        return run_costs.cloud(run, errors, assumptions)
    if method == "upfront":
        return run_costs.upfront(run, errors, assumptions)
    return run_costs.amortised(run, errors, assumptions).total


def used(run: Run, method: str) -> list[str]:
    """The assumptions behind a cost, in order and once each."""
    own = list(run["constant_ids"])
    if method == "cloud":
        return sorted({*own, *hours_constants(run), *run["cloud_constant_ids"]})
    priced = {*run["price_constant_ids"], run_costs.price_factor(run), "interconnect_cost_share"}
    if method == "upfront":
        return sorted({*priced, "run_chip_count_factor_ratio"})
    return sorted({
        *own, *priced, *hours_constants(run), *run_costs.power_constants(run),
        "chip_value_decline_rate", "training_date_error_days", "electricity_price_factor_ratio",
    })


def _rows(run: Run, assumptions: Assumptions) -> Iterator[Row]:
    errors = errors_of(run["model_id"])
    for method in METHODS:
        row = _about(run, method)
        reason = missing(run, method)
        if reason:
            yield row | {"reason_code": reason}
            continue
        central = float(cost(run, method, NO_ERROR, assumptions)[0])
        ends = interval(cost(run, method, errors, assumptions))
        yield row | _steps(run, method, assumptions) | _money(run, central, ends) | {
            "cost_usd_basis": _basis(run, method), "interval_kind": "ci90" if ends else None,
            "constant_ids": used(run, method),
        }


def _about(run: Run, method: str) -> Row:
    same = ("model_id", "model_name", "is_frontier", "chip_id", "chip_name", "chip_hours_method",
            "training_chip_hour_count", "training_chip_count", "training_start_date")
    return {name: run[name] for name in same} | {
        "method": method, "price_base_year": BASE_YEAR, "valid_date": run["release_date"],
        "cost_scope": "final_run", "deflator_id": run["deflator_id"],
        "deflator_month_date": run["deflator_month_date"], "constant_ids": list(run["constant_ids"]),
        "input_row_count": run["input_row_count"] + 3,
    }


def _steps(run: Run, method: str, assumptions: Assumptions) -> Row:
    """The intermediate results at central values, so that a reader can follow."""
    if method == "cloud":
        return {"rental_offer_id": run["rental_offer_id"], "acquisition_date": run["offer_date"],
                "is_price_later": run["is_offer_later"],
                "price_at_acquisition_usd": rounded(run["committed_price_usd"])}
    row = {"chip_price_id": run["chip_price_id"], "acquisition_date": run["acquisition_date"],
           "is_price_later": run["is_price_later"],
           "price_at_acquisition_usd": rounded(run["server_share_price_usd"])}
    if method == "upfront":
        return row
    parts = run_costs.amortised(run, NO_ERROR, assumptions)
    return row | {
        "price_at_start_usd": rounded(parts.price_at_start[0]),
        "chip_cost_usd": rounded(parts.chips[0]),
        "interconnect_cost_usd": rounded(parts.interconnect[0]),
        "energy_cost_usd": rounded(parts.energy[0]),
    }


def interval(drawn: Vector) -> tuple[float, float] | None:
    """Ends of the 90 % interval; None where nothing is known to err, which is not certainty."""
    if np.ptp(drawn) <= NO_SPREAD * abs(drawn[0]):
        return None
    low, high = np.quantile(drawn, TAILS["ci90"])
    return float(low), float(high)


def _money(run: Run, central: float, ends: tuple[float, float] | None) -> dict[str, float]:
    """Nominal and real cost; real only where the index reaches the month of publication."""
    values = {"cost_usd": central}
    if ends:
        values |= {"cost_usd_low": ends[0], "cost_usd_high": ends[1]}
    row = {name: rounded(value) for name, value in values.items()}
    if run["to_2023_ratio"] is None:
        return row
    return row | {
        name.replace("usd", "usd_2023"): rounded(value * run["to_2023_ratio"])
        for name, value in values.items()
    }


def _basis(run: Run, method: str) -> str:
    hours = run["training_chip_hour_count_basis"]
    if method == "cloud":
        return weakest(hours, run["offer_basis"])
    return weakest(hours, run["price_basis"], "estimated")

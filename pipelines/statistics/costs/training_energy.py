"""Energy and average power of every training run, with 90 % intervals (M21)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.costs.run_costs import POWER_CONSTANTS, energy_kwh, power_constants
from pipelines.statistics.costs.run_draws import (
    HOURS_CONSTANTS,
    NO_ERROR,
    Errors,
    Run,
    chip_hours,
    errors_of,
    hours_constants,
)
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.draws import rounded
from pipelines.statistics.kit.intervals import TAILS, Vector
from pipelines.statistics.kit.published import marked, weakest
from schemas import base
from schemas.costs.training_energy_by_model import TrainingEnergyByModel

Row = dict[str, object]
RUNS = "metric.training_chip_hours_by_model"
KW_PER_MW = 1000


@recipe(TrainingEnergyByModel, reads=[RUNS],
        constants=[*POWER_CONSTANTS, *HOURS_CONSTANTS], by="model_id")
def training_energy(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """A row for every run on a chip whose power is known."""
    assumptions = Assumptions.of(frames[CONSTANTS])
    runs = frames[RUNS].filter(pl.col("tdp_w").is_not_null())
    rows = [_row(run, assumptions) for run in runs.sort("model_id").iter_rows(named=True)]
    return marked(TrainingEnergyByModel, pl.DataFrame(
        rows, schema={c.name: c.dtype for c in base.columns(TrainingEnergyByModel)}), assumptions)


def run_hours(run: Run) -> float | None:
    """Length of the run: stated, else that of all chips over their number."""
    if run["training_hour_count"]:
        return float(run["training_hour_count"])
    count = run["training_chip_count"]
    return float(run["training_chip_hour_count"] / count) if count else None


def power_mw(run: Run, hours: float, errors: Errors, assumptions: Assumptions) -> Vector:
    """Average power: energy over hours, where an error of the hours is in both and cancels."""
    energy = energy_kwh(run, errors, assumptions)
    if not run["training_hour_count"]:
        drawn = chip_hours(run, errors, assumptions) / float(run["training_chip_count"])
        return energy / drawn / KW_PER_MW * assumptions.positive(
            "run_chip_count_factor_ratio", errors["chip_count"])
    if run["chip_hours_method"] == "count_x_hours":
        energy = energy / assumptions.positive("run_hours_factor_ratio", errors["hours"])
    return energy / hours / KW_PER_MW


def _row(run: Run, assumptions: Assumptions) -> Row:
    errors, hours = errors_of(run["model_id"]), run_hours(run)
    kind = "tpu" if run["is_tpu"] else "gpu"
    utilization, pue = f"power_utilization_{kind}_share", f"pue_{run['pue_class']}_ratio"
    server = run["tdp_w"] * assumptions.value(run["server_power_constant_id"])
    row = {name: run[name] for name in (
        "model_id", "model_name", "is_frontier", "chip_id", "training_chip_hour_count",
        "chip_hours_method")}
    row |= {
        "valid_date": run["release_date"], "training_hour_count": hours,
        "server_power_per_chip_w": rounded(server),
        "power_utilization_share": assumptions.value(utilization),
        "pue_ratio": assumptions.value(pue), "interval_kind": "ci90",
        "energy_kwh_count_basis": weakest(run["training_chip_hour_count_basis"], "estimated"),
        "constant_ids": sorted({
            *run["constant_ids"], *hours_constants(run), *power_constants(run)}),
        "input_row_count": run["input_row_count"] + 1,
        "reason_code": None if hours else "no_run_length",
    }
    row |= _interval("energy_kwh_count", *(energy_kwh(run, e, assumptions) for e in (NO_ERROR, errors)))
    if not hours:
        return row
    return row | _interval(
        "average_power_mw", *(power_mw(run, hours, e, assumptions) for e in (NO_ERROR, errors)))


def _interval(name: str, central: Vector, drawn: Vector) -> Row:
    low, high = np.quantile(drawn, TAILS["ci90"])
    return {f"{name}_low": rounded(low), name: rounded(float(central[0])),
            f"{name}_high": rounded(high)}

"""Errors of what is known of a training run, drawn once per model: all its metrics share them.

What is computed from them stands in run_costs.py and training_energy.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.draws import generator
from pipelines.statistics.kit.intervals import DRAW_COUNT, Vector

Run = Mapping[str, Any]
ERRORS = (
    "chip_count", "hours", "compute", "peak", "mfu", "price", "overhead", "interconnect", "rate",
    "start_date", "power_utilization", "pue", "electricity", "discount",
)
"""What may be wrong of a run; a new one is added at the end, so that the others keep their draws."""

Errors = Mapping[str, Vector]
HOURS_CONSTANTS = (
    "run_chip_count_factor_ratio", "run_hours_factor_ratio", "run_compute_factor_ratio",
    "run_peak_factor_ratio", "training_mfu_share",
)
NO_ERROR: Errors = dict.fromkeys(ERRORS, np.zeros(1))
"""The central case: every quantity at its median."""


def errors_of(model_id: str) -> Errors:
    """Standard normal draws for every error of one model's run."""
    drawn = generator("training_run", model_id).standard_normal((len(ERRORS), DRAW_COUNT))
    return dict(zip(ERRORS, drawn, strict=True))


def chip_hours(run: Run, errors: Errors, assumptions: Assumptions) -> Vector:
    """Chip-hours with the error of the way they were found; reported ones are taken as they are."""
    hours = np.full(len(errors["hours"]), float(run["training_chip_hour_count"]))
    if run["chip_hours_method"] == "count_x_hours":
        count = assumptions.positive("run_chip_count_factor_ratio", errors["chip_count"])
        return hours * count * assumptions.positive("run_hours_factor_ratio", errors["hours"])
    if run["chip_hours_method"] == "compute":
        peak = assumptions.positive("run_peak_factor_ratio", errors["peak"])
        return hours * compute_factor(errors, assumptions) / (peak * _mfu(run, errors, assumptions))
    return hours


def compute_factor(errors: Errors, assumptions: Assumptions) -> Vector:
    """Drawn compute over the compute that is stated."""
    return assumptions.positive("run_compute_factor_ratio", errors["compute"])


def _mfu(run: Run, errors: Errors, assumptions: Assumptions) -> Vector:
    """Drawn utilization over the one used; a disclosed one has no error."""
    if "training_mfu_share" not in run["constant_ids"]:
        return np.ones(len(errors["mfu"]))
    drawn = assumptions.positive("training_mfu_share", errors["mfu"])
    return drawn / assumptions.value("training_mfu_share")


def hours_constants(run: Run) -> list[str]:
    """The assumptions behind the error of the chip-hours."""
    if run["chip_hours_method"] == "count_x_hours":
        return ["run_chip_count_factor_ratio", "run_hours_factor_ratio"]
    if run["chip_hours_method"] == "compute":
        return ["run_compute_factor_ratio", "run_peak_factor_ratio"]
    return []

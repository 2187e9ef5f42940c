"""What one run cost by each method, at any errors: the recipe of Cottier et al. 2024, step by step.

Which prices apply is chosen in SQL (step.acquisition_price_by_model, step.cloud_price_by_model).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from pipelines.statistics.costs.run_draws import HOURS_CONSTANTS, Errors, Run, chip_hours
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.intervals import Vector
from pipelines.statistics.kit.published import DAYS_PER_YEAR

HOURS_PER_YEAR = 8766
POWER_CONSTANTS = (
    "server_power_h100_ratio", "server_power_a100_ratio", "server_power_v100_ratio",
    "server_power_other_gpu_ratio", "server_power_tpu_v1_ratio", "server_power_tpu_v2_ratio",
    "server_power_tpu_v3_ratio", "server_power_tpu_later_ratio", "power_utilization_gpu_share",
    "power_utilization_tpu_share", "pue_hyperscaler_ratio", "pue_other_ratio",
)
OVERHEADS = (
    "server_overhead_a100_ratio", "server_overhead_v100_ratio", "server_overhead_p100_ratio",
    "server_overhead_other_ratio",
)
DISCOUNTS = tuple(f"cloud_discount_{vendor}_{term}_share"
                  for vendor in ("aws", "google", "azure", "other") for term in ("1y", "3y"))
COST_CONSTANTS = (
    *HOURS_CONSTANTS, *POWER_CONSTANTS, *OVERHEADS, *DISCOUNTS, "chip_value_decline_rate",
    "interconnect_cost_share", "gpu_price_factor_ratio", "tpu_price_factor_ratio",
    "training_date_error_days", "electricity_price_factor_ratio",
)


@dataclass(frozen=True)
class Amortised:
    """Parts of the cost of using hardware for the length of a run, and its value at the start."""

    price_at_start: Vector
    chips: Vector
    interconnect: Vector
    energy: Vector

    @property
    def total(self) -> Vector:
        """All parts."""
        return self.chips + self.interconnect + self.energy


def amortised(run: Run, errors: Errors, assumptions: Assumptions) -> Amortised:
    """Value lost during the run, interconnect and energy; the value falls with hardware progress."""
    rate = assumptions.positive("chip_value_decline_rate", errors["rate"])
    start = _price(run, errors, assumptions) * 10 ** (-rate * _years(run, errors, assumptions))
    lost_per_hour = rate * math.log(10) / HOURS_PER_YEAR
    chips = start * lost_per_hour * chip_hours(run, errors, assumptions)
    connected = _interconnect_ratio(errors, assumptions)
    bill = energy_kwh(run, errors, assumptions) * run["price_per_kwh_usd"]
    bill = bill * assumptions.positive("electricity_price_factor_ratio", errors["electricity"])
    return Amortised(start, chips, chips * (connected - 1), bill)


def upfront(run: Run, errors: Errors, assumptions: Assumptions) -> Vector:
    """Price of the whole cluster with its interconnect when it was acquired."""
    count = assumptions.positive("run_chip_count_factor_ratio", errors["chip_count"])
    price = _price(run, errors, assumptions) * _interconnect_ratio(errors, assumptions)
    return float(run["training_chip_count"]) * count * price


def cloud(run: Run, errors: Errors, assumptions: Assumptions) -> Vector:
    """Rent of the chip-hours at a three-year commitment."""
    rent = float(run["offer_price_usd"]) * _commitment_ratio(run, errors, assumptions)
    return rent * chip_hours(run, errors, assumptions)


def energy_kwh(run: Run, errors: Errors, assumptions: Assumptions) -> Vector:
    """Energy of the run at the meter of the data center."""
    kind = "tpu" if run["is_tpu"] else "gpu"
    share = assumptions.positive(f"power_utilization_{kind}_share", errors["power_utilization"])
    pue = assumptions.positive(f"pue_{run['pue_class']}_ratio", errors["pue"])
    server = float(run["tdp_w"]) / 1000 * assumptions.value(run["server_power_constant_id"])
    return chip_hours(run, errors, assumptions) * server * share * pue


def power_constants(run: Run) -> list[str]:
    """The assumptions behind the power of a run."""
    kind = "tpu" if run["is_tpu"] else "gpu"
    assumed = ["tpu_v4_power_w"] if run["is_power_assumed"] else []
    return [*assumed, run["server_power_constant_id"], f"power_utilization_{kind}_share",
            f"pue_{run['pue_class']}_ratio"]


def _price(run: Run, errors: Errors, assumptions: Assumptions) -> Vector:
    """Price of one chip with its share of a server when it was acquired."""
    factor = price_factor(run)
    price = float(run["price_usd"]) * assumptions.positive(factor, errors["price"])
    if not run["is_single_unit"]:
        return price
    return price * assumptions.positive(run["server_overhead_constant_id"], errors["overhead"])


def price_factor(run: Run) -> str:
    """Which constant says how far the price may be off."""
    return "tpu_price_factor_ratio" if run["is_tpu"] else "gpu_price_factor_ratio"


def _years(run: Run, errors: Errors, assumptions: Assumptions) -> Vector:
    """Years from acquisition to training; only a TPU's owner can train before its release."""
    days = float((run["training_start_date"] - run["acquisition_date"]).days)
    drawn = days + assumptions.shifted("training_date_error_days", errors["start_date"])
    years = drawn / DAYS_PER_YEAR
    return years if run["is_tpu"] else np.maximum(years, 0)


def _interconnect_ratio(errors: Errors, assumptions: Assumptions) -> Vector:
    """Cost of the cluster over that of its servers."""
    share = assumptions.shifted("interconnect_cost_share", errors["interconnect"])
    found: Vector = 1 / (1 - np.clip(share, 0, 0.5))
    return found


def _commitment_ratio(run: Run, errors: Errors, assumptions: Assumptions) -> Vector:
    """Price at three years over the price at the offer's term; both discounts err together."""
    if run["term"] == "3_year":
        return np.ones(len(errors["discount"]))
    kept = [1 - np.clip(assumptions.shifted(name, errors["discount"]), 0, 0.9)
            for name in run["discount_ids"]]
    found: Vector = kept[-1] / kept[0] if len(kept) == 2 else kept[0]
    return found

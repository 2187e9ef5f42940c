"""What a row of `metric.training_cost_by_model_method` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.costs.training_chip_hours_by_model import CHIP_HOURS_METHODS
from schemas.models.model_release import model_id

COST_METHODS = ["amortised", "cloud", "upfront"]


class TrainingCostByModelMethod(
    Table, name="metric.training_cost_by_model_method",
    question="Which final runs cost the most?",
    example=(
        "select model_name, cost_usd_2023_low, cost_usd_2023, cost_usd_2023_high from "
        "metric.training_cost_by_model_method where method = 'amortised' order by cost_usd_2023 "
        "desc nulls last limit 5"
    ),
    key=("model_id", "method", "price_base_year"),
    grain="model, method and price base year", group="costs", may_be_empty=True,
    counts=("run_cost",),
):
    """Cost of the final training run, by method (M18, M19). The methods answer different questions.

    amortised: value the hardware lost during the run, with interconnect and energy; cloud: renting
    it at a three-year commitment; upfront: buying the cluster, whose value outlives the run.
    """

    model_id: str = model_id()
    method: str = column("What is counted", isin=COST_METHODS)
    price_base_year: int = column("Year of the real dollars", ge=2000)
    model_name: str = column("Name in common use")
    valid_date: pl.Date = column("Day of publication, in whose month's dollars the nominal cost is")
    is_frontier: bool = column("Among the ten largest by compute when released; NULL: no source says so",
                               nullable=True)
    cost_scope: str = column("What the cost is of", isin=["final_run"])
    chip_id: str = columns.chip_id()
    chip_name: str = column("Name of the chip")
    training_chip_hour_count: float = column("Chip-hours", gt=0)
    chip_hours_method: str = column("How the chip-hours were found", isin=CHIP_HOURS_METHODS)
    training_chip_count: float = measure("Chips")
    training_start_date: pl.Date = column("First day of training")
    chip_price_id: str = column("Purchase price used, see core.chip_price", nullable=True)
    rental_offer_id: str = column("Rental offer used, see core.rental_offer", nullable=True)
    acquisition_date: pl.Date = column("Day the hardware, or the rent, was priced", nullable=True)
    is_price_later: bool = column("The price is of a day after the hardware was bought, or the rent "
                                  "agreed: none before it is known; NULL where there is no cost",
                                  nullable=True)
    price_at_acquisition_usd: float = measure("Of one chip with its share of a server, or of one "
                                              "hour at the three-year commitment")
    price_at_start_usd: float = measure("Value of one chip with its share at the start of training")
    chip_cost_usd: float = measure("Servers, of which chips are the largest part")
    interconnect_cost_usd: float = measure("Interconnect between servers")
    energy_cost_usd: float = measure("Electricity")
    cost_usd_low: float = measure("Low end")
    cost_usd: float = measure("Cost, nominal")
    cost_usd_high: float = measure("High end")
    cost_usd_2023_low: float = measure("Low end")
    cost_usd_2023: float = measure("Cost in dollars of 2023")
    cost_usd_2023_high: float = measure("High end")
    is_quotable: bool = columns.is_quotable("cost_usd", "cost_usd_2023")
    cost_usd_basis: str = column("Weakest basis of the inputs", nullable=True, isin=columns.BASES)
    interval_kind: str = column("90 % interval of the draws; NULL where hours and price are both "
                                "stated, so that the size of their error is not known",
                                nullable=True, isin=["ci90"])
    deflator_id: str = column("Index that turned nominal into 2023 dollars")
    deflator_month_date: pl.Date = column("Month of the index: that of publication, or the last "
                                          "known before it", nullable=True)
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    reason_code: str = column("Why there is no cost: no purchase price of the chip's family, no "
                              "rental offer, no number of chips, or no power of the chip",
                              nullable=True,
                              isin=["no_chip_price", "no_rental_offer", "no_chip_count",
                                    "no_chip_power"])
    input_row_count: int = column("Rows that entered the value", gt=0)

"""What a row of `metric.compute_per_dollar_by_model` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.costs.training_cost_by_model_method import COST_METHODS
from schemas.models.model_release import model_id


class ComputePerDollarByModel(
    Table, name="metric.compute_per_dollar_by_model",
    question="Which runs got the most compute for a dollar?",
    example=(
        "select model_id, compute_per_usd_2023_flop from metric.compute_per_dollar_by_model where "
        "method = 'amortised' order by compute_per_usd_2023_flop desc nulls last limit 5"
    ),
    key=("model_id", "method"), grain="model and method", group="costs",
    may_be_empty=True,
    counts=("run_cost",),
):
    """Training compute per real dollar of a run, and its inverse, by costing method (M22).

    Compute and cost are drawn together. Where chip-hours come from compute it cancels, and the
    interval is too narrow: such rows are marked. Methods must not be mixed in one series.
    """

    model_id: str = model_id()
    method: str = column("What the cost counts", isin=COST_METHODS)
    model_name: str = column("Name in common use")
    valid_date: pl.Date = column("Day of publication")
    compute_flop: float = column("Training compute", gt=0)
    cost_usd_2023: float = column("Cost in dollars of 2023", gt=0)
    compute_per_usd_flop: float = column("Compute per nominal dollar", gt=0)
    compute_per_usd_2023_flop_low: float = measure("Low end")
    compute_per_usd_2023_flop: float = column("Compute per dollar of 2023", gt=0)
    compute_per_usd_2023_flop_high: float = measure("High end")
    cost_per_eflop_usd_2023_low: float = measure("Low end")
    cost_per_eflop_usd_2023: float = column("Cost of 10^18 FLOP in dollars of 2023", gt=0)
    cost_per_eflop_usd_2023_high: float = measure("High end")
    is_quotable: bool = columns.is_quotable("compute_per_usd_2023_flop", "cost_per_eflop_usd_2023")
    compute_per_usd_2023_flop_basis: str = column("Weakest basis of the inputs",
                                                  isin=columns.BASES)
    is_compute_on_both_sides: bool = column("Chip-hours were made from the compute, so its error "
                                            "cancels and the interval is too narrow")
    interval_kind: str = column("90 % interval of the draws; NULL as for the cost", nullable=True,
                                isin=["ci90"])
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)

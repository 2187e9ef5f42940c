"""What a row of `metric.training_energy_by_model` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.costs.training_chip_hours_by_model import CHIP_HOURS_METHODS
from schemas.models.model_release import model_id


class TrainingEnergyByModel(
    Table, name="metric.training_energy_by_model",
    question="Which runs used the most energy?",
    example=(
        "select model_id, energy_kwh_count, average_power_mw from metric.training_energy_by_model order by "
        "energy_kwh_count desc nulls last limit 5"
    ),
    key=("model_id",), grain="model", group="costs",
    may_be_empty=True,
    counts=("run_cost",),
):
    """Energy and average power of the final run, at the meter of the data center (M21).

    chip-hours x chip power x server multiplier x power utilization x PUE; power is that over the
    run's hours. Calculated, not reported; the nameplate of a site is higher.
    """

    model_id: str = model_id()
    model_name: str = column("Name in common use")
    valid_date: pl.Date = column("Day of publication")
    is_frontier: bool = column("Among the ten largest by compute when released; NULL: no source says so",
                               nullable=True)
    chip_id: str = columns.chip_id()
    training_chip_hour_count: float = column("Chip-hours", gt=0)
    chip_hours_method: str = column("How the chip-hours were found", isin=CHIP_HOURS_METHODS)
    training_hour_count: float = measure("Wall-clock hours; where not known, chip-hours over chips")
    server_power_per_chip_w: float = column("Maximum power of a server per chip, without the "
                                            "building", gt=0)
    power_utilization_share: float = column("Average over maximum power", gt=0, le=1)
    pue_ratio: float = column("Power usage effectiveness of the data center", ge=1)
    energy_kwh_count_low: float = column("Low end", gt=0)
    energy_kwh_count: float = column("Energy in kilowatt-hours", gt=0)
    energy_kwh_count_high: float = column("High end", gt=0)
    is_energy_quotable: bool = columns.is_quotable("energy_kwh_count")
    average_power_mw_low: float = measure("Low end")
    average_power_mw: float = measure("Average power during the run")
    average_power_mw_high: float = measure("High end")
    is_power_quotable: bool = columns.is_quotable("average_power_mw")
    energy_kwh_count_basis: str = column("Weakest basis of the inputs", isin=columns.BASES)
    interval_kind: str = column("90 % interval of the draws", isin=["ci90"])
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    reason_code: str = column("Why there is no power: the length of the run is not known",
                              nullable=True, isin=["no_run_length"])
    input_row_count: int = column("Rows that entered the value", gt=0)

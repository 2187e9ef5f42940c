"""Energy of a training run and power of a site (M21). What energy costs stands with the costs."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.clusters import CLUSTER_TIERS, STATUSES, cluster_id
from schemas.columns import TextList, column, measure
from schemas.models import model_id
from schemas.training_costs import CHIP_HOURS_METHODS


class TrainingEnergyByModel(
    Table, name="metric.training_energy_by_model", key=("model_id",), group="costs",
    may_be_empty=True,
):
    """Energy and average power of the final run, at the meter of the data center (M21).

    chip-hours x chip power x server multiplier x power utilization x PUE; power is that over the
    run's hours. Calculated, not reported; the nameplate of a site is higher.
    """

    model_id: str = model_id()
    model_name: str = column("Name in common use")
    valid_date: pl.Date = column("Day of publication")
    is_frontier: bool = column("Among the ten largest by compute when released", nullable=True)
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
    average_power_mw_low: float = measure("Low end")
    average_power_mw: float = measure("Average power during the run")
    average_power_mw_high: float = measure("High end")
    energy_kwh_count_basis: str = column("Weakest basis of the inputs", isin=columns.BASES)
    interval_kind: str = column("90 % interval of the draws", isin=["ci90"])
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    reason_code: str = column("Why there is no power: the length of the run is not known",
                              nullable=True, isin=["no_run_length"])
    input_row_count: int = column("Rows that entered the value", gt=0)


class SitePowerByCluster(
    Table, name="metric.site_power_by_cluster", key=("cluster_id", "valid_date"), group="costs",
    may_be_empty=True,
):
    """Nameplate power of a cluster's site: chips x chip power x server multiplier x PUE (M21).

    No utilization enters: it is what the site must be able to draw, not what it draws. What the
    source reports stands beside it.
    """

    cluster_id: str = cluster_id()
    valid_date: pl.Date = column("First day of operation; of one not dated, the day of the build")
    cluster_name: str = column("Name in common use")
    status: str = column("Whether it runs", isin=STATUSES)
    confidence_tier: str = column("How sure the source is", isin=CLUSTER_TIERS)
    is_in_standard_analysis: bool = column("The publisher counts it")
    is_dated: bool = column("The first day of operation is known")
    chip_id: str = columns.chip_id()
    chip_count: float = column("Accelerators", gt=0)
    site_power_mw_low: float = column("Low end: fewest chips, lowest PUE", gt=0)
    site_power_mw: float = column("Nameplate power, calculated", gt=0)
    site_power_mw_high: float = column("High end: most chips, highest PUE", gt=0)
    site_power_mw_basis: str = column("Weakest basis of the inputs", isin=columns.BASES)
    reported_power_mw: float = measure("Power capacity as the source states it")
    calculated_over_reported_ratio: float = measure("Calculated over reported power")
    interval_kind: str = column("The ends are those of the inputs", isin=["range"])
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)

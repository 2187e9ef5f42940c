"""What a row of `metric.largest_run_by_country_month` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure
from schemas.countries import areas
from schemas.gap.run_by_country import INTERVAL_SOURCES, RUN_KEY
from schemas.models.model_release import model_id


class LargestRunByCountryMonth(
    Table, name="metric.largest_run_by_country_month", key=(*RUN_KEY, "valid_date"),
    grain="country, confidence tier, country basis, country rule and month",
    group="gap", time_axis="valid_date",
    coverage=("training_compute",),
    counts=("run_of_country",),
):
    """The largest known training run of an area at each month end, by tier and country rule (M07)."""

    country_code: str = areas.area()
    confidence_tier: str = areas.tier_cut()
    country_basis: str = areas.country_basis()
    country_rule: str = areas.country_rule()
    valid_date: pl.Date = column("Month end")
    model_id: str = model_id()
    model_name: str = column("Name in common use today")
    release_date: pl.Date = column("Day the largest run was published or released")
    country_share: float = column("Share of the run that counts for the area", gt=0, le=1)
    compute_flop_low: float = measure("Low end of the 90 % interval of the run's compute")
    compute_flop: float = column("Training compute of the run", gt=0)
    compute_flop_high: float = measure("High end of the 90 % interval of the run's compute")
    is_quotable: bool = columns.is_quotable("compute_flop")
    compute_flop_basis: str = column("reported, estimated or imputed", nullable=True,
                                     isin=columns.BASES)
    interval_source: str = column("Where the interval is from: the source, or its tier's spread",
                                  nullable=True, isin=INTERVAL_SOURCES)
    interval_kind: str = column("ci90", nullable=True, isin=["ci90"])
    credited_compute_flop: float = column("Compute that counts for the area: compute x share", gt=0)
    recent_run_count: int = column(
        "Known runs of the last years that a comparison counts, see comparable_run_years", ge=0)
    is_comparable: bool = column(
        "Whether the run can stand for the area beside others: of the last years, and the largest of "
        "enough known runs of theirs, see comparable_run_count in core.model_constant")
    input_row_count: int = column("Runs of the area known by the source up to that day", gt=0)
    data_through_date: pl.Date = columns.data_through_date()

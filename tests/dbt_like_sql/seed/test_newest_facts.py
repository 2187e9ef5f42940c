"""No table of the bundled warehouse that changes over time ends before a release that comes with it.

That the bundled releases are the newest that are kept is for tests/pipelines/commands/test_bundle.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

SEED = Path("dbt_like_sql/seed")
MONTH = pl.concat_str("year", pl.col("period").str.replace("M", "-")).str.to_date(
    "%Y-%m", strict=False
)
"""Months of a year from M01 on; M13 is the year as a whole."""


class Series(NamedTuple):
    """A table's day, and the day in the bundled release that it must reach."""

    release: str
    stated: str | pl.Expr
    table: str
    column: str
    part: tuple[str, str] | None = None
    """Column and value of the part of the table that the release alone tells of."""


def scores(release: str, scale_id: str) -> Series:
    return Series(release, "release_date", "core.benchmark_score", "release_date", ("scale_id", scale_id))


def models(release: str) -> Series:
    return Series(release, "publication_date", "core.model_release", "release_date")


def reports(release: str, stated: str, table: str, column: str = "report_date") -> Series:
    return Series(f"epoch_ai_companies_{release}", stated, table, column)


SERIES = [
    *map(models, ("epoch_all_models", "epoch_frontier_models", "epoch_large_scale_models",
                  "epoch_notable_models")),
    scores("epoch_capabilities_index", "eci"), scores("epoch_chess_puzzles", "chess_puzzles"),
    scores("epoch_frontiermath", "frontiermath"), scores("epoch_gpqa_diamond", "gpqa_diamond"),
    scores("epoch_metr_time_horizon", "metr_time_horizon"),
    scores("epoch_simpleqa_verified", "simpleqa_verified"),
    scores("epoch_swe_bench_verified", "swe_bench_verified"),
    reports("compute_spend", "period_date", "core.compute_spend", "period_end_date"),
    reports("funding_rounds", "report_date", "core.funding_round"),
    reports("revenue_reports", "report_date", "core.revenue_report"),
    reports("staff_reports", "report_date", "core.staff_count", "count_date"),
    reports("usage_reports", "report_date", "core.usage_report"),
    Series("epoch_chip_sales", "end_date", "core.chip_shipment", "period_end_date"),
    Series("epoch_data_center_timelines", "milestone_date", "core.data_center_capacity", "capacity_date"),
    Series("epoch_gpu_clusters", "first_operational_date", "core.cluster", "first_operational_date"),
    Series("epoch_hardware_price", "price_date", "core.chip_price", "price_date"),
    Series("epoch_ml_hardware", "release_date", "core.hardware_listing", "release_date",
           ("source_id", "epoch_ml_hardware")),
    Series("epoch_chip_dataset", "release_date", "core.hardware_listing", "release_date"),
    Series("fred_ppi_data_processing", "month_start_date", "core.price_index", "month_start_date",
           ("deflator_id", "ppi_data_processing")),
    Series("bls_cpi", MONTH, "core.price_index", "month_start_date", ("deflator_id", "cpi_u")),
    Series("genai_price", "stated_from_date", "core.token_price", "effective_from_date",
           ("source_id", "genai_prices")),
    Series("litellm_price", "known_from_date", "core.token_price", "effective_from_date",
           ("source_id", "litellm_prices")),
    Series("gpu_rental_price", "fetched_date", "core.rental_listing", "observed_date"),
]
UNDATED = {"epoch_ai_companies", "epoch_data_centers"}
"""Registers of names: what changes of them over time stands in the files beside them."""


def newest(rows: pl.DataFrame, day: str | pl.Expr) -> date | None:
    found = rows.select(day).to_series().max()
    return found if isinstance(found, date) else None


def test_every_bundled_release_is_held_against_a_table() -> None:
    named = [series.release for series in SERIES]
    assert len(named) == len(set(named))
    assert {*named, *UNDATED} == {file.stem for file in SEED.glob("*.parquet")}


@pytest.mark.parametrize("series", SERIES, ids=[series.release for series in SERIES])
def test_a_series_reaches_the_newest_release(
    built: Callable[[str], pl.DataFrame], series: Series
) -> None:
    kept = pl.read_parquet(SEED / f"{series.release}.parquet")
    last = kept.filter(pl.col("last_snapshot_number") == kept["last_snapshot_number"].max())
    rows = built(series.table)
    if series.part:
        rows = rows.filter(pl.col(series.part[0]) == series.part[1])
    told, reached = newest(last, series.stated), newest(rows, series.column)
    assert told and reached and reached >= told

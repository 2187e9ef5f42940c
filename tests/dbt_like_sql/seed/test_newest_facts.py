"""No table of the bundled warehouse that changes over time ends before a release that comes with it.

That the bundled releases are the newest that are kept is for tests/pipelines/commands/test_bundle.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

SEED = Path("dbt_like_sql/seed")
SERIES = [
    ("core.benchmark_score", "release_date", "epoch_capabilities_index", "release_date"),
    ("core.benchmark_score", "release_date", "epoch_swe_bench_verified", "release_date"),
    ("core.chip_price", "price_date", "epoch_hardware_price", "price_date"),
    ("core.chip_shipment", "period_end_date", "epoch_chip_sales", "end_date"),
    ("core.cluster", "first_operational_date", "epoch_gpu_clusters", "first_operational_date"),
    ("core.compute_spend", "period_end_date", "epoch_ai_companies_compute_spend", "period_date"),
    ("core.funding_round", "report_date", "epoch_ai_companies_funding_rounds", "report_date"),
    ("core.hardware_listing", "release_date", "epoch_ml_hardware", "release_date"),
    ("core.model_release", "release_date", "epoch_notable_models", "publication_date"),
    ("core.price_index", "month_start_date", "fred_ppi_data_processing", "month_start_date"),
    ("core.rental_listing", "observed_date", "gpu_rental_price", "fetched_date"),
    ("core.revenue_report", "report_date", "epoch_ai_companies_revenue_reports", "report_date"),
    ("core.staff_count", "count_date", "epoch_ai_companies_staff_reports", "report_date"),
    ("core.usage_report", "report_date", "epoch_ai_companies_usage_reports", "report_date"),
]


def newest(rows: pl.DataFrame, column: str) -> date | None:
    found = rows[column].max()
    return found if isinstance(found, date) else None


@pytest.mark.parametrize(("table", "column", "release", "stated"), SERIES)
def test_a_series_reaches_the_newest_release(
    built: Callable[[str], pl.DataFrame], table: str, column: str, release: str, stated: str
) -> None:
    kept = pl.read_parquet(SEED / f"{release}.parquet")
    last = kept.filter(pl.col("last_snapshot_number") == kept["last_snapshot_number"].max())
    told, reached = newest(last, stated), newest(built(table), column)
    assert told and reached and reached >= told

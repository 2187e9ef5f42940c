"""Points of the price trends: what a GPU cost is told in dollars of the last month that has an index."""

from datetime import date

import polars as pl
import pytest

from pipelines.project import project
from tests.support.tiny import frame, made

MONTHS = {date(2025, 9, 1): 0.94, date(2025, 11, 1): 0.93}
DAYS = [date(2025, 9, 16), date(2025, 10, 15), date(2025, 11, 18), date(2026, 2, 1)]


def test_a_month_without_an_index_takes_the_one_before() -> None:
    """The index of October 2025 was never published, and the last month is not the last forever."""
    listed = frame("core.hardware_listing", *[{
        "source_id": "epoch_chip_dataset", "source_key": str(day), "hardware_name": str(day),
        "hardware_type": "GPU", "release_date": day, "release_price_usd": 1500.0,
        "fp32_flop_per_s": 1e13 * place, "is_used_for_ml": False, "first_snapshot_id": "s",
        "source_locator": "row 1"} for place, day in enumerate(DAYS, start=1)])
    index = frame("core.price_index", *[
        {"deflator_id": "cpi_u", "month_start_date": month, "to_2023_ratio": ratio}
        for month, ratio in MONTHS.items()])
    found = made("step.trend_point", ("core.hardware_listing", listed), ("core.price_index", index))
    series = "price_performance/fp32/all_gpu/epoch_chip_dataset/since_2006/real"
    by_day = dict(found.filter(pl.col("series_id") == series).select("valid_date", "value").rows())
    rates = [1e13 * place / (1500 * ratio) for place, ratio in
             enumerate((0.94, 0.94, 0.93, 0.93), start=1)]
    assert [by_day[day] for day in DAYS] == pytest.approx(rates)


def test_no_query_drops_what_falls_in_a_month_without_an_index() -> None:
    texts = {name: model.recipe.text for name, model in project().models.items()
             if "core.price_index" in model.reads and hasattr(model.recipe, "text")}
    assert texts
    assert not [name for name, text in texts.items() if "month_start_date = date_trunc" in text]

"""Series end where their data end: every class with a time axis refuses a row past its inputs."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from pipelines.project import project
from schemas import base
from schemas.base import Table, faults
from tests.schemas.test_classes import good_frame

NO_SERIES = {
    "metric.capability_lag_by_pair": "a window is asked for, and its end is among the columns",
    "metric.deployment_share_by_org_year": "one row per disclosed year of a firm",
    "metric.price_performance_by_chip_date": "one row per price that was seen",
    "metric.threshold_headroom_by_item_threshold_date": "intervals of the law",
    "metric.threshold_headroom_by_model_threshold_date": "intervals of the law",
}
"""Answers whose key holds a day or a year that is no point of a series, and what it is."""
LAW = ("status", "rules")
"""Groups whose days are those from which a text holds."""


OF_A_THING = {
    "metric.capability_lag_by_pair": "until_date is how far its window reaches",
    "metric.capability_match_by_record": "one row per record of a leader, matched or not",
    "metric.compute_per_dollar_by_model": "one row per model, at its release",
    "metric.overall_verdict_by_claim": "the claim's own day; each value is of the last row by then",
    "metric.training_chip_hours_by_model": "one row per model",
    "metric.training_cost_by_model_method": "one row per model, at its release",
    "metric.training_energy_by_model": "one row per model, at its release",
    "metric.verdict_by_claim": "the claim's own day; each value is of the last row by then",
}
"""Answers with a day that does not say how far data reach, and what the day is of."""


def answers() -> list[type[Table]]:
    assert project().models
    return [t for t in base.registered().values() if base.info(t).layer == "metric"]


def series() -> list[type[Table]]:
    return [t for t in answers() if base.info(t).time_axis]


@pytest.mark.parametrize("table", series(), ids=lambda t: base.info(t).name)
def test_a_row_past_its_data_is_refused(table: type[Table]) -> None:
    axis = base.info(table).time_axis
    year = base.empty_frame(table).schema[axis] == pl.Int64
    held, late = (2024, 2025) if year else (date(2024, 12, 31), date(2025, 1, 1))
    known = good_frame(table).with_columns(
        pl.lit(date(2024, 12, 31)).alias(base.THROUGH),
        pl.lit(held, dtype=pl.Int64 if year else pl.Date).alias(axis))
    assert faults.failures(table, known) == []
    past = known.with_columns(pl.lit(late, dtype=pl.Int64 if year else pl.Date).alias(axis))
    assert [f.check for f in faults.failures(table, past)] == ["not_past_its_data"]


def keyed_by_day() -> list[type[Table]]:
    assert project().models
    return [t for t in base.registered().values() if base.info(t).is_published and days_of(t)]


def days_of(table: type[Table]) -> list[str]:
    """Days of the key, where the table says how far its data reach."""
    types = base.empty_frame(table).schema
    return [name for name in base.info(table).key if types[name] == pl.Date and base.THROUGH in types]


@pytest.mark.parametrize("table", keyed_by_day(), ids=lambda t: base.info(t).name)
def test_no_published_key_lies_past_its_data(
    table: type[Table], built: Callable[[str], pl.DataFrame]
) -> None:
    """Whatever its class says of an axis: no day of a key is after the last one that its inputs know."""
    past = pl.max_horizontal(days_of(table)) > pl.col(base.THROUGH)
    assert built(base.info(table).name).filter(past).is_empty()


def test_every_answer_over_time_says_how_far_its_data_reach() -> None:
    """A key with a day or a year is a series, or stands above with what the day is."""
    assert len(series()) >= 20
    for table in answers():
        about, types = base.info(table), base.empty_frame(table).schema
        dated = [name for name in about.key if types[name] == pl.Date or name == "year"]
        is_law = about.group in LAW and "valid_from_date" in about.key
        if dated and not is_law and about.name not in NO_SERIES:
            assert about.time_axis in dated, f"{about.name}: declare its time_axis, or say why not"
        assert about.name not in NO_SERIES or (dated and not about.time_axis)


def test_every_answer_with_a_day_says_how_far_its_data_reach() -> None:
    """A trend's last point, the day of a state and the date of a price are days of data too."""
    silent = set()
    for table in answers():
        types = base.empty_frame(table).schema
        if pl.Date in types.values() and base.THROUGH not in types and base.info(table).group not in LAW:
            silent.add(base.info(table).name)
    assert silent == set(OF_A_THING)

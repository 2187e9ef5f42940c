"""Which cells decide a threshold nearby, and how far inputs of headlines are supported, on a few rows."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from tests.support.tiny import constants, frame, made

NEAR = "metric.threshold_cell_by_item_column"
INPUTS = "metric.input_confirmation_by_headline"
CELL = {"table_name": "core.chip", "row_key": "one", "value": "1", "confirmation_status": "single",
        "is_calendar_day": False, "agreeing_publisher_count": 1, "dissenting_publisher_count": 0,
        "weak_agreeing_count": 0, "best_strength": "named_publisher", "is_adjudicated": False}


def near(**headroom: Any) -> list[str]:
    """Columns named for one chip, of a threshold on its density."""
    row = {"item_id": "one", "threshold_id": "t", "rule_version_id": "v",
           "metric": "performance_density", "headroom_ratio": 0.1, "position": "below"} | headroom
    columns = ["logic_die_area_mm2", "logic_die_count", "peak_dense_fp8_flop_per_s",
               "peak_dense_fp16_flop_per_s", "io_bandwidth_gb_per_s", "tdp_w"]
    cells = frame("core.cell_confirmation", *[CELL | {"column_name": name} for name in columns])
    found = made(
        NEAR, ("core.model_constant", constants()), ("core.cell_confirmation", cells),
        ("core.item", frame("core.item", {"item_id": "one", "chip_id": "one"})),
        ("metric.threshold_headroom_by_item_threshold_date",
         frame("metric.threshold_headroom_by_item_threshold_date", row)),
        ("metric.control_parameter_by_item_rule_version",
         frame("metric.control_parameter_by_item_rule_version",
               {"item_id": "one", "rule_version_id": "v", "tpp_number_format": "fp8"})))
    return found["column_name"].to_list()


@pytest.mark.parametrize(("headroom", "named"), [
    ({}, ["logic_die_area_mm2", "logic_die_count", "peak_dense_fp8_flop_per_s"]),
    ({"metric": "total_processing_performance"}, ["peak_dense_fp8_flop_per_s"]),
    ({"metric": "io_bandwidth", "headroom_ratio": -0.2}, ["io_bandwidth_gb_per_s"]),
    ({"headroom_ratio": 0.21}, []),
    ({"headroom_ratio": None, "position": "undetermined"},
     ["logic_die_area_mm2", "logic_die_count", "peak_dense_fp8_flop_per_s"]),
])
def test_cells_that_decide_a_threshold_nearby(headroom: dict[str, Any], named: list[str]) -> None:
    assert near(**headroom) == named


def test_inputs_of_a_trend_are_those_of_its_points() -> None:
    """The other model is no point of it; the headline without inputs has no share."""
    cells = [CELL | {"table_name": "core.model_release", "row_key": key, "column_name": "compute_flop",
                     "confirmation_status": status}
             for key, status in (("a", "single"), ("b", "confirmed"), ("c", "unread"))]
    asked = frame("core.headline", {"headline_id": "growth", "series_id": "s"}, {"headline_id": "rent"},
                  {"headline_id": "count"})
    points = frame("step.trend_point", *[{"series_id": "s", "point_id": name} for name in "ab"])
    read = [{"headline_id": name, "table_name": "core.model_release", "column_name": "compute_flop"}
            for name in ("growth", "count")]
    found = made(INPUTS, ("core.headline", asked), ("step.trend_point", points),
                 ("core.headline_input", frame("core.headline_input", *read)),
                 ("core.cell_confirmation", frame("core.cell_confirmation", *cells)))
    assert found.select("headline_id", "input_cell_count", "confirmed_share", "single_share").rows() == [
        ("count", 3, 1 / 3, 1 / 3), ("growth", 2, 0.5, 0.5), ("rent", 0, None, None)]


def test_no_cell_near_a_threshold_is_unread(built: Callable[[str], pl.DataFrame]) -> None:
    """A number that nobody was seen to state decides nothing: it is withdrawn, with its reason."""
    cells = built(NEAR)
    assert cells.height > 250
    unread = cells.filter(pl.col("confirmation_status") == "unread")
    assert unread.select("item_id", "column_name", "value").rows() == []

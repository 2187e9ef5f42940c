"""Rows of chips that cannot be true are named; each check is tried on one that is and one that is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import polars as pl
import pytest

from pipelines.project import project
from tests.support.made_frames import create_table
from tests.support.tiny import constants, frame, made

Row = dict[str, Any]
CHIP: Row = {"chip_id": "one", "designer": "NVIDIA", "release_date": date(2024, 5, 1),
             "shipping_date": date(2024, 7, 1), "peak_dense_fp16_flop_per_s": 1e14,
             "peak_dense_int8_op_per_s": 2e14, "memory_type": "HBM3",
             "memory_bandwidth_gb_per_s": 3350.0, "memory_size_gb": 80.0}
SALE: Row = {"chip_id": "one", "is_chosen": True, "unit_count": 5.0,
             "period_end_date": date(2024, 9, 30)}
PRICE: Row = {"chip_price_id": "p", "chip_id": "one", "price_date": date(2024, 4, 1),
              "price_date_precision": "quarter", "source_id": "seed"}
RELEASED: Row = {"chip_id": "one", "attribute": "release_date", "value": "2024-05-01", "is_chosen": True}
VARIANT: Row = CHIP | {"chip_id": "two", "variant_of_chip_id": "one", "tdp_w": 300.0}
RATE: Row = {"chip_id": "one", "number_format": "fp16", "accumulate_format": "fp32",
             "peak_dense_flop_per_s": 1e14}
TPP: Row = {"item_id": "one", "rule_version_id": "v", "item_kind": "chip",
            "total_processing_performance_tpp": 1600.0}
CELL: Row = {"table_name": "core.chip", "row_key": "one", "column_name": "tdp_w", "value": "700",
             "confirmation_status": "disputed", "is_adjudicated": True}
READ_TODAY: dict[str, list[Row]] = {"seed__build_date": [{"as_of_date": date(2026, 11, 28)}],
                                    "core__evidence": [{"read_date": date(2026, 11, 28)}]}
READ_LATER: dict[str, list[Row]] = READ_TODAY | {"seed__build_date": [{"as_of_date": date(2025, 6, 30)}]}
PARAMETER = "metric.control_parameter_by_item_rule_version"


def failing(name: str, **tables: list[Row]) -> list[tuple[Any, ...]]:
    """The rows that a check returns over a few rows of the tables it reads."""
    checks = [*project().checks.values(), *project().all_row_checks()]
    check = next(check for check in checks if check.name == name)
    with duckdb.connect() as con:
        for table in check.reads:
            con.execute(f"create schema if not exists {table.split('.')[0]}")
            given = tables.get(table.replace(".", "__"))
            rows = constants() if table == "core.model_constant" else frame(table, *(given or []))
            create_table(con, table, rows)
        return con.execute(check.text).fetchall()


@pytest.mark.parametrize(("name", "sound", "unsound"), [
    ("chip_ships_before_it_is_sold",
     {"core__chip": [CHIP], "core__chip_shipment": [SALE]},
     {"core__chip": [CHIP | {"shipping_date": date(2024, 10, 1)}], "core__chip_shipment": [SALE]}),
    ("price_is_not_before_its_chip",
     {"core__chip": [CHIP], "core__chip_price": [PRICE]},
     {"core__chip": [CHIP], "core__chip_price": [PRICE | {"price_date_precision": "month"}]}),
    ("chip_price_is_not_before_its_chip",
     {"core__chip_fact": [RELEASED], "core__chip_price": [PRICE]},
     {"core__chip_fact": [RELEASED], "core__chip_price": [PRICE | {"price_date_precision": "month"}]}),
    ("variant_differs_from_its_parent",
     {"core__chip": [CHIP, VARIANT]}, {"core__chip": [CHIP, VARIANT | {"tdp_w": None}]}),
    ("hbm_rate_is_physical",
     {"core__chip": [CHIP]}, {"core__chip": [CHIP | {"memory_bandwidth_gb_per_s": 18000.0}]}),
    ("hbm_rate_is_physical",
     {"core__item": [{"item_id": "s", "item_kind": "hbm_stack", "memory_bandwidth_gb_per_s": 819.0,
                      "memory_size_gb": 24.0, "package_area_mm2": 110.0}]},
     {"core__item": [{"item_id": "s", "item_kind": "hbm_stack", "memory_bandwidth_gb_per_s": 819.0,
                      "memory_size_gb": 24.0, "package_area_mm2": 11.0}]}),
    ("peak_is_with_fp32_accumulation",
     {"core__chip": [CHIP], "core__chip_accumulation": [RATE]},
     {"core__chip": [CHIP], "core__chip_accumulation": [RATE | {"peak_dense_flop_per_s": 5e13}]}),
    ("sparse_peak_stored_as_dense",
     {"core__chip": [CHIP | {"peak_dense_fp16_flop_per_s": 5e13}],
      "core__chip_accumulation": [RATE | {"accumulate_format": "fp16"}]},
     {"core__chip": [CHIP | {"peak_dense_fp16_flop_per_s": 5e13}]}),
    ("tpp_is_of_the_peaks",
     {"core__chip": [CHIP], PARAMETER.replace(".", "__"): [TPP]},
     {"core__chip": [CHIP], PARAMETER.replace(".", "__"): [
         TPP | {"total_processing_performance_tpp": 1599.0}]}),
    ("disputed_cell_is_adjudicated",
     {"core__cell_confirmation": [CELL], **READ_TODAY},
     {"core__cell_confirmation": [CELL | {"is_adjudicated": False}], **READ_TODAY}),
    ("disputed_cell_is_adjudicated",
     {"core__cell_confirmation": [CELL | {"is_adjudicated": False}], **READ_LATER},
     {"core__cell_confirmation": [CELL | {"is_adjudicated": False}],
      "seed__build_date": READ_TODAY["seed__build_date"]}),
])
def test_a_check_names_what_cannot_be(
    name: str, sound: dict[str, list[Row]], unsound: dict[str, list[Row]]
) -> None:
    assert failing(name, **sound) == []
    assert failing(name, **unsound)


def test_curated_shipping_dates_agree_with_the_sales_that_are_believed(
    built: Callable[[str], pl.DataFrame]
) -> None:
    found = built("meta.check_result").filter(pl.col("check_name") == "chip_ships_before_it_is_sold")
    assert found["failure_count"].to_list() == [0]


def test_every_accepted_fact_decides_a_cell_of_the_bundled_tables(
    built: Callable[[str], pl.DataFrame]
) -> None:
    """A publisher may change such a cell any day, and stops nothing; the rows of the seed may not err."""
    results = built("meta.check_result").filter(pl.col("check_name") == "accepted_fact_is_believed")
    assert results.select("severity", "failure_count").rows() == [("warning", 0)]


def test_a_year_divided_into_quarters_proves_no_chip_in_its_first() -> None:
    """Announced in July and counted by a quarter of the year's sales, it is had by the end of the year."""
    sale = SALE | {"period_kind": "flow", "period_end_date": date(2024, 3, 31),
                   "source_locator": "seed/s.csv"}
    chip = CHIP | {"shipping_date": None, "release_date": date(2024, 7, 1)}
    for until, day, count in ((date(2024, 12, 31), date(2024, 12, 31), 0), (None, date(2024, 3, 31), 1)):
        had = made("core.chip_availability", ("core.chip", frame("core.chip", chip)), (
            "core.chip_shipment", frame("core.chip_shipment", sale | {"stated_until_date": until})))
        assert had["available_by_date"].to_list() == [day]
        assert len(failing("chip_is_not_had_before_it_is_announced",
                           core__chip_availability=had.to_dicts())) == count

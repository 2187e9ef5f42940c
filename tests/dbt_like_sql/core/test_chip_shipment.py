"""Shipments of several sources, what they count, and the checks that hold them against each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from pipelines.project import project
from tests.support.files import sql_text
from tests.support.made_frames import create_table
from tests.support.stocks import H20, H100, only, quarter, shipments, shipped
from tests.support.tiny import frame, made
from warehouse.project import engine

TABLE = "core.chip_shipment"


def bundled(identity: str, **more: Any) -> dict[str, Any]:
    return {
        "chip_shipment_id": identity, "publisher_id": "epoch-ai", "designer_id": "nvidia",
        "owner_id": "all", "chip_id": H20, "period_kind": "flow",
        "period_start_date": date(2024, 1, 1), "period_end_date": date(2024, 3, 31),
        "unit_count_low": 100.0, "unit_count": 200.0, "unit_count_high": 400.0,
        "unit_count_basis": "estimated", "interval_kind": "ci90", "is_believed": True,
        "citation": "test",
    } | more


def recorded(**more: Any) -> dict[str, Any]:
    return {
        "source_id": "epoch_chip_sales", "first_snapshot_id": "s1", "source_locator": "row 2",
        "series": "calendar_quarter", "detail": "by_chip", "chip_manufacturer": "Nvidia",
        "owner_name": "all", "chip_key": "H20", "chip_type": "H20", "record_name": "Q1 2024 - H20",
        "start_date": date(2024, 1, 1), "end_date": date(2024, 3, 31), "unit_count": 210.0,
        "h100e_count": 31.4, "is_incomplete": False,
    } | more


def weight(basis: str, ratio: float, publisher: str = "epoch-ai", chip: str = H20) -> dict[str, Any]:
    return {"publisher_id": publisher, "chip_id": chip, "h100e_basis": basis,
            "h100e_per_chip_ratio": ratio, "citation": "test"}


def believed(seeds: list[dict[str, Any]], records: list[dict[str, Any]],
             weights: list[dict[str, Any]]) -> pl.DataFrame:
    owners = [{"owner_id": name.lower(), "owner_name": name, "owner_kind": kind,
               "country_code": country, "part_of_owner_id": part, "citation": "test"}
              for name, kind, country, part in (
                  ("all", "all", None, None), ("China", "country_aggregate", "CHN", None),
                  ("ByteDance", "organization", "CHN", "china"))]
    alias = {"source_id": "epoch_chip_sales", "alias": "H20", "chip_id": H20, "citation": "test"}
    return made(
        TABLE, ("seed.chip_shipment", frame("seed.chip_shipment", *seeds)),
        ("raw.epoch_chip_sales", frame("raw.epoch_chip_sales", *records)),
        ("core.chip_weight", frame("core.chip_weight", *weights)),
        ("seed.chip_owner", frame("seed.chip_owner", *owners)),
        ("seed.chip_alias", frame("seed.chip_alias", alias)))


INT8, BF16 = weight("dense_int8", 0.15), weight("dense_bf16", 0.2)


def test_units_count_by_the_publishers_weight_in_each_basis() -> None:
    """200 chips are 30 H100 equivalents at 0.15 by 8 bits, and 40 at 0.2 by 16 bits."""
    rows = believed([bundled("a")], [], [INT8, BF16, weight("dense_int8", 9, "datasheet")])
    assert only(rows, h100e_basis="dense_int8")["h100e_count"] == pytest.approx(30)
    both = only(rows, h100e_basis="dense_bf16")
    assert [both[f"h100e_count{end}"] for end in ("_low", "", "_high")] == pytest.approx([20, 40, 80])


def test_stated_h100_equivalents_are_not_counted_again() -> None:
    rows = believed([bundled("a", h100e_count=77.0)], [], [INT8])
    assert only(rows, h100e_basis="dense_int8")["h100e_count"] == 77


def test_the_datasheet_counts_what_the_publisher_does_not() -> None:
    rows = believed([bundled("a")], [], [weight("dense_int8", 0.5, "datasheet")])
    assert only(rows, h100e_basis="dense_int8")["h100e_count"] == pytest.approx(100)


def test_a_database_goes_before_the_bundled_rows_of_the_same_series_only() -> None:
    rows = believed([bundled("a"), bundled("b", owner_id="china")], [recorded()], [INT8])
    found = dict(rows.filter(pl.col("h100e_basis") == "dense_int8").select(
        pl.concat_str("source_id", "owner_id", separator="/"), "is_chosen").iter_rows())
    assert found == {"epoch_chip_sales/all": True, "seed/all": False, "seed/china": True}


def test_comparisons_and_fiscal_quarters_stand_beside_the_stock() -> None:
    rows = believed(
        [bundled("a", is_believed=False, owner_id="china")],
        [recorded(series="fiscal_quarter", start_date=date(2023, 10, 30),
                  end_date=date(2024, 1, 28))], [INT8])
    assert rows["is_chosen"].to_list() == [False, False]


def test_an_unlisted_chip_counts_under_a_name_of_its_own() -> None:
    rows = believed([], [recorded(chip_key="B400 Ultra", chip_type="B400 Ultra")], [INT8])
    found = only(rows, h100e_basis="dense_int8")
    assert (found["chip_id"], found["is_listed_chip"]) == ("nvidia-b400-ultra", False)
    assert [row["fault"] for row in check("shipment_names_are_known", **{
        TABLE: rows, "seed.chip_owner": frame("seed.chip_owner", {
            "owner_id": "all", "owner_name": "all", "owner_kind": "all", "citation": "x"})})] == [
        "chip"]


def test_a_firm_of_an_aggregate_is_marked() -> None:
    rows = believed([bundled("a", owner_id="bytedance")], [], [INT8])
    assert only(rows, h100e_basis="dense_int8")["is_in_aggregate"]


def check(check_name: str, **frames: pl.DataFrame) -> list[dict[str, Any]]:
    """The failures that a check finds in some tables; tables it reads besides are empty."""
    with engine.connect() as con:
        for name in project().checks[check_name].reads:
            con.execute(f"create schema if not exists {name.split('.')[0]}")
            create_table(con, name, frames.get(name, frame(name)))
        return list(engine.query(con, sql_text(f"check.{check_name}")).iter_rows(
            named=True))


def held(check_name: str, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    return check(check_name, **{TABLE: shipments(*rows)})


def test_owners_are_held_against_sales_by_intervals_not_by_medians() -> None:
    """Owners 40..80 and 30..60 are 70..140 together: sales of 100..160 could be the same, 150..200
    could not."""
    def of(sales: tuple[float, float, float], *more: dict[str, Any]) -> list[dict[str, Any]]:
        return held("shipment_owners_sum_to_sales", *(
            shipped("2024q1", *row, "amd") for row in (
                ("all", "amd-mi300x", sales), ("meta", "amd-mi300x", (40, 60, 80)),
                ("other", "amd-mi300x", (30, 45, 60)))), *more)

    assert of((100, 130, 160)) == []
    assert [row["chip_id"] for row in of((150, 170, 200))] == ["amd-mi300x"]
    named = shipped("2024q1", "coreweave", "amd-mi300x", 5, "amd")
    assert of((150, 170, 200), named) == [], "no equality is owed where a named owner is taken out"


def test_one_owner_has_no_more_than_was_sold() -> None:
    sold = shipped("2024q1", "all", H100, (50, 100, 150))
    assert held("shipment_named_owners_fit_in_sales", sold,
                shipped("2024q1", "coreweave", H100, (140, 160, 180))) == []
    assert len(held("shipment_named_owners_fit_in_sales", sold,
                    shipped("2024q1", "coreweave", H100, (151, 160, 180)))) == 1


def test_running_totals_do_not_fall() -> None:
    def of(later: float) -> list[dict[str, Any]]:
        return held("shipment_total_is_monotone",
                    shipped("2024q1", "all", H100, 100, kind="cumulative"),
                    shipped("2024q2", "all", H100, later, kind="cumulative"))

    assert of(99.5) == [] and of(120) == []
    assert len(of(80)) == 1


def test_quarters_make_the_running_total() -> None:
    def of(total: tuple[float, float, float]) -> list[dict[str, Any]]:
        return held("shipment_quarters_make_the_total",
                    shipped("2024q1", "all", H100, (80, 100, 120)),
                    shipped("2024q2", "all", H100, (80, 100, 120)),
                    shipped("2024q2", "all", H100, total, kind="cumulative",
                            period_start_date=date(2024, 1, 1)))

    assert of((200, 250, 300)) == []
    assert len(of((241, 250, 300))) == 1


def test_a_chip_is_no_more_than_all_chips() -> None:
    whole = shipped("2024q1", "all", "all", (50, 60, 70))
    assert held("shipment_chips_fit_in_the_total", whole,
                shipped("2024q1", "all", H100, (69, 80, 90))) == []
    assert len(held("shipment_chips_fit_in_the_total", whole,
                    shipped("2024q1", "all", H100, (71, 80, 90)))) == 1


def test_an_interval_without_its_centre_blocks() -> None:
    assert held("shipment_interval_is_ordered", shipped("2024q1", "all", H100, (1, 2, 3))) == []
    assert len(held("shipment_interval_is_ordered", shipped("2024q1", "all", H100, (3, 2, 1)))) == 1


def test_a_leak_that_adds_to_the_world_blocks() -> None:
    def of(*changes: tuple[str, float]) -> list[dict[str, Any]]:
        rows = frame("metric.leakage_adjusted_base_by_country_quarter", *(
            {"country_code": country, "quarter_end_date": quarter("2024q1"),
             "scenario": "smuggling_low", "correlation_ratio": 0.5, "leakage_h100e_count": change}
            for country, change in changes))
        return check("leakage_moves_and_does_not_add",
                     **{"metric.leakage_adjusted_base_by_country_quarter": rows})

    assert of(("CHN", 5.0), ("ZZZ", -5.0), ("WLD", 0.0)) == []
    assert len(of(("CHN", 5.0), ("ZZZ", -5.0), ("WLD", 5.0))) == 1
    assert len(of(("CHN", 5.0), ("ZZZ", -4.0), ("WLD", 0.0))) == 1


def test_a_stock_that_is_not_what_it_was_and_what_has_moved_blocks() -> None:
    table = "metric.leakage_adjusted_base_by_country_quarter"
    row = {"country_code": "CHN", "quarter_end_date": quarter("2024q1"), "scenario": "tsmc_die_stock",
           "correlation_ratio": 0.5, "base_stock_h100e_count": 100.0, "leakage_h100e_count": 20.0}
    found = [len(check("leakage_moves_and_does_not_add",
                       **{table: frame(table, row | {"stock_h100e_count": stock})}))
             for stock in (120.5, 122.0, 240.0)]
    assert found == [0, 1, 1]


def test_clusters_hold_no_more_of_a_chip_than_was_sold() -> None:
    def of(claimed: float, first: date) -> list[dict[str, Any]]:
        cluster = {"cluster_id": "c", "status": "existing", "is_in_standard_analysis": True,
                   "chip_id": H100, "chip_count": claimed, "first_operational_date": first}
        stock = {"country_code": "WLD", "designer_id": "nvidia", "chip_id": H100,
                 "quarter_end_date": quarter("2024q1"), "h100e_basis": "dense_int8",
                 "stock_chip_count": 100.0, "stock_chip_count_high": 120.0}
        return check("claimed_stock_is_shipped", **{
            TABLE: shipments(shipped("2024q1", "all", H100, 100)),
            "core.cluster": frame("core.cluster", cluster),
            "metric.chip_stock_by_country_quarter": frame(
                "metric.chip_stock_by_country_quarter", stock)})

    assert of(110, date(2024, 1, 1)) == [] and of(130, date(2018, 1, 1)) == []
    assert len(of(130, date(2024, 1, 1))) == 1


def test_bundled_data_alone_fill_every_table(built: Callable[[str], pl.DataFrame]) -> None:
    for name in ("core.chip_shipment", "core.leakage_estimate", "core.chip_weight",
                 "metric.installed_base_by_owner_quarter", "metric.chip_stock_by_country_quarter",
                 "metric.installed_base_by_country_quarter", "metric.flow_share_by_country_quarter",
                 "metric.leakage_adjusted_base_by_country_quarter",
                 "metric.deployed_base_by_country_quarter", "metric.training_share_by_country_year"):
        rows = built(name)
        assert rows.height > 10, name
        if "country_code" in rows.columns and name.startswith("metric."):
            whole = set() if name == "metric.flow_share_by_country_quarter" else {"WLD"}
            assert {"CHN", "USA"} | whole <= set(rows["country_code"]), name

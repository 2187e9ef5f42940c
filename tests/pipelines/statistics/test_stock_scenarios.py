"""Shares of the flow (M13), leakage (M14), deployment (M15), use for training (M27)."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.support.stocks import H20, H100, only, quarter, shipped, table
from tests.support.tiny import frame

FLOW = "metric.flow_share_by_country_quarter"
LEAKAGE = "metric.leakage_adjusted_base_by_country_quarter"
DEPLOYED = "metric.deployed_base_by_country_quarter"
TRAINING = "metric.training_share_by_country_year"
WIDE = (50.0, 100.0, 200.0)


def share(rows: pl.DataFrame, rho: float = 0.5, designer: str = "all", when: str = "2024q1"):
    return only(rows, country_code="CHN", designer_id=designer, correlation_ratio=rho,
                quarter_end_date=quarter(when))


def ends(row: dict[str, Any]) -> list[float]:
    return [row[f"flow_share{end}"] for end in ("_low", "", "_high")]


def test_a_share_is_additions_over_additions() -> None:
    """25 of 100."""
    rows = table(FLOW, shipped("2024q1", "all", H100, 100), shipped("2024q1", "china", H100, 25))
    assert ends(share(rows)) == [0.25, 0.25, 0.25]


@pytest.mark.parametrize("rho", [0.0, 0.5, 1.0])
def test_a_chip_sold_to_one_country_alone_is_drawn_once(rho: float) -> None:
    """H20: 50 / 100 / 200, all to China; 300 other chips. 100/400 = 0.25; at the low end of the H20
    50/350 = 0.143, at its high end 200/500 = 0.4, whatever the correlation."""
    rows = table(FLOW, shipped("2024q1", "all", H20, WIDE), shipped("2024q1", "china", H20, WIDE),
                 shipped("2024q1", "all", H100, 300))
    assert ends(share(rows, rho)) == pytest.approx([50 / 350, 0.25, 0.4], rel=0.02)


def test_a_part_as_unsure_as_its_whole_is_a_fixed_share_of_it() -> None:
    """10 / 20 / 40 of 50 / 100 / 200 is a fifth: all doubt is that of the whole."""
    rows = table(FLOW, shipped("2024q1", "all", H100, WIDE),
                 shipped("2024q1", "china", H100, (10, 20, 40)))
    assert ends(share(rows)) == pytest.approx([0.2, 0.2, 0.2], rel=0.02)


def test_a_part_more_unsure_than_its_whole_has_the_rest_of_the_spread() -> None:
    """Whole 100 sure, part 10 / 20 / 40: 0.1 / 0.2 / 0.4."""
    rows = table(FLOW, shipped("2024q1", "all", H100, (99.99, 100, 100.01)),
                 shipped("2024q1", "china", H100, (10, 20, 40)))
    assert ends(share(rows)) == pytest.approx([0.1, 0.2, 0.4], rel=0.03)


def test_a_part_above_its_whole_is_cut_and_counted() -> None:
    rows = table(FLOW, shipped("2024q1", "all", H100, 100), shipped("2024q1", "china", H100, 150))
    found = share(rows)
    assert found["flow_share"] == 1 and found["clipped_draw_share"] == 1


FIRST = [shipped("2024q1", "all", H20, 100), shipped("2024q1", "china", H20, 100)]


def test_a_quarter_in_which_all_sales_went_elsewhere_is_zero() -> None:
    rows = table(FLOW, *FIRST, shipped("2024q2", "all", H100, 50), shipped("2024q2", "other", H100, 50))
    found = share(rows, when="2024q2")
    assert (found["flow_share"], found["flow_h100e_count"]) == (0, 0)


def test_a_quarter_whose_buyers_are_not_known_is_missing_not_zero() -> None:
    rows = table(FLOW, *FIRST, shipped("2024q2", "all", H100, 50))
    assert rows["quarter_end_date"].unique().to_list() == [quarter("2024q1")]


def test_both_sides_of_a_share_count_the_same_designers() -> None:
    """Google's sales of the quarter are known, to whom is not: 5 of NVIDIA's 75, not of 175."""
    rows = table(FLOW, shipped("2024q1", "all", H100, 75), shipped("2024q1", "china", H100, 5),
                 shipped("2024q1", "all", "google-tpu-v5e", 100, "google"))
    found = share(rows)
    assert found["flow_share"] == pytest.approx(5 / 75)
    assert (found["covered_designer_ids"], found["uncovered_designer_ids"], found["is_incomplete"]) == (
        ["nvidia"], ["google"], True)


def test_the_total_names_the_designers_it_covers() -> None:
    rows = table(FLOW, shipped("2024q1", "all", H100, 75), shipped("2024q1", "china", H100, 5),
                 shipped("2024q1", "all", "huawei-ascend-910b", 25, "huawei"),
                 shipped("2024q1", "china", "huawei-ascend-910b", 25, "huawei"))
    found = share(rows)
    assert found["covered_designer_ids"] == ["huawei", "nvidia"]
    assert found["flow_share"] == pytest.approx(0.3)
    assert share(rows, designer="nvidia")["flow_share"] == pytest.approx(5 / 75)


SOLD = [
    shipped("2024q2", "all", H100, 6000), shipped("2024q2", "china", H100, 1000),
    shipped("2024q2", "other", H100, 5000), shipped("2024q4", "all", H100, 0),
]


def estimate(scenario: str, **more: Any) -> dict[str, Any]:
    return {
        "leakage_estimate_id": f"x-{scenario.replace('_', '-')}", "scenario": scenario,
        "pathway": "diversion", "country_code": "CHN", "first_sale_country_code": "ZZZ",
        "period_start_date": date(2024, 1, 1), "period_end_date": date(2024, 12, 31),
        "chip_id": H100, "chip_share": 0.5, "unit_count": 400.0, "unit_count_basis": "estimated",
        "retention_share": 0.5, "retention_share_basis": "imputed", "publisher_id": "test",
        "citation": "test", "arrived_h100e_count": 100.0, "weight_publisher_id": "test",
    } | more


def leaked(*estimates: dict[str, Any], sold: list[dict[str, Any]] = SOLD) -> pl.DataFrame:
    return table(LEAKAGE, *sold, core__leakage_estimate=frame("core.leakage_estimate", *estimates))


def base(rows: pl.DataFrame, country: str, scenario: str, when: str = "2024q4") -> dict[str, Any]:
    return only(rows, country_code=country, scenario=scenario, correlation_ratio=0.5,
                quarter_end_date=quarter(when))


def test_diverted_chips_move_and_the_world_stays_as_it_is() -> None:
    """400 chips x mix 0.5 x weight 1 x retention 0.5 = 100 over the year: 182/366 of them, 49.73, by
    the end of June, 100 by the end of December; they leave the stock of no stated country."""
    rows = leaked(estimate("smuggling_median"))
    assert base(rows, "CHN", "smuggling_median", "2024q2")["stock_h100e_count"] == pytest.approx(
        1000 + 100 * 182 / 366)
    found = {c: base(rows, c, "smuggling_median")["stock_h100e_count"]
             for c in ("CHN", "ZZZ", "WLD")}
    assert found == {"CHN": 1100, "ZZZ": 4900, "WLD": 6000}
    assert base(rows, "CHN", "smuggling_median")["leakage_chip_count"] == 100
    assert base(rows, "CHN", "smuggling_median")["stock_h100e_count_basis"] == "imputed"


def test_every_scenario_stands_beside_none() -> None:
    rows = leaked(estimate("smuggling_median"))
    at_end = rows.filter(
        (pl.col("country_code") == "CHN") & (pl.col("correlation_ratio") == 0.5)
        & (pl.col("quarter_end_date") == quarter("2024q4")))
    found = dict(at_end.select("scenario", "stock_h100e_count").iter_rows())
    assert found == {"none": 1000, "smuggling_low": 1000, "smuggling_median": 1100,
                     "smuggling_high": 1000, "tsmc_die_stock": 1000}


def test_undeclared_dies_add_less_what_shipped_in_chips_already() -> None:
    """1000 H100 equivalents of dies, of which 300 are in chips sold: 700 more, for the world too."""
    ascend = [shipped(when, owner, "huawei-ascend-910b", count, "huawei")
              for owner in ("all", "china") for when, count in (("2024q2", 300), ("2024q4", 0))]
    dies = estimate("tsmc_die_stock", pathway="new_supply", first_sale_country_code=None,
                    period_start_date=date(2024, 4, 1), period_end_date=date(2024, 4, 30),
                    arrived_h100e_count=1000.0)
    rows = leaked(dies, sold=[*SOLD, *ascend])
    assert base(rows, "CHN", "none")["stock_h100e_count"] == 1300
    assert base(rows, "CHN", "tsmc_die_stock")["stock_h100e_count"] == 2000
    assert base(rows, "WLD", "tsmc_die_stock")["stock_h100e_count"] == 7000
    assert base(rows, "ZZZ", "tsmc_die_stock")["stock_h100e_count"] == 5000


def test_nobody_holds_less_than_nothing() -> None:
    rows = leaked(estimate("smuggling_high", arrived_h100e_count=9000.0))
    assert base(rows, "ZZZ", "smuggling_high")["stock_h100e_count"] == 0


def test_deployed_is_sold_times_a_triangular_share() -> None:
    """100 x triangular (0.7, 0.8, 0.9): median 80, 5th percentile 70 + 100 sqrt(0.05 x 0.02) = 73.16."""
    rows = table(DEPLOYED, shipped("2024q1", "all", H100, 100))
    found = only(rows, country_code="WLD", survival_model="none", correlation_ratio=0.5)
    assert found["sold_h100e_count"] == 100
    assert found["deployed_h100e_count"] == pytest.approx(80, rel=0.01)
    assert found["deployed_h100e_count_low"] == pytest.approx(73.16, rel=0.01)
    assert found["constant_ids"] == ["deployed_share"]


def trained(hours: float, first: date, last: date, phase: str = "all") -> dict[str, Any]:
    return {
        "training_run_id": f"m-{phase}", "model_id": "m", "phase": phase, "chip_id": H100,
        "training_chip_hour_count": hours, "training_chip_hour_count_basis": "reported",
        "start_date": first, "end_date": last, "source_id": "seed", "source_locator": "row 1",
    }


def training(*runs: dict[str, Any], chip: str = H100, **more: Any) -> pl.DataFrame:
    release = {"model_id": "m", "model_name": "M", "domains": ["Language"], "is_fine_tune": False,
               "release_date": date(2024, 3, 1), "country_codes": ["CHN"],
               "confidence_tier": "Confident", "weights_access": "open", "source_id": "seed"}
    weight = {"publisher_id": "epoch-ai", "chip_id": chip, "h100e_basis": "dense_int8",
              "h100e_per_chip_ratio": 1.0, "citation": "test"}
    return table(
        TRAINING, shipped("2024q1", "all", H100, 400, **more),
        shipped("2024q1", "china", H100, 100, **more), shipped("2024q4", "all", H100, 0, **more),
        core__training_run=frame("core.training_run", *runs),
        core__model_release=frame("core.model_release", release),
        core__chip_weight=frame("core.chip_weight", weight))


def test_training_share_is_hours_over_allocated_hours_of_the_stock() -> None:
    """87,660 hours over 100 chips x 8,766 h x allocated share. Its triangle (0.6, 0.8, 0.95) has the
    median 0.6 + sqrt(0.5 x 0.35 x 0.2) = 0.78708: 0.1 / 0.78708 = 0.12705."""
    rows = training(trained(87_660, date(2024, 1, 10), date(2024, 2, 8)))
    found = only(rows, country_code="CHN", year=2024)
    assert found["training_share"] == pytest.approx(0.12705, rel=0.01)
    assert only(rows, country_code="WLD", year=2024)["training_share"] == pytest.approx(
        0.12705 / 4, rel=0.01)


def test_a_run_over_new_year_counts_in_both_years() -> None:
    """20 days, 10 of them in 2024: half of the hours."""
    rows = training(trained(87_660, date(2023, 12, 22), date(2024, 1, 10)))
    found = only(rows, country_code="CHN", year=2024)
    assert found["run_h100e_hour_count"] == pytest.approx(87_660 / 2)


def test_a_year_before_all_designers_are_covered_has_no_share() -> None:
    """A run on a TPU would be compared with a stock that counts none."""
    days = (date(2024, 1, 10), date(2024, 2, 8))
    assert training(trained(100, *days), coverage_start_date=date(2024, 1, 2)).is_empty()


def test_phases_and_the_whole_of_a_run_are_not_added() -> None:
    days = (date(2024, 1, 10), date(2024, 2, 8))
    rows = training(trained(100, *days), trained(90, *days, "pretrain"), trained(10, *days, "posttrain"))
    assert only(rows, country_code="CHN", year=2024)["run_h100e_hour_count"] == pytest.approx(100)


def test_runs_on_chips_without_a_weight_are_left_out() -> None:
    assert training(trained(100, date(2024, 1, 1), date(2024, 1, 2)), chip=H20).is_empty()

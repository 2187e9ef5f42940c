"""The installed base (M12): sums of draws, published totals, retirement, countries, chips."""

from __future__ import annotations

from datetime import date
from statistics import NormalDist

import polars as pl
import pytest

from tests.support.stocks import A100, H20, H100, only, quarter, shipments, shipped, table
from tests.support.tiny import constants, made

OWNER = "metric.installed_base_by_owner_quarter"
COUNTRY = "metric.installed_base_by_country_quarter"
CHIP = "metric.chip_stock_by_country_quarter"
WIDE = (50.0, 100.0, 200.0)


def stock(rows: pl.DataFrame, when: str, rho: float = 0.5, model: str = "none", **wanted):
    return only(rows, quarter_end_date=quarter(when), correlation_ratio=rho, survival_model=model,
                **wanted)


def test_flows_add_up_and_nothing_retires_without_a_survival_model() -> None:
    """100 in one quarter and 50 in the next are 100, then 150."""
    rows = table(OWNER, shipped("2024q1", "all", H100, 100), shipped("2024q2", "all", H100, 50))
    found = [stock(rows, q, owner_id="all", designer_id="all")["stock_h100e_count"]
             for q in ("2024q1", "2024q2")]
    assert found == [100, 150]
    assert stock(rows, "2024q2", owner_id="all", designer_id="all")["interval_kind"] is None


def test_half_of_the_chips_are_gone_after_the_median_life() -> None:
    """From 2019-12-31 to 2024-12-31 are 1827 days, 5.00205 years: S = 1 - Phi(ln(5.00205/5)/0.3)
    = 1 - Phi(0.00137) = 0.49945; 0.49945 x 100 + 50 = 99.945."""
    rows = table(OWNER, shipped("2019q4", "all", A100, 100), shipped("2024q4", "all", A100, 50))
    found = stock(rows, "2024q4", model="lognormal_5y", owner_id="all", designer_id="all")
    assert found["stock_h100e_count"] == pytest.approx(99.945, abs=1e-3)
    assert found["stock_h100e_count_basis"] == "imputed"
    assert found["constant_ids"] == ["chip_life_median_years", "chip_life_log_sd_ratio"]
    assert stock(rows, "2024q4", owner_id="all", designer_id="all")["stock_h100e_count"] == 150


def test_a_longer_life_keeps_more() -> None:
    """With a median of ten years: S(5.002) = 1 - Phi(ln(0.5002)/0.3) = Phi(2.3092) = 0.98953."""
    rows = made(
        OWNER,
        ("core.chip_shipment", shipments(shipped("2019q4", "all", A100, 100),
                                         shipped("2024q4", "all", A100, 50))),
        ("core.model_constant", constants(chip_life_median_years=10.0)))
    found = stock(rows, "2024q4", model="lognormal_5y", owner_id="all", designer_id="all")
    assert found["stock_h100e_count"] == pytest.approx(148.953, abs=1e-2)


def test_percentiles_add_only_when_errors_are_shared() -> None:
    """Two flows of 50 / 100 / 200. With correlation 1 both are at their percentile together: 100 /
    200 / 400. Independent ones: mean 2 x 100 exp(0.42139^2/2) = 218.6, and as a log-normal with
    their variance a median of 208.7; its 90 % interval has a spread of 0.3045: 126 to 344."""
    rows = table(OWNER, shipped("2024q1", "all", H100, WIDE), shipped("2024q2", "all", H100, WIDE))
    ends = ("stock_h100e_count_low", "stock_h100e_count", "stock_h100e_count_high")
    found = {rho: [stock(rows, "2024q2", rho, owner_id="all", designer_id="all")[end] for end in ends]
             for rho in (0.0, 0.5, 1.0)}
    assert found[1.0] == pytest.approx([100, 200, 400], rel=0.03)
    assert found[0.0] == pytest.approx([126, 208.7, 344], rel=0.03)
    assert found[0.0][0] > found[0.5][0] > found[1.0][0]
    assert found[0.0][2] < found[0.5][2] < found[1.0][2]


def test_published_running_totals_are_not_drawn_again() -> None:
    total = shipped("2024q2", "all", "all", (140, 200, 290), kind="cumulative")
    rows = table(OWNER, shipped("2024q1", "all", H100, WIDE), shipped("2024q2", "all", H100, WIDE),
                 total)
    for rho in (0.0, 0.5, 1.0):
        found = stock(rows, "2024q2", rho, owner_id="all", designer_id="nvidia", chip_id="all")
        assert [found[f"stock_h100e_count{end}"] for end in ("_low", "", "_high")] == [140, 200, 290]
        assert found["method"] == "published"
    assert stock(rows, "2024q2", owner_id="all", designer_id="nvidia",
                 chip_id=H100)["method"] == "monte_carlo"


def test_a_firm_inside_a_countrys_aggregate_is_not_added_to_it() -> None:
    rows = table(COUNTRY, shipped("2024q1", "all", H20, 100), shipped("2024q1", "china", H20, 100),
                 shipped("2024q1", "bytedance", H20, 40, is_in_aggregate=True))
    assert stock(rows, "2024q1", country_code="CHN", designer_id="all")["stock_h100e_count"] == 100


def test_countries_are_their_owners_and_the_world_is_all_sales() -> None:
    """Meta 30 + Google 20 in the USA, 10 in China, 5 elsewhere; sales of 70 are the world's."""
    rows = table(COUNTRY, shipped("2024q1", "all", H100, 70), shipped("2024q1", "meta", H100, 30),
                 shipped("2024q1", "google", H100, 20), shipped("2024q1", "china", H100, 10),
                 shipped("2024q1", "other", H100, 5))
    found = {code: stock(rows, "2024q1", country_code=code, designer_id="all")["stock_h100e_count"]
             for code in ("USA", "CHN", "ZZZ", "WLD")}
    assert found == {"USA": 50, "CHN": 10, "ZZZ": 5, "WLD": 70}


def test_all_designers_end_where_the_first_of_them_ends() -> None:
    """NVIDIA is known to June 2024, AMD to March: so are both together, and no stock is carried on."""
    rows = table(COUNTRY, shipped("2024q1", "all", H100, 70),
                 shipped("2024q1", "all", "amd-mi300x", 10, "amd"), shipped("2024q2", "all", H100, 5))
    both = rows.filter((pl.col("country_code") == "WLD") & (pl.col("designer_id") == "all"))
    assert both["quarter_end_date"].unique().to_list() == [quarter("2024q1")]
    assert both["data_through_date"].unique().to_list() == [quarter("2024q1")]
    last = stock(rows, "2024q2", country_code="WLD", designer_id="nvidia")
    assert last["stock_h100e_count"] == 75


def test_a_stock_is_incomplete_until_its_last_designer_is_covered() -> None:
    """Huawei is covered from 2024 on: what China held before is NVIDIA's part alone."""
    late = {"designer": "huawei", "coverage_start_date": date(2024, 1, 1)}
    rows = table(COUNTRY, *[
        shipped(when, owner, chip, 10, **more) for owner in ("all", "china")
        for when, chip, more in (("2023q4", H20, {}), ("2024q1", H20, {}),
                                 ("2024q1", "huawei-ascend-910b", late))])
    found = {(designer, when): stock(rows, when, country_code="CHN", designer_id=designer)["is_incomplete"]
             for designer in ("all", "nvidia") for when in ("2023q4", "2024q1")}
    assert found == {("all", "2023q4"): True, ("all", "2024q1"): False,
                     ("nvidia", "2023q4"): False, ("nvidia", "2024q1"): False}


def test_owners_known_by_running_totals_alone_have_flows_and_gaps() -> None:
    """100 at the end of 2024q1 and 250 at the end of 2024q3: 100 stands in between, marked."""
    rows = table(OWNER, shipped("2024q1", "xai", H100, 100, kind="cumulative"),
                 shipped("2024q3", "xai", H100, 250, kind="cumulative"),
                 shipped("2024q3", "all", H100, 900))
    found = {q: stock(rows, q, owner_id="xai", designer_id="nvidia", chip_id=H100)
             for q in ("2024q1", "2024q2", "2024q3")}
    assert [row["stock_h100e_count"] for row in found.values()] == [100, 100, 250]
    assert [row["is_incomplete"] for row in found.values()] == [False, True, False]
    old = stock(rows, "2024q3", model="lognormal_5y", owner_id="xai", designer_id="all")
    assert old["stock_h100e_count"] == pytest.approx(250, rel=1e-6)


def test_a_low_end_of_zero_is_cut_and_gives_no_negative_stock() -> None:
    """A residual of 0 / 10 / 40: normal with spreads 10/1.6449 below and 30/1.6449 above, cut at 0."""
    rows = table(OWNER, shipped("2024q1", "other", H100, (0, 10, 40)),
                 shipped("2024q1", "all", H100, 90))
    found = stock(rows, "2024q1", owner_id="other", designer_id="nvidia", chip_id=H100)
    assert found["stock_h100e_count_low"] == pytest.approx(0, abs=0.4)
    assert found["stock_h100e_count"] == pytest.approx(10, rel=0.04)
    assert found["stock_h100e_count_high"] == pytest.approx(40, rel=0.04)


def test_a_basis_that_leaves_much_uncounted_shows_no_sum() -> None:
    """Meta's 30 have no 16-bit count: no 16-bit stock of the USA, but one of Google's."""
    both = [shipped("2024q1", owner, H100, value) for owner, value in (("all", 60), ("google", 20))]
    both += [row | {"h100e_basis": "dense_bf16"} for row in both]
    rows = table(COUNTRY, *both, shipped("2024q1", "meta", "all", 30))
    shown = rows.filter((pl.col("h100e_basis") == "dense_bf16") & (pl.col("designer_id") == "all"))
    assert shown["country_code"].unique().to_list() == ["WLD"]


def test_stock_and_flow_of_a_chip_stop_when_it_is_no_longer_sold() -> None:
    rows = table(CHIP, shipped("2024q1", "all", H20, 100), shipped("2024q1", "china", H20, 100),
                 shipped("2024q2", "all", H100, 7))
    later = only(rows, country_code="CHN", chip_id=H20, quarter_end_date=quarter("2024q2"))
    assert (later["stock_chip_count"], later["flow_chip_count"]) == (100, 0)
    assert later["stock_h100e_count"] == 100 and later["flow_h100e_count"] == 0


def many() -> list[dict]:
    return [shipped(q, owner, chip, (50 + i, 100 + i, 200 + i), designer)
            for i, q in enumerate(("2024q1", "2024q2", "2024q3"))
            for designer, chip in (("nvidia", H100), ("nvidia", H20), ("amd", "amd-mi300x"))
            for owner in ("all", "meta")]


@pytest.mark.parametrize("name", [OWNER, CHIP])
def test_removing_one_chips_rows_changes_no_other_chip(name: str) -> None:
    """Every chip's draws are made from its own name: the others' rows are the same to the bit."""
    rows = many()
    whole = table(name, *rows)
    less = table(name, *(row for row in rows if row["chip_id"] != H20))
    kept = whole.filter(~pl.col("chip_id").is_in([H20, "all"]))
    assert kept.height > 5
    assert less.filter(pl.col("chip_id") != "all").equals(kept)
    others = (pl.col("designer_id") == "amd")
    assert less.filter(others).equals(whole.filter(others))


def test_the_same_rows_give_the_same_bytes() -> None:
    first, second = (table(OWNER, *many()) for _ in range(2))
    assert first.equals(second)


def test_draws_follow_the_stated_percentiles() -> None:
    """Correlation 0.5 keeps each statement's own interval."""
    rows = table(OWNER, shipped("2024q1", "all", H100, (60, 100, 180)))
    found = stock(rows, "2024q1", owner_id="all", designer_id="all")
    assert found["stock_h100e_count_low"] == pytest.approx(58.5, rel=0.03)
    spread = NormalDist().inv_cdf(0.95)
    assert spread == pytest.approx(1.6449, abs=1e-4)
    assert found["stock_h100e_count_high"] == pytest.approx(171, rel=0.06)

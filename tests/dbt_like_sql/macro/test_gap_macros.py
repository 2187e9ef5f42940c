"""Macros over the gap tables: listed pairs have their interval, others a reason for having none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from pipelines.statistics.gap.compute_gap import compute_gap
from pipelines.statistics.gap.compute_trend_by_country_quarter import compute_trend_fit
from pipelines.statistics.gap.largest_run_gap import largest_run_gap
from tests.pipelines.statistics.test_compute_gap import grown, tables
from tests.support.macros import create_macros
from tests.support.made_frames import create_table
from warehouse.project import engine

DAY = "valid_date = date '2024-12-31' and confidence_tier = 'tier_all'"
MADE = ("metric.compute_gap_by_quarter", "metric.compute_trend_by_country_quarter",
        "metric.largest_run_by_country_month", "metric.largest_run_gap_by_month", "core.trend_window",
        "core.country_pair")


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """The USA, China and France as made up for the trends; USA and Germany are no listed pair."""
    made = tables([*grown("USA", 10), *grown("CHN", 4), *grown("DEU", 5)])
    made.query("metric.largest_run_by_country_month")
    for recipe in (compute_gap, compute_trend_fit, largest_run_gap):
        made.make(recipe)
    with duckdb.connect() as opened:
        opened.execute("create schema metric; create schema core")
        for name in MADE:
            create_table(opened, name, made.frames[name])
        create_macros(opened, ("compute_gap", "largest_run", "largest_run_gap"))
        yield opened


def test_a_listed_pair_comes_with_its_interval(con: duckdb.DuckDBPyConnection) -> None:
    row = engine.query(con, f"select * from compute_gap('USA', 'CHN') where {DAY}").row(0, named=True)
    assert row["compute_gap_ratio_low"] <= row["compute_gap_ratio"] <= row["compute_gap_ratio_high"]
    assert (row["interval_kind"], row["reason_code"]) == ("ci90", None)
    assert row["lag_forward_years"] == pytest.approx(4.600, abs=1e-3)


def test_another_pair_has_central_values_and_a_reason(con: duckdb.DuckDBPyConnection) -> None:
    """6.9596 years at 10x and 5x: log10 of the gap is 6.9596 x log10 2 = 2.0950; by log10 5: 2.997."""
    row = engine.query(con, f"select * from compute_gap('USA', 'DEU') where {DAY}").row(0, named=True)
    assert row["compute_gap_ratio"] == pytest.approx(10**2.0950, rel=1e-3)
    assert row["lag_forward_years"] == pytest.approx(2.997, abs=1e-3)
    assert row["lag_backward_years"] == pytest.approx(2.0950, abs=1e-3)
    assert row["compute_gap_ratio_low"] is None
    assert (row["interval_kind"], row["reason_code"]) == (None, "pair_not_listed")


def test_a_listed_pair_turned_round_is_its_inverse(con: duckdb.DuckDBPyConnection) -> None:
    """The two had differed, as whoever leads had a line for a trend and whoever follows a break."""
    ahead = engine.query(con, f"select * from compute_gap('USA', 'CHN') where {DAY}").row(0, named=True)
    behind = engine.query(con, f"select * from compute_gap('CHN', 'USA') where {DAY}").row(0, named=True)
    for end, other in (("_low", "_high"), ("", ""), ("_high", "_low")):
        assert behind[f"compute_gap_ratio{end}"] == pytest.approx(1 / ahead[f"compute_gap_ratio{other}"])
        assert behind[f"lag_forward_years{end}"] == -ahead[f"lag_backward_years{other}"]
        assert behind[f"lag_backward_years{end}"] == -ahead[f"lag_forward_years{other}"]
    assert behind["growth_a_per_year_ratio"] == ahead["growth_b_per_year_ratio"]
    assert (behind["interval_kind"], behind["reason_code"]) == ("ci90", None)


def test_both_ways_give_a_listed_pair_the_same_central_value(con: duckdb.DuckDBPyConnection) -> None:
    listed = engine.query(con, f"select * from compute_gap('USA', 'CHN') where {DAY}").row(0, named=True)
    con.execute("create temp table kept as from metric.compute_gap_by_quarter")
    con.execute("delete from metric.compute_gap_by_quarter")
    other = engine.query(con, f"select * from compute_gap('USA', 'CHN') where {DAY}").row(0, named=True)
    con.execute("insert into metric.compute_gap_by_quarter from kept")
    assert other["reason_code"] == "pair_not_listed"
    for name in ("compute_gap_ratio", "lag_forward_years", "lag_backward_years"):
        assert other[name] == pytest.approx(listed[name], rel=1e-7)


def test_a_country_without_a_trend_is_an_error_and_not_no_gap(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error, match=r"no country 'XXX' in .*; allowed are CHN, .*DEU, .*USA"):
        con.execute("from compute_gap('USA', 'XXX')")


def test_the_largest_run_of_a_country_and_the_gap_of_any_two(con: duckdb.DuckDBPyConnection) -> None:
    run = engine.query(con, f"select * from largest_run('CHN', 'org_hq') where {DAY}").row(0, named=True)
    assert (run["model_id"], run["release_date"]) == ("chn-41", date(2024, 10, 10))
    for country, reason in (("CHN", None), ("DEU", "pair_not_listed")):
        gap = engine.query(con, f"select * from largest_run_gap('USA', '{country}', 'org_hq') where {DAY}")
        row = gap.row(0, named=True)
        assert row["run_gap_ratio"] == pytest.approx(
            10 ** ((1 - {"CHN": 0.60206, "DEU": 0.69897}[country]) * 6.73511), rel=1e-3)
        assert (row["reason_code"], row["run_gap_ratio_low"] is None) == (reason, reason is not None)


def test_the_country_basis_is_an_argument(con: duckdb.DuckDBPyConnection) -> None:
    """Here no model has a parent elsewhere, so both bases say the same."""
    found = [engine.query(con, f"select * from largest_run_gap('USA', 'CHN', '{basis}') where {DAY}")
             for basis in ("org_hq", "ultimate_parent")]
    assert found[0].equals(found[1]) and found[0].height == 1
    assert found[0]["run_gap_above_1_share"].item() > 0.5

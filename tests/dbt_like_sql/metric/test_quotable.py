"""An interval too wide to be quoted alone is marked, with the cut whose interval can be."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas import base
from tests.support.classes import CLASSES
from tests.support.homes import opened
from warehouse.paths import Home

MARKED = {
    "metric.largest_run_gap_by_month": "run_gap_ratio",
    "metric.compute_gap_by_quarter": "compute_gap_ratio",
    "metric.headline": "value",
}

UNMARKED = {
    "metric.best_legal_chip_by_destination_group_objective_month.best_available_incl_domestic_ratio",
    "metric.best_legal_chip_by_destination_group_objective_month.best_legal_us_origin_ratio",
    "metric.capability_lag_by_day.lag_months",
    "metric.chip_stock_by_country_quarter.flow_h100e_count",
    "metric.chip_stock_by_country_quarter.stock_chip_count",
    "metric.chip_stock_by_country_quarter.stock_h100e_count",
    "metric.cluster_share_by_dimension_month.value_share",
    "metric.compute_per_dollar_by_model.compute_per_usd_2023_flop",
    "metric.compute_per_dollar_by_model.cost_per_eflop_usd_2023",
    "metric.efficiency_adjusted_gap_by_month.predicted_flop",
    "metric.efficiency_adjusted_gap_by_month.time_adjusted_gap_ratio",
    "metric.flow_share_by_country_quarter.flow_h100e_count",
    "metric.installed_base_by_owner_quarter.stock_h100e_count",
    "metric.largest_run_by_country_month.compute_flop",
    "metric.price_performance_trend_by_format.doubling_time_years",
    "metric.threshold_headroom_by_model_threshold_date.value",
    "metric.token_price_at_capability_by_benchmark_month.available_price_per_million_tokens_usd",
    "metric.training_cost_by_model_method.cost_usd",
    "metric.training_cost_by_model_method.cost_usd_2023",
    "metric.trend.doubling_time_years",
    "metric.verdict_by_claim.value",
}
"""Columns with intervals too wide to be quoted alone and no mark that says so: none may be added."""


def asked(home: Path, query: str) -> list[tuple[object, ...]]:
    with opened(Home(home).published) as con:
        return con.execute(query).fetchall()


@pytest.mark.parametrize(("table", "value"), MARKED.items())
def test_what_spans_more_than_the_declared_width_is_marked(
    table: str, value: str, first_refresh: Path
) -> None:
    widest = ("(select value from core.model_constant "
              "where constant_id = 'quotable_interval_log10_ratio')")
    wrong = asked(first_refresh, f"select * from {table} where is_quotable <> "
                  f"(log10({value}_high / {value}_low) <= {widest}) "
                  f"or (is_quotable is null) <> ({value}_low is null or {value}_low = 0)")
    assert wrong == []
    assert asked(first_refresh, f"select count(distinct is_quotable) from {table}") == [(2,)]


def test_the_cut_that_can_be_quoted_is_the_widest_that_is_quotable(first_refresh: Path) -> None:
    same = ("country_a_code", "country_b_code", "valid_date", "country_basis", "country_rule")
    wrong = asked(first_refresh, "select gap.* from metric.largest_run_gap_by_month as gap "
                  f"left join metric.largest_run_gap_by_month as cut using ({', '.join(same)}) "
                  "where cut.confidence_tier = gap.quotable_tier and not cut.is_quotable")
    assert wrong == []
    unnamed = asked(first_refresh, "select * from metric.largest_run_gap_by_month "
                    "where is_quotable and quotable_tier is null")
    assert unnamed == []
    helped = asked(first_refresh, "select count(*) > 0 from metric.largest_run_gap_by_month "
                   "where not is_quotable and quotable_tier is not null")
    assert helped == [(True,)]


def test_the_macro_shows_what_can_be_quoted(first_refresh: Path) -> None:
    shown = asked(first_refresh, "select distinct is_quotable, quotable_tier from "
                  "largest_run_gap('USA', 'CHN', 'org_hq') where confidence_tier = 'tier_all'")
    assert any(not quotable for quotable, _ in shown)


def unmarked() -> Iterator[tuple[str, str]]:
    for table in (name for name in CLASSES if name.startswith("metric.")):
        columns = {column.name for column in base.columns(CLASSES[table])}
        if "is_quotable" not in columns:
            yield from ((table, value) for value in sorted(columns)
                        if {f"{value}_low", f"{value}_high"} <= columns)


def test_no_other_interval_is_too_wide_without_a_mark(first_refresh: Path) -> None:
    """A new answer with such an interval says so, and one that is marked leaves the list."""
    widest = ("(select value from core.model_constant "
              "where constant_id = 'quotable_interval_log10_ratio')")
    with opened(Home(first_refresh).published) as con:
        found = {f"{table}.{value}" for table, value in unmarked() if con.execute(
            f"select 1 from {table} where {value}_low > 0 and log10({value}_high / {value}_low) > "
            f"{widest} limit 1").fetchall()}
    assert found
    assert found <= UNMARKED <= {f"{table}.{value}" for table, value in unmarked()}

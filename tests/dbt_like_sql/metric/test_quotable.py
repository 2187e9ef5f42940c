"""An interval too wide to be quoted alone is marked, with the cut whose interval can be."""

from pathlib import Path

import pytest

from tests.support.homes import opened
from warehouse.paths import Home

MARKED = {
    "metric.largest_run_gap_by_month": "run_gap_ratio",
    "metric.compute_gap_by_quarter": "compute_gap_ratio",
    "metric.headline": "value",
}


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

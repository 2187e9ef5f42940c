"""Every share of every answer: a part of one whole, in order, and 0 only where nothing is there."""

from collections.abc import Iterator
from pathlib import Path

from schemas import base
from tests.support.classes import CLASSES
from tests.support.homes import opened
from warehouse.paths import Home

ZERO_IS_SO = {
    "metric.cell_confirmation_by_table_column.confirmed_share": "no cell of the column is confirmed",
    "metric.cluster_share_by_dimension_month.unknown_share": "every cluster says it",
    "metric.flow_share_by_country_quarter.flow_share": "check share_of_nothing_is_stated",
    "metric.flow_share_by_country_quarter.clipped_draw_share": "no draw was cut",
    "metric.input_confirmation_by_headline.confirmed_share": "no input is confirmed",
    "metric.largest_run_gap_by_month.run_gap_above_1_share": "no draw is above one",
    "metric.provenance_coverage_by_table_column.cell_locator_share": "no cell names its place",
    "metric.provenance_coverage_by_table_column.curated_share": "no cell is curated",
    "metric.provenance_coverage_by_table_column.document_locator_share": "no cell names its document",
    "metric.serving_margin_by_org_period.discount_share": "a scenario without discount",
}
"""Shares that may be nothing, and what that means there; all others are NULL where they are not known."""
SIGNED = {"metric.serving_margin_by_org_period.margin_share": "a loss is a margin below nothing"}

ROUNDING = 1e-12
"""What the order of a sum may do to a number of doubles."""


def shares() -> Iterator[tuple[str, str, list[str]]]:
    for name, table in CLASSES.items():
        if name.startswith("metric."):
            columns = [c.name for c in base.columns(table)]
            yield from ((name, c, columns) for c in columns if c.endswith("_share"))


def test_no_share_is_nothing_where_it_is_not_known(first_refresh: Path) -> None:
    odd = []
    with opened(Home(first_refresh).published) as con:
        for table, share, _ in shares():
            where = f"{table}.{share}"
            if where not in ZERO_IS_SO:
                odd += con.execute(f"select '{where}', count(*) from {table} where {share} = 0 "
                                   "having count(*) > 0").fetchall()
            if where not in SIGNED:
                odd += con.execute(f"select '{where}', min({share}), max({share}) from {table} "
                                   f"having not (min({share}) >= 0 and max({share}) <= 1)").fetchall()
    assert odd == []


def test_the_interval_of_a_share_holds_it(first_refresh: Path) -> None:
    odd, checked = [], 0
    with opened(Home(first_refresh).published) as con:
        for table, share, columns in shares():
            if {f"{share}_low", f"{share}_high"} <= set(columns):
                checked += 1
                odd += con.execute(
                    f"select '{table}', {share} from {table} where not ({share}_low <= {share} + "
                    f"{ROUNDING} and {share} <= {share}_high + {ROUNDING})").fetchall()
    assert checked >= 5
    assert odd == []


def test_what_may_be_nothing_is_a_share_that_there_is() -> None:
    assert {*ZERO_IS_SO, *SIGNED} <= {f"{table}.{share}" for table, share, _ in shares()}

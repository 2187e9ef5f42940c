"""Offers that name a chip without its form stand in a series, and are told as lost nowhere."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from schemas.registers import FORM_UNSTATED
from tests.support.homes import opened
from warehouse.paths import SQL_ROOT, Home

INDEX = "metric.rental_index_by_chip_week"


@pytest.fixture(scope="module")
def con(first_refresh: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with opened(Home(first_refresh).published) as found:
        yield found


def test_a_name_that_stands_for_several_forms_is_not_lost(con: duckdb.DuckDBPyConnection) -> None:
    """384 offers of an RTX PRO 6000 by eleven providers entered nothing: its edition is not said."""
    aliases = pl.read_csv(SQL_ROOT / "seed" / "chip_alias.csv", infer_schema_length=0)
    lost = con.execute(
        "select source_id, source_name from meta.unmatched_name where left_out_of_table_name = ? "
        "and row_count > 10", [INDEX]).fetchall()
    named = {source: list(found.select("alias", "chip_id").iter_rows())
             for (source,), found in aliases.group_by("source_id")}
    forms = {name: {chip for alias, chip in named.get(source, [])
                    if alias.startswith(name.partition(", ")[0] + "-")} for source, name in lost}
    assert lost
    assert [name for name, chips in forms.items() if len(chips) > 1] == []


def test_each_such_name_has_offers_and_a_series_where_enough_providers_ask(
    con: duckdb.DuckDBPyConnection
) -> None:
    offered = con.execute("select distinct form_unstated_id from core.rental_offer").fetchall()
    assert {name for (name,) in offered} == {None, *FORM_UNSTATED}
    asked = con.execute(
        "select form_unstated_id, term from core.rental_offer where form_unstated_id is not null and "
        "not is_superseded group by all having count(distinct provider_id) > 5").fetchall()
    shown = con.execute(f"select distinct chip_id, term from {INDEX}").fetchall()
    assert set(asked) <= set(shown)
    assert ("rtx-pro-6000-96gb-form-unstated", "on_demand") in asked


def test_the_words_are_those_of_the_register() -> None:
    words = pl.read_csv(SQL_ROOT / "seed" / "word_set.csv").filter(
        pl.col("word_set_id") == "form_unstated_name")["words"].item()
    assert [f"{word}-form-unstated" for word in words.split(",")] == FORM_UNSTATED

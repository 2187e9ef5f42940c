"""Macros and example queries, run on a file that was really published."""

import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.project import project
from pipelines.workspace import Workspace, clock_of
from schemas import base
from warehouse.describing import dictionary
from warehouse.paths import Home
from warehouse.releasing import release
from warehouse.releasing.reading import open_published


@pytest.fixture
def con(first_refresh: Path) -> duckdb.DuckDBPyConnection:
    return open_published(Home(first_refresh))


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return con.execute(query).fetchall()


def test_example_queries_answer_with_rows_where_their_table_has_any(
    con: duckdb.DuckDBPyConnection,
) -> None:
    listed = rows(con, "select about, query from meta.example_query where about is not null")
    assert {"price_performance", "core.chip"} <= {subject for subject, _ in listed}
    empty = {name for (name,) in rows(
        con, "select table_name from meta.table_version where row_count = 0"
    )}
    empty |= {str(name) for name, _ in listed if str(name).startswith("meta.")
              and not rows(con, f"from {name} limit 1")}
    answers = {subject: rows(con, str(query)) for subject, query in listed}
    empty |= {macro.name for macro in project().macros.values() if set(macro.reads) & empty}
    assert {subject for subject, found in answers.items() if not found} <= empty


def test_every_macro_of_the_file_is_in_the_dictionary(con: duckdb.DuckDBPyConnection) -> None:
    query = ("select function_name, parameters, comment from duckdb_functions()"
             " where database_name = 'warehouse' and not internal order by all")
    listed = ("select macro_name, parameters, description from meta.macro"
              " where macro_kind <> 'view' order by all")
    assert rows(con, query) == rows(con, listed) != []


def test_parameters_cannot_be_taken_for_columns(con: duckdb.DuckDBPyConnection) -> None:
    parameters = {name for (name,) in rows(con, "select unnest(parameters) from meta.macro")}
    tables = base.registered().values()
    columns = {column.name for table in tables for column in base.columns(table)}
    assert all(str(name).startswith("in_") for name in parameters)
    assert not parameters & columns


@pytest.mark.parametrize("name", ["warehouse", "w2026"])
def test_a_macro_answers_the_same_under_any_name(first_refresh: Path, name: str) -> None:
    listed = "select query from meta.example_query where about not like '%.%'"
    with open_published(Home(first_refresh)) as direct, duckdb.connect() as other:
        other.execute(f"attach '{Home(first_refresh).published}' as {name} (read_only)")
        other.execute(f"use {name}")
        for (example,) in rows(direct, listed):
            assert rows(other, str(example)) == rows(direct, str(example)) != []


def test_price_performance_takes_the_latest_price_up_to_the_day(
    con: duckdb.DuckDBPyConnection,
) -> None:
    query = ("select max(price_date), count(*), count(distinct (chip_id, price_kind))"
             " from price_performance('fp16', date '{}')")
    (early, early_count, early_kinds), = rows(con, query.format("2023-12-31"))
    (late, late_count, late_kinds), = rows(con, query.format("2025-12-31"))
    assert str(early) <= "2023-12-31" < str(late) <= "2025-12-31"
    assert 0 < early_count < late_count  # type: ignore[operator]
    assert (early_count, late_count) == (early_kinds, late_kinds)


def test_price_performance_answers_for_the_number_format_asked(
    con: duckdb.DuckDBPyConnection,
) -> None:
    query = ("select peak_dense_flop_per_s from price_performance('{}', date '2025-12-31')"
             " where chip_id = 'nvidia-h100-sxm' limit 1")
    (fp16,), = rows(con, query.format("fp16"))
    (fp8,), = rows(con, query.format("fp8"))
    assert fp8 == 2 * fp16  # type: ignore[operator]


def test_comments_of_the_dictionary_are_those_of_the_file(
    con: duckdb.DuckDBPyConnection,
) -> None:
    found = dict(rows(con, "select schema_name || '.' || table_name, comment"
                              " from duckdb_tables()"))
    tables = release.published_classes(Workspace.open().builder(clock_of(None, None)).project)
    told = {name: dictionary.table_comment(table) for name, table in tables.items()}
    release_id, = rows(con, "select max(release_id) from meta.release")[0]
    told["meta.release"] += f" This is {release_id}."
    assert found == told


def test_no_macro_answers_of_a_copy_from_the_file_beside_it(
    first_refresh: Path, tmp_path: Path
) -> None:
    """A copy whose H20 somebody had removed was answered with the H20 of the other file."""
    published = Home(first_refresh).published
    edited = tmp_path / "edited.duckdb"
    shutil.copyfile(published, edited)
    with duckdb.connect(str(edited)) as con:
        con.execute("delete from core.chip where chip_id = 'nvidia-h20'")
    with duckdb.connect() as con:
        con.execute(f"attach '{edited}' as old (read_only); use old")
        assert rows(con, "select count(*) > 0 from old.help()") == [(True,)]
        con.execute(f"attach '{published}' as now (read_only)")
        for name in ("old", "now"):
            for here in ("old", "now"):
                con.execute(f"use {here}")
                with pytest.raises(duckdb.Error, match=r"more than one attached .*: now, old; .* detach"):
                    rows(con, f"from {name}.help()")

"""What answers leave out is counted once, of answers that there are, and adds up."""

from pathlib import Path

import pytest

from tests.support.homes import opened
from warehouse.paths import Home


def asked(home: Path, query: str) -> list[tuple[object, ...]]:
    with opened(Home(home).published) as con:
        return con.execute(query).fetchall()


def test_reasons_add_up_to_the_rows_of_the_input(first_refresh: Path) -> None:
    uneven = asked(first_refresh, "select table_name from meta.left_out group by table_name, count_id, "
                   "input_row_count having sum(row_count) <> input_row_count "
                   "or sum(left_out_count) >= input_row_count")
    assert uneven == []


def test_the_answers_and_their_inputs_are_tables(first_refresh: Path) -> None:
    unknown = asked(first_refresh, "select name from (select unnest([table_name, input_table_name]) "
                    "as name from meta.left_out) where split_part(name, ',', 1) not in "
                    "(select table_name from meta.table_version)")
    assert unknown == []


def test_every_declared_count_is_counted(first_refresh: Path) -> None:
    """An answer names no count that nobody makes, and no count is made for nothing."""
    counted = asked(first_refresh, "select distinct table_name, count_id from meta.left_out order by all")
    declared = asked(first_refresh, "select table_name, unnest(count_ids) from meta.answer order by all")
    assert counted == declared
    unused = asked(first_refresh, "select table_name from meta.answer where "
                   "(len(count_ids) = 0) <> (leaves_nothing_because is not null)")
    assert unused == []


def test_no_series_goes_past_the_subjects_that_its_class_declares(first_refresh: Path) -> None:
    """What stands in data_through_date is no later than the furthest of the declared subjects."""
    answers = asked(first_refresh, "select table_name, coverage_ids from meta.answer "
                    "where len(coverage_ids) > 0")
    late = []
    for table, ids in answers:
        columns = asked(first_refresh, f"select column_name from (describe {table})")
        if ("data_through_date",) in columns:
            late += asked(
                first_refresh, f"select '{table}', max(data_through_date) as day from {table} having day > "
                "(select max(data_through_date) from core.coverage where list_contains("
                f"{list(ids)}, coverage_id) or list_contains({list(ids)}, subject || '/*'))")  # type: ignore[call-overload]
    assert len(answers) >= 25
    assert late == []


@pytest.mark.parametrize(("count", "used"), [
    ("notable_run", "select point_count from metric.trend where "
     "series_id = 'training_compute/notable/since_2010'"),
    ("run_cost", "select count(*) from metric.training_cost_by_model_method "
     "where method = 'amortised' and cost_usd_2023 is not null"),
])
def test_what_is_used_is_what_the_answer_has(count: str, used: str, first_refresh: Path) -> None:
    said = asked(first_refresh, f"select distinct row_count from meta.left_out where count_id = '{count}' "
                 "and reason = 'used'")
    assert said == asked(first_refresh, used)

"""What answers leave out is counted once, of answers that there are, and adds up."""

from pathlib import Path

import pytest

from tests.support.homes import opened
from warehouse.paths import Home


def asked(home: Path, query: str) -> list[tuple[object, ...]]:
    with opened(Home(home).published) as con:
        return con.execute(query).fetchall()


def test_reasons_add_up_to_the_rows_of_the_input(first_refresh: Path) -> None:
    uneven = asked(first_refresh, "select table_name from meta.left_out group by table_name, "
                   "input_row_count having sum(row_count) <> input_row_count "
                   "or sum(left_out_count) >= input_row_count")
    assert uneven == []


def test_the_answers_and_their_inputs_are_tables(first_refresh: Path) -> None:
    unknown = asked(first_refresh, "select name from (select unnest([table_name, input_table_name]) "
                    "as name from meta.left_out) where split_part(name, ',', 1) not in "
                    "(select table_name from meta.table_version)")
    assert unknown == []


@pytest.mark.parametrize(("answer", "used"), [
    ("metric.trend, training_compute/notable", "select point_count from metric.trend where "
     "series_id = 'training_compute/notable/since_2010'"),
    ("metric.training_cost_by_model_method", "select count(*) from metric.training_cost_by_model_method "
     "where method = 'amortised' and cost_usd_2023 is not null"),
])
def test_what_is_used_is_what_the_answer_has(answer: str, used: str, first_refresh: Path) -> None:
    said = asked(first_refresh, f"select row_count from meta.left_out where table_name = '{answer}' "
                 "and reason = 'used'")
    assert said == asked(first_refresh, used)

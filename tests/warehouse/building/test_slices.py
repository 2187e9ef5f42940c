"""A model that names the rows it needs sees those alone and depends on those alone."""

from datetime import UTC, date, datetime

import pytest

from tests.support.mini import Mini
from warehouse.building.build import Clock
from warehouse.errors import ChipledgerError

QUERY = "-- only: core.mini_item = a, c\nselect 'all' as scope, max(number) as number from core.mini_item\n"


def test_it_sees_the_named_rows_alone(mini_project: Mini) -> None:
    mini_project.items({"a": 1, "b": 900, "c": 3})
    mini_project.write("metric/mini_largest.sql", QUERY)
    mini_project.build()
    found = mini_project.builder().get("metric.mini_largest")
    assert mini_project.frame(found)["number"].to_list() == [3]


def test_a_change_of_another_row_rebuilds_what_reads_the_table_but_not_it(mini_project: Mini) -> None:
    mini_project.write("metric/mini_largest.sql", QUERY)
    mini_project.build()
    mini_project.items({"a": 1, "b": 7, "c": 3})
    made = mini_project.build()
    assert {"core.mini_item", "metric.mini_scaled"} <= made
    assert "metric.mini_largest" not in made
    mini_project.items({"a": 8, "b": 7, "c": 3})
    assert "metric.mini_largest" in mini_project.build()


def test_a_row_that_is_not_there_is_named(mini_project: Mini) -> None:
    mini_project.write("metric/mini_largest.sql", QUERY.replace("c\n", "z\n", 1))
    with pytest.raises(ChipledgerError, match="no row with item_id z; add it"):
        mini_project.build()


def test_a_belief_of_an_earlier_day_may_lack_a_row_that_became_known_later(mini_project: Mini) -> None:
    mini_project.write("metric/mini_largest.sql", QUERY)
    mini_project.write("seed/mini_item.csv",
                       "item_id,number,known_from_date\na,1,2024-01-31\nc,3,2024-03-31\n")
    early = Clock(known_by=datetime(2024, 2, 1, tzinfo=UTC), as_of=date(2024, 2, 1))
    builder = mini_project.builder(early)
    for name in ("seed.mini_item", "core.mini_item", "metric.mini_largest"):
        builder.build(name)
    assert mini_project.frame(builder.get("metric.mini_largest"))["number"].to_list() == [1]


@pytest.mark.parametrize(
    ("said", "fault"),
    [("core.mini_item", "write `table = key, key`"), ("core.other = a", "which it does not read")],
)
def test_a_header_that_means_nothing_is_refused(mini_project: Mini, said: str, fault: str) -> None:
    mini_project.write("metric/mini_largest.sql", QUERY.replace("core.mini_item = a, c", said))
    with pytest.raises(ChipledgerError, match=fault):
        mini_project.project()

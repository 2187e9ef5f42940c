"""Each headline number is the one that its own query gives, with an interval and a last day."""

import csv
from pathlib import Path

import pytest

from tests.support.homes import opened
from warehouse.paths import REPOSITORY, Home

HEADLINES = list(csv.DictReader(
    (REPOSITORY / "dbt_like_sql" / "seed" / "headline.csv").open(encoding="utf-8")))
GIVEN = ("value_low", "value", "value_high", "data_through_date")


@pytest.mark.parametrize("row", HEADLINES, ids=[row["headline_id"] for row in HEADLINES])
def test_a_headline_is_what_its_query_gives(row: dict[str, str], first_refresh: Path) -> None:
    """One row, with these columns and values, and all of them known."""
    with opened(Home(first_refresh).published) as con:
        answered = con.execute(row["query"])
        assert [column[0] for column in answered.description] == list(GIVEN)
        by_query = answered.fetchall()
        shown = con.execute(
            f"select {', '.join(GIVEN)}, reason_code from metric.headline where headline_id = ?",
            [row["headline_id"]]).fetchall()
    low, value, high, through, reason = shown[0]
    assert by_query == [(low, value, high, through)]
    assert through is not None
    assert value is not None
    assert reason == ("range_not_disclosed" if low is None else None)
    assert low is None or low <= value <= high


def test_no_two_headlines_ask_the_same() -> None:
    assert len({row["query"] for row in HEADLINES}) == len(HEADLINES) >= 30

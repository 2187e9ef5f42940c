"""Each headline number is the one that its own query gives, with an interval and a last day."""

import csv
import re
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
    assert (reason in ("range_not_disclosed", "others_unknown")) == (low is None)
    assert low is None or low <= value <= high


def test_a_headline_says_of_which_day_it_speaks(first_refresh: Path) -> None:
    """The largest data center of April was told as of the end of May, when another had overtaken it."""
    with opened(Home(first_refresh).published) as con:
        found = con.execute(
            "select headline_id, valid_date, data_through_date, series_id is null from metric.headline "
            "join core.headline using (headline_id)").fetchall()
    assert [name for name, day, _, is_dated in found if (day is not None) != is_dated] == []
    assert [name for name, day, through, _ in found if day is not None and day > through] == []


def test_a_count_beside_which_others_are_unknown_is_a_lower_bound(first_refresh: Path) -> None:
    """Of most models nobody says how much compute they took: a range over the rest would mislead."""
    with opened(Home(first_refresh).published) as con:
        unknown = con.execute(
            "select max(undetermined_count) from metric.threshold_count_by_country_threshold_month"
            " where rule_version_id = 'eu-ai-act-2024' and confidence_tier = 'tier_all'").fetchone()
        found = con.execute("select value_low, value_high, reason_code, question from metric.headline"
                            " where headline_id like '%-models-above-1e25-flop'").fetchall()
    assert unknown
    assert unknown[0] > 0
    assert [row[:3] for row in found] == [(None, None, "others_unknown")] * 2
    assert all("known" in row[3] for row in found)


def test_no_two_headlines_ask_the_same() -> None:
    assert len({row["query"] for row in HEADLINES}) == len(HEADLINES) >= 30


COUNTRIES = ("China", "United States", "country_code = 'CHN'", "country_code = 'USA'")
SAYS = {"org_hq": "headquarters", "site": "stand"}


@pytest.mark.parametrize("row", HEADLINES, ids=[row["headline_id"] for row in HEADLINES])
def test_a_headline_says_whose_country_counts(row: dict[str, str]) -> None:
    """Headquarters and ultimate parents stood side by side, and only the query told which was which."""
    basis = row["country_basis"]
    assert bool(basis) == any(word in row["question"] + row["query"] for word in COUNTRIES)
    assert not basis or SAYS[basis] in row["question"]
    assert set(re.findall(r"country_basis = '(\w+)'", row["query"])) <= {basis}

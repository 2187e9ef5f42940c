"""Transactions drawn at random: the command, the macro and the tables behind both say the same of each.

What is right of a transaction stands in transactions.csv and weights.csv.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from pipelines.explain.answer import Question
from pipelines.explain.gather import explain
from warehouse.paths import Home
from warehouse.releasing.reading import open_published

ANSWER = "status_text, status_enforced, licence_required_text, licence_required_enforced"
OF_ITEM = (f"select {ANSWER} from control_answer($item, $to, $party, $day, in_transaction := $transaction, "
           "in_headquarters := $headquarters, in_end_use := $end_use, in_exporter := $exporter)")
OF_WEIGHTS = (f"select {ANSWER} from weights_answer($item, $to, $day, in_party := $party, "
              "in_transaction := $transaction, in_headquarters := $headquarters)")
OF_TABLE = f"""select {ANSWER} from metric.control_status_by_item_destination_group
    join core.destination_group_member as place using (destination_group_id)
    join core.destination_group_member as home on home.end_user_hq_group =
        metric.control_status_by_item_destination_group.end_user_hq_group
    where item_id = $item and transaction = $transaction and place.country_code = $to
    and home.country_code = $headquarters
    and holds_on($day, control_status_by_item_destination_group.valid_from_date,
        control_status_by_item_destination_group.valid_to_date)
    and holds_on($day, place.valid_from_date, place.valid_to_date)
    and holds_on($day, home.valid_from_date, home.valid_to_date)"""
POOLS = {
    "item": "select item_id from core.item order by 1",
    "model": "select model_id from core.model_release where release_date > date '2024-06-01' order by 1",
    "to": "select country_code from core.country order by 1",
    "party": "select distinct party_name from core.party_standing where listed_from_date_precision = 'day' "
             "order by 1",
    "day": "select distinct valid_from_date from metric.control_status_by_item_destination_group union "
           "select listed_from_date from core.party_standing where listed_from_date > date '2022-01-01' "
           "order by 1",
}
WATCHED = ["CHN", "HKG", "MAC", "ARE", "SAU", "SGP", "IRN", "RUS", "XCR", "DEU", "USA"]
USES = [None, None, "supercomputer", "semiconductor", "military", "intelligence", "training", "iaas"]
EXPORTERS = [None, None, "fabricator", "osat"]
DRAWS = range(40)
Drawn = dict[str, Any]


@pytest.fixture(scope="module")
def con(first_refresh: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_published(Home(first_refresh)) as opened:
        yield opened


def drawn(con: duckdb.DuckDBPyConnection, seed: int) -> Drawn:
    """One transaction; days lie around those on which something changes, every fourth is in weights."""
    random, is_of_weights = Random(seed), seed % 4 == 0
    pools = {name: [value for (value,) in con.execute(query).fetchall()] for name, query in POOLS.items()}
    day = random.choice(pools["day"]) + timedelta(days=random.choice((-1, 0, 1)))
    asked = {
        "item": random.choice([*pools["model"], *["model-weights"] * 90] if is_of_weights else pools["item"]),
        "to": random.choice(random.choice((WATCHED, pools["to"]))), "day": max(day, date(2022, 1, 1)),
        "transaction": random.choice(("export", "reexport", "transfer")),
        "party": random.choice((None, random.choice(pools["party"]))),
        "headquarters": random.choice((None, random.choice(WATCHED))),
    }
    if is_of_weights:
        return asked
    if random.random() < 0.3:
        asked["transaction"] = random.choice(("deemed", "remote"))
    return asked | {"end_use": random.choice(USES), "exporter": random.choice(EXPORTERS)}


@pytest.mark.parametrize("seed", DRAWS)
def test_command_and_macro_agree_on_a_drawn_transaction(con: duckdb.DuckDBPyConnection, seed: int) -> None:
    asked = drawn(con, seed)
    final = explain(con, Question(**asked)).final
    said = con.execute(OF_ITEM if "end_use" in asked else OF_WEIGHTS, asked).fetchall()
    assert said == [(final.status_text, final.status_enforced, final.required_text,
                     final.required_enforced)], asked


def test_an_answer_to_which_nothing_is_added_is_that_of_the_table(con: duckdb.DuckDBPyConnection) -> None:
    nothing = {"party": None, "end_use": None, "exporter": None}
    for seed in DRAWS[:12]:
        asked = drawn(con, 4 * seed + 1) | nothing | {"transaction": "reexport"}
        asked["headquarters"] = asked["headquarters"] or asked["to"]
        said = con.execute(OF_ITEM, asked).fetchall()
        assert said == con.execute(OF_TABLE, {name: asked[name] for name in (
            "item", "to", "day", "transaction", "headquarters")}).fetchall(), asked

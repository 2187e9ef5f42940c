"""The answers on an item for two countries over time, through every group they have been in.

What a party or an end use adds stands in overlay.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb

from pipelines.explain.answer import Place, Question, Row, rows
from pipelines.explain.names import NotFound
from pipelines.explain.overlay import MOVES
from warehouse.errors import ChipledgerError

OF_ITEMS = "metric.control_status_by_item_destination_group"


def statuses(
    con: duckdb.DuckDBPyConnection, question: Question, item_id: str, destination: Place,
    headquarters: Place, answers: str = OF_ITEMS,
) -> list[Row]:
    """All intervals of the item for the two countries, through every group they have been in."""
    found = rows(
        con, "select status.* replace (greatest(status.valid_from_date, place.valid_from_date, "
        "home.valid_from_date) as valid_from_date, least(status.valid_to_date, "
        "place.valid_to_date, home.valid_to_date) as valid_to_date) from "
        "core.destination_group_member as place join core.destination_group_member as home on "
        f"home.country_code = $home join {answers} as status "
        "on status.destination_group_id = place.destination_group_id and "
        "status.end_user_hq_group = coalesce($named, home.end_user_hq_group) "
        "where place.country_code = $place and item_id = $item_id and transaction = $transaction "
        "and greatest(status.valid_from_date, place.valid_from_date, home.valid_from_date) < "
        "least(coalesce(status.valid_to_date, date '9999-12-31'), coalesce(place.valid_to_date, "
        "date '9999-12-31'), coalesce(home.valid_to_date, date '9999-12-31')) "
        "order by valid_from_date", item_id=item_id, place=destination.country_code,
        home=headquarters.country_code, named=headquarters.named_group,
        transaction=MOVES.get(question.transaction, question.transaction))
    if not any(holds(row, question.day) for row in found):
        raise ChipledgerError(
            f"no status is known for {item_id} to {destination.country_code} with an end user "
            f"headquartered in {headquarters.country_code} ({headquarters.hq_group}) by "
            f"{question.transaction} on {question.day}")
    return found


def demand_one_answer(
    con: duckdb.DuckDBPyConnection, question: Question, family: Sequence[str],
    destination: Place, headquarters: Place,
) -> None:
    """Refuse to answer for several variants of a chip at once where their answers differ."""
    said = {}
    for item_id in family:
        found = statuses(con, question, item_id, destination, headquarters)
        said[item_id] = _pair(next(row for row in found if holds(row, question.day)))
    if len(set(said.values())) > 1:
        each = "; ".join(f"{item_id}: {text}, in fact {fact}"
                         for item_id, (text, fact) in said.items())
        raise NotFound(f"{question.item!r} has several variants, and they differ; say which: {each}")


def holds(row: Row, day: date, name: str = "valid") -> bool:
    """Whether an interval of a row holds on a day: of validity, or of a listing by its name."""
    return bool(row[f"{name}_from_date"] <= day and (row[f"{name}_to_date"] or date.max) > day)


def _pair(row: Row) -> tuple[str, str]:
    return row["status_text"], row["status_enforced"]

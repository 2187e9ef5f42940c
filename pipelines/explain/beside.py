"""What bears on an answer whatever is asked about: the two places, clocks, duties, words of the law.

What decides for an item is gathered in gather.py, for model weights in weights.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypedDict

import duckdb

from pipelines.explain.answer import Place, Question, Row, rows
from pipelines.explain.names import Party, find_country, find_seat
from pipelines.law.versions import covers

VALID = "holds_on($day, valid_from_date, valid_to_date)"


class Beside(TypedDict):
    """What bears on the answer beside the item and the place, and how far the law is known."""

    duties: list[Row]
    affiliates: Row | None
    clocks: list[Row]
    words: dict[str, str]
    law_known_to: date | None


def place(con: duckdb.DuckDBPyConnection, asked: str, day: date) -> Place:
    """A country by any of its names, with its groups on the day."""
    code = find_country(con, asked)
    found = rows(
        con, "select country.country_code, country.country_name, member.destination_group_id, "
        "list_filter(member.codes, lambda x: not list_contains(act.ids, x)) as codes, "
        "member.end_user_hq_group, member.membership_basis, country.rule_treatment_country_code "
        "from core.country as country join core.destination_group_member as member "
        "on country.country_code = member.country_code "
        "cross join (select coalesce(list(rule_event_id), []) as ids from core.rule_event) as act "
        f"where country.country_code = $code and {VALID}", code=code, day=day)
    name, group, codes, hq, basis, treated = [*found[0].values()][1:]
    return Place(code, name.removesuffix(" (the)"), group, tuple(codes), hq, basis, treated)


def seat(
    con: duckdb.DuckDBPyConnection, question: Question, party: Party, destination: Place
) -> Place:
    """Where the end user is headquartered: as asked, else as registers have the party, else at the place."""
    known = None if question.headquarters else find_seat(con, party, question.day)
    asked = question.headquarters or known
    found = place(con, asked, question.day) if asked and asked != question.to else destination
    return replace(found, is_of_register=known is not None)


def beside(
    con: duckdb.DuckDBPyConnection, question: Question, destination: Place, status: Row
) -> Beside:
    """What is told whatever the item is."""
    return {
        "duties": _duties(con, status["item_id"], question.day),
        "affiliates": _affiliates(con, question.day) if question.party else None,
        "clocks": rows(con, "from core.expiry_clock where countries is null or "
                            "list_has_any(countries, [$to, $treated]) order by last_date",
                       to=destination.country_code, treated=destination.treated_as),
        "words": {row["status"]: row["meaning"] for row in rows(con, "from core.status_word")},
        "law_known_to": (one(rows(con, "from core.law_coverage")) or {}).get("known_through_date"),
    }


def texts(con: duckdb.DuckDBPyConnection, paragraphs: Iterable[Row], day: date) -> list[Row]:
    """Words of the deciding paragraphs as in force on the day, where they are held."""
    locators = [row["deciding_paragraph"] for row in paragraphs if row["deciding_paragraph"]]
    return rows(
        con, "select locator, text, valid_from_date, source_id, source_locator from "
        "core.rule_paragraph where text is not null and locator in (select unnest($locators)) "
        f"and {VALID} order by locator", locators=locators, day=day)


def unheld(con: duckdb.DuckDBPyConnection, named: Iterable[Row], day: date) -> list[Row]:
    """Texts behind the answer that are not held for the day, with what it rests on instead."""
    locators = [row["locator"] for row in named if row["locator"]]
    gaps = rows(con, "from core.law_gap where missing_from_date <= $day and "
                     "(missing_to_date is null or $day < missing_to_date) order by locator", day=day)
    return [gap for gap in gaps if any(covers(gap["locator"], locator) for locator in locators)]


def by_ids(
    con: duckdb.DuckDBPyConnection, table: str, key: str, ids: Sequence[str] | None
) -> list[Row]:
    """Rows of a table by their ids."""
    return rows(con, f"from {table} where {key} in (select unnest($ids)) order by {key}",
                ids=list(ids or ()))


def one(found: Sequence[Row]) -> Row | None:
    """The first row, if there is one."""
    return found[0] if found else None


def _duties(con: duckdb.DuckDBPyConnection, item_id: str, day: date) -> list[Row]:
    """Tariffs in force with a band that the item surely meets; they change no status."""
    return rows(
        con, "select event.* from core.rule_event as event where event.event_kind = 'tariff' and "
        "event.effective_date <= $day and (event.ended_date is null or $day < event.ended_date) "
        "and event.threshold_rule_version_id in (select number.rule_version_id from "
        "step.threshold_result_by_item as result join core.rule_threshold as number using "
        "(threshold_id) where result.item_id = $item_id group by number.rule_version_id, "
        "number.clause having bool_and(result.result = 'yes')) order by event.rule_event_id",
        day=day, item_id=item_id)


def _affiliates(con: duckdb.DuckDBPyConnection, day: date) -> Row | None:
    """The latest act on the rule that treats firms owned by listed ones as listed."""
    return one(rows(
        con, "from core.rule_event where rule_event_id like '%-affiliates' and effective_date <= "
        "$day order by effective_date desc limit 1", day=day))

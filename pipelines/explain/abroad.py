"""What other law reaches a transaction: rules on what is made abroad, and measures of other countries.

Whether the tools that made an item meet a rule of section 734.9 is a fact of the item and stands in
core.item_jurisdiction. Measures of other countries change no status.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from pipelines.explain.answer import Place, Question, Row, rows
from pipelines.explain.beside import VALID
from pipelines.explain.overlay import MOVES

HOME = "USA"
REACHING = f"""select distinct rule.locator, rule.note from core.foreign_product_rule as rule
    join core.destination_scope_member as member using (scope_id)
    where {VALID} and member.destination_group_id = $group_id and member.end_user_hq_group = $hq_group
    and (rule.footnote is null or list_contains($footnotes, rule.footnote))
    and (rule.conduct is null or rule.conduct = $use)
    and list_has_any(rule.control_paragraphs, $paragraphs) order by all"""

MEASURES = """select * from core.rule_event where is_foreign
    and list_contains(['chips', 'controls', 'entities'], subject)
    and effective_date <= $day and (ended_date is null or $day < ended_date)
    and (destination_scope = 'all' or list_contains(destinations, $treated))
    and (list_contains(origin_country_codes, $maker_country) or list_has_any(addressees, $named))
    and not list_contains($told, rule_event_id) order by rule_event_id"""
"""Measures in force of the country that makes the item, or about its maker or the party by name."""


def is_jurisdiction_open(question: Question, item: Row) -> bool:
    """Whether its tools decide if anything is asked: all that leaves the United States is subject."""
    moved = MOVES.get(question.transaction, question.transaction)
    return item["is_subject_to_ear"] is None and moved != MOVES["export"]


def reaching(
    con: duckdb.DuckDBPyConnection, question: Question, destination: Place, headquarters: Place,
    parties: Iterable[Row], paragraphs: Iterable[Row],
) -> list[Row]:
    """The rules that reach the item on the day; an open paragraph is read as one that names it."""
    named = [row["control_paragraph"] for row in paragraphs if row["result"] != "no"]
    footnotes = [row["footnote"] for row in parties if row["is_in_force"] and row["footnote"]]
    return rows(con, REACHING, day=question.day, group_id=destination.group_id,
                hq_group=headquarters.hq_group, footnotes=footnotes, use=question.end_use or "",
                paragraphs=["any", *named])


def measures(
    con: duckdb.DuckDBPyConnection, question: Question, item: Row, destination: Place, told: Iterable[str]
) -> list[Row]:
    """Measures of other countries that are not about this item alone, so that its status names none."""
    return rows(con, MEASURES, day=question.day, treated=destination.treated_as, told=list(told),
                maker_country=item["maker_country_code"], named=[item["maker"], question.party or ""])

"""Which foreign-direct-product rules of section 734.9 reach a transaction in what is made abroad.

Whether the tools that made an item meet such a rule is a fact of the item and stands in
core.item_jurisdiction.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from pipelines.explain.answer import Place, Question, Row, rows
from pipelines.explain.beside import VALID

HOME = "USA"
REACHING = f"""select distinct rule.locator, rule.note from core.foreign_product_rule as rule
    join core.destination_scope_member as member using (scope_id)
    where {VALID} and member.destination_group_id = $group_id and member.end_user_hq_group = $hq_group
    and (rule.footnote is null or list_contains($footnotes, rule.footnote))
    and (rule.conduct is null or rule.conduct = $use)
    and list_has_any(rule.control_paragraphs, $paragraphs) order by all"""


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

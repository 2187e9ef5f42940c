"""What the tables say of model weights: whether 4E091 names them, what is then asked for, and the law.

Weights are no item of the status matrix; their answers are read as rows like those of it. How the rest
of an answer is gathered stands in weights.py.
"""

from __future__ import annotations

from datetime import date

import duckdb

from pipelines.explain.answer import READ_IN, Place, Question, Row, rows
from pipelines.explain.beside import VALID, one
from pipelines.explain.overlay import MOVES

ECCN = "4E091"
REACHING = f"""select provision.*, {READ_IN}
    from core.legal_provision as provision join core.destination_scope_member as member
    using (scope_id) where list_has_any(control_paragraphs, [$eccn, 'any'])
    and member.destination_group_id = $group_id and member.end_user_hq_group = $hq_group
    and list_contains(transactions, $transaction)
    and text_from_date <= $day and (text_to_date is null or $day < text_to_date)
    order by provision_kind, provision_id"""
NUMBER = """from core.rule_threshold where paragraph_locator = $eccn and effective_from_date <= $day
    and (effective_to_date is null or $day < effective_to_date)"""
NAMED = f"from step.naming_by_weights where weights_id = $weights_id and {VALID}"
ANSWERS = """(select naming.weights_id as item_id, status.* exclude (naming) replace (
    greatest(status.valid_from_date, naming.valid_from_date) as valid_from_date,
    least(status.valid_to_date, naming.valid_to_date) as valid_to_date,
    concat_ws('; ', naming.reason, status.reason) as reason),
    case when status.is_asked then naming.deciding_paragraph end as deciding_paragraph,
    1 as reading_count, 0 as licence_reading_enforced_count, [] as foreign_measure_ids,
    null as overlay_basis
    from step.naming_by_weights as naming join metric.weights_status_by_destination_group as status
    on naming.result = status.naming)"""
"""Rows of weights like those of items, to be read where both intervals hold."""


def number(con: duckdb.DuckDBPyConnection, day: date) -> Row | None:
    """The number of operations that 4E091 states on the day; None before there was one."""
    return one(rows(con, NUMBER, eccn=ECCN, day=day))


def named(con: duckdb.DuckDBPyConnection, model: Row, day: date) -> Row:
    """Whether the entry names the weights on the day, and why."""
    return rows(con, NAMED, weights_id=model["model_id"], day=day)[0]


def reaching(
    con: duckdb.DuckDBPyConnection, question: Question, destination: Place, headquarters: Place, day: date
) -> list[Row]:
    """Provisions on weights, and on every item, that reach the two places on a day."""
    return rows(con, REACHING, eccn=ECCN, day=day, group_id=destination.group_id,
                hq_group=headquarters.hq_group,
                transaction=MOVES.get(question.transaction, question.transaction))

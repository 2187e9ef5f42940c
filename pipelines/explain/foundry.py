"""Note 1 to 3A090.a: what a foundry or packager who was named must presume of an item, over time.

The presumption adds the demands on a 3A090.a chip for data centers; which of two demands holds stands
in overlay.py. What overcomes it is told by step.foundry_presumption_by_item.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from pipelines.explain.answer import Question, Row, rows
from pipelines.explain.history import holds
from pipelines.explain.names import find_exporter
from pipelines.explain.overlay import FOUNDRY, MOVES

NOTES = """select note.*, version.citation, version.confidence from step.foundry_presumption_by_item as note
    cross join core.rule_version as version where note.item_id = $item_id and note.exporter = $exporter
    and version.rule_version_id = (select min(rule_version_id) from core.rule_threshold
    where role = 'presumption') order by note.valid_from_date"""
PRESUMED = """from step.presumed_status_by_destination_group where transaction = $transaction
    and destination_group_id in (select destination_group_id from core.destination_group_member
    where country_code = $to) order by all"""


@dataclass(frozen=True)
class Presumption:
    """Rows like those of controls on conduct, and what is told of the day; nothing where nobody asked."""

    demands: Sequence[Row] = ()
    told: Sequence[str] = ()
    readings: Sequence[str] = ()


def presumption(
    con: duckdb.DuckDBPyConnection, question: Question, item_id: str, to: str
) -> Presumption:
    """What Note 1 adds for the exporter that was named, on every day since it began."""
    if question.exporter is None:
        return Presumption()
    notes = rows(con, NOTES, item_id=item_id, exporter=find_exporter(con, question.exporter))
    if not notes:
        return Presumption(told=("no rule on what a foundry presumes is known",))
    begins = notes[0]["valid_from_date"]
    found = next(note for note in notes if holds(note, max(question.day, begins)))
    early = "" if question.day >= begins else f"Note 1 begins on {begins}; from then on: "
    moved = MOVES.get(question.transaction, question.transaction)
    demands = [_as_conduct(row, note) for note in notes if note["is_presumed"]
               for row in rows(con, PRESUMED, transaction=moved, to=to) if _meet(row, note)]
    return Presumption(demands, (f"{early}{found['reason']} [Note 1 to 3A090.a; {found['citation']}]",),
                       () if early else found["ambiguity_ids"])


def _meet(row: Row, note: Row) -> bool:
    """Whether two intervals have a day in common."""
    return bool(row["valid_from_date"] < _end(note) and note["valid_from_date"] < _end(row))


def _end(row: Row) -> date:
    return row["valid_to_date"] or date.max


def _as_conduct(row: Row, note: Row) -> Row:
    """The demands of an interval on the days of both, told like a control on conduct."""
    end = min(_end(row), _end(note))
    return {
        **row, "valid_from_date": max(row["valid_from_date"], note["valid_from_date"]),
        "valid_to_date": None if end == date.max else end,
        "conduct": FOUNDRY, "control_id": "foundry-presumption", "effect": "adds",
        "locator": "3A090.a.note-1", "ambiguity_ids": ["foundry-presumed-numbers"],
        "confidence": note["confidence"], "resulting_status": row["status_text"],
        "resulting_status_text": row["status_text"], "resulting_status_enforced": row["status_enforced"],
        "note": "presumed to be 3A090.a and for data centers by the foundry or packager alone",
        "citation": f"{note['citation']}; Note 1 to 3A090.a, eCFR of 2026-09-01"}

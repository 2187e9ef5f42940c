"""Documents that took effect between two days, and what each declares to have changed.

The words that changed are put side by side in rules_diff.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from pipelines.law.versions import covers

DECLARED = """
select citation, effective_date, changed_locators from (
    select citation, effective_date, changed_locators, rule_version_id as id from core.rule_version
    union all
    select coalesce(citation, document_number), effective_date, changed_locators, document_id
    from core.rule_document
    union all
    select document.citation, stage.effective_date, stage.changed_locators, document_id
    from core.document_stage as stage join core.rule_document as document using (document_id)
)
where effective_date > $start and effective_date <= $end and changed_locators is not null
order by effective_date, id
"""
UNDECLARED = """
select coalesce(citation, document_number), effective_date, title, note from (
    select document.*, 'which paragraphs it changed is not declared' as note
    from core.rule_document as document
    where changed_locators is null and not exists (
        select 1 from core.rule_version as version where version.changed_locators is not null
        and version.document_number = document.document_number
        and version.effective_date = document.effective_date)
    and document_id not in (select document_id from core.document_stage)
    union all
    select document.* replace (stage.effective_date as effective_date), stage.note
    from core.document_stage as stage join core.rule_document as document using (document_id)
    where stage.note is not null or stage.changed_locators is null
)
where effective_date > $start and effective_date <= $end order by effective_date, document_id
"""
"""Documents that declare no paragraph of a day; a version of the rules declares those of its own day."""


@dataclass(frozen=True)
class Act:
    """A document that took effect between the two days, and what it declares to have changed."""

    citation: str
    effective: date
    stems: tuple[str, ...]


def acts_between(
    connection: duckdb.DuckDBPyConnection, start: date, end: date, stem: str | None = None
) -> list[Act]:
    """Documents in force after one day and by the other that declare a place, or this one."""
    rows = connection.execute(DECLARED, {"start": start, "end": end}).fetchall()
    acts = (Act(citation, day, tuple(
        place for place in places.split(";")
        if stem is None or covers(stem, place) or covers(place, stem)))
        for citation, day, places in rows)
    return [act for act in acts if act.stems]


def others_between(connection: duckdb.DuckDBPyConnection, start: date, end: date) -> list[str]:
    """What of documents in force after one day and by the other no paragraph here follows."""
    found = connection.execute(UNDECLARED, {"start": start, "end": end}).fetchall()
    return [f"{citation}, in force from {day}: {title}; {note}" for citation, day, title, note in found]

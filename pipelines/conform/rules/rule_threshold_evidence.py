"""core.rule_threshold_evidence: every control parameter of the seed against the law's held text.

How one is held against a text stands in law/evidence.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date

import polars as pl

from pipelines.law.evidence import Evidence, Row, compare, entry_of
from pipelines.law.in_force import (
    Document,
    Wording,
    documents,
    in_force,
    shown_while_in_force,
    wordings,
)
from pipelines.recipe import recipe
from schemas import base
from schemas.rules.rule_threshold_evidence import RuleThresholdEvidence

Whole = tuple[str, date]
"""An entry, and the day of a capture that holds all of it."""
Captures = Mapping[Whole, tuple[str, str]]
"""By entry and day of the text, the source and the file that has least of the entry."""


@recipe(RuleThresholdEvidence,
        reads=["seed.rule_threshold", "core.rule_version", "core.rule_paragraph",
               "core.rule_capture_entry"])
def rule_threshold_evidence(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Compare version by version."""
    by_version: dict[str, list[Row]] = defaultdict(list)
    for row in frames["seed.rule_threshold"].iter_rows(named=True):
        by_version[row["rule_version_id"]].append(row)
    known = {d.rule_version_id: d for d in documents(frames["core.rule_version"])}
    captured = frames["core.rule_capture_entry"].sort(
        "document_date", "element_count", descending=[False, True])
    days = captured.filter("is_complete").select("entry", "document_date").rows()
    latest = dict(captured.select("entry", "document_date").iter_rows())
    files = {(entry, day): (source, file) for entry, day, source, file in captured.select(
        "entry", "document_date", "source_id", "first_snapshot_id").iter_rows()}
    found: list[Evidence] = []
    for version, rows in by_version.items():
        document = _as_captured(known.get(version), rows, latest)
        found += (_of_document(document, rows, frames["core.rule_paragraph"], days, files) if document
                  else compare(version, rows, {}))
    schema = {c.name: c.dtype for c in base.columns(RuleThresholdEvidence)}
    frame = pl.DataFrame([asdict(row) for row in found], schema=schema)
    return frame.sort(base.info(RuleThresholdEvidence).key)


def _of_document(
    document: Document, rows: Sequence[Row], paragraphs: pl.DataFrame, whole: Sequence[Whole],
    files: Captures,
) -> Iterator[Evidence]:
    """The evidence of all paragraphs of the entries that the rows cite, as worded under a document."""
    entries = {entry for row in rows if (entry := entry_of(row["paragraph_locator"]))}
    held = wordings(paragraphs, entries)
    version = document.rule_version_id
    gone = never_shown(document, held, whole)

    def awaited(locator: str, day: date = date.max) -> bool:
        return document.awaits(locator, day) or gone(locator)

    first = list(compare(version, rows, in_force(document, held), awaited))
    yield from first
    known = {proof.fault for proof in first}
    yield from (_blaming(proof, day, files)
                for day, proof in drifts(document, rows, held, known, awaited))


def _blaming(proof: Evidence, day: date, files: Captures) -> Evidence:
    """A fault with the file that shows it; what a paragraph is missing from, no wording names."""
    if proof.source_id is not None:
        return proof
    source_id, file = files.get((entry_of(proof.paragraph_locator) or "", day), (None, None))
    return replace(proof, source_id=source_id, first_snapshot_id=file)


def _as_captured(
    document: Document | None, rows: Sequence[Row], latest: Mapping[str | None, date]
) -> Document | None:
    """The document, codified only if a capture since then is believed of an entry that its rows cite."""
    if document is None or document.codified is None:
        return document
    days = [latest.get(entry_of(row["paragraph_locator"])) for row in rows]
    is_shown = any(day is not None and document.codified <= day for day in days)
    return document if is_shown else replace(document, codified=None)


def never_shown(
    document: Document, held: Mapping[str, list[Wording]], whole: Sequence[Whole]
) -> Callable[[str], bool]:
    """Whether no capture ever showed a paragraph, nor one since the document the whole of its entry.

    What is absent from captures with gaps may stand in the law all the same.
    """
    shown = {entry for entry, day in whole if document.effective <= day}
    return lambda locator: locator not in held and entry_of(locator) not in shown


def drifts(
    document: Document, rows: Sequence[Row], held: Mapping[str, list[Wording]],
    known: set[str | None], awaits: Callable[[str, date], bool],
) -> Iterator[tuple[date, Evidence]]:
    """Where a text captured while the document is in force says otherwise than its rows.

    Each fault is told of the first day that shows it, with that day.
    """
    for day, texts in shown_while_in_force(document, held):
        def awaited(locator: str, day: date = day) -> bool:
            return awaits(locator, day)

        for proof in compare(document.rule_version_id, rows, texts, awaited):
            if not proof.is_proven and proof.fault not in known:
                known.add(proof.fault)
                yield day, replace(proof, evidence_id=f"{day} {proof.evidence_id}", is_drift=True,
                                   fault=f"{proof.fault}, since {day}")

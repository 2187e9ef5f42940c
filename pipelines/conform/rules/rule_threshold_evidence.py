"""core.rule_threshold_evidence: every control parameter of the seed against the law's held text.

How parameters are read out of a text stands in law/thresholds.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from pipelines.law.in_force import (
    Document,
    Wording,
    documents,
    in_force,
    shown_while_in_force,
    wordings,
)
from pipelines.law.thresholds import Parameter, parameters
from pipelines.law.versions import covers
from pipelines.recipe import recipe
from schemas import base
from schemas.rules.rule_threshold_evidence import RuleThresholdEvidence

ENTRY = re.compile(r"\d[A-E]\d{3}|7\d\d\.\d+(?=\()")
NOTES = ("note", "technical_note", "paragraph")
BY_NAME = "classified_in"
"""Rows of this metric hold no number: their term is a phrase that the text must contain."""

Row = Mapping[str, Any]
Whole = tuple[str, date]
"""An entry, and the day of a capture that holds all of it."""
Captures = Mapping[Whole, tuple[str, str]]
"""By entry and day of the text, the source and the file that has least of the entry."""


@dataclass(frozen=True)
class Evidence:
    """One row of the table."""

    evidence_id: str
    rule_version_id: str
    threshold_id: str | None
    paragraph_locator: str
    evidence: str = "citation only"
    is_proven: bool = True
    is_drift: bool = False
    stated: str | None = None
    found: str | None = None
    fault: str | None = None
    text_locator: str | None = None
    text_first_seen_date: date | None = None
    text_last_seen_date: date | None = None
    source_id: str | None = None
    first_snapshot_id: str | None = None


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


def entry_of(locator: str) -> str | None:
    """The ECCN or section of a locator; None for what is no part of the regulations held."""
    found = ENTRY.match(locator)
    return found[0] if found else None


def _never(_: str) -> bool:
    return False


def compare(
    version: str, rows: Sequence[Row], texts: Mapping[str, Wording],
    awaits: Callable[[str], bool] = _never,
) -> Iterator[Evidence]:
    """The evidence of one version's rows, and what its text says that no row repeats.

    A parameter may stand below its paragraph, in a part that another capture prints apart.
    A paragraph is awaited if the version changed it and no capture shows the version yet.
    """
    unread = {locator: parameters(wording.text or "") for locator, wording in texts.items()}
    by_place: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_place[row["paragraph_locator"]].append(row)
    for place, stated in by_place.items():
        locator = place if place in texts else _moved(place, stated, unread, by_place)
        if locator is None:
            yield from _without_text(version, stated, {} if awaits(place) else texts)
            continue
        below = [spot for spot in unread if spot not in by_place and covers(locator, spot)]
        for row in stated:
            spot = next((s for s in below if parameter_of(row) in unread[s]), locator)
            spot = locator if parameter_of(row) in unread[locator] else spot
            yield _proof(version, row, texts[spot], unread[spot])
    for locator, left in unread.items():
        for number, parameter in enumerate(left, start=1):
            yield _left_over(version, texts[locator], number, parameter)


def _moved(
    place: str, stated: Sequence[Row], unread: Mapping[str, list[Parameter]],
    by_place: Mapping[str, list[Row]],
) -> str | None:
    """The same parameters elsewhere in the entry: copies lose the marks that number a note."""
    wanted = sorted(parameter_of(row) for row in stated if row["metric"] != BY_NAME)
    for locator, left in unread.items():
        is_free = locator not in by_place and entry_of(f"{locator}(") == entry_of(place)
        if wanted and is_free and sorted(left) == wanted:
            return locator
    return None


def parameter_of(row: Row) -> Parameter:
    """A row of the seed as the text would state it."""
    return Parameter(row["term"], row["operator"], row["value"], row["unit"],
                     row["reference_locator"])


def _without_text(
    version: str, rows: Sequence[Row], texts: Mapping[str, Wording]
) -> Iterator[Evidence]:
    """Text that is not held proves nothing; a paragraph missing among those held is a fault."""
    place = rows[0]["paragraph_locator"]
    near = [w for w in texts.values() if w.entry == entry_of(place) and _is_of_a_kind(place, w)]
    for row in rows:
        shown = str(parameter_of(row))
        if near:
            fault = f"no paragraph {place} in the text of {near[0].entry} under this version"
            yield Evidence(row["threshold_id"], version, row["threshold_id"], place, "text", False,
                           stated=shown, fault=fault)
        else:
            yield Evidence(row["threshold_id"], version, row["threshold_id"], place, stated=shown)


def _is_of_a_kind(place: str, wording: Wording) -> bool:
    """Whether a held paragraph shows that the part of the entry which would have it is held."""
    if "exception." in place:
        return wording.kind == "license_exception"
    if "note" in place:
        return wording.kind in NOTES
    if place == wording.entry:
        return wording.kind == "heading" and wording.locator == place
    return wording.kind in ("item", "paragraph")


def _proof(version: str, row: Row, wording: Wording, unread: list[Parameter]) -> Evidence:
    """Take the row's parameter out of those still unread in the paragraph."""
    stated = parameter_of(row)
    if row["metric"] == BY_NAME:
        is_proven, shown = row["term"] in (wording.text or ""), row["term"]
    else:
        is_proven, shown = stated in unread, str(stated)
        if is_proven:
            unread.remove(stated)
    fault = None if is_proven else f"{row['threshold_id']} is not what {wording.locator} says"
    return Evidence(
        row["threshold_id"], version, row["threshold_id"], row["paragraph_locator"], "text",
        is_proven, False, str(stated), shown if is_proven else None, fault, wording.locator,
        wording.first_seen_date, wording.last_seen_date, wording.source_id,
        wording.first_snapshot_id,
    )


def _left_over(version: str, wording: Wording, number: int, parameter: Parameter) -> Evidence:
    return Evidence(
        f"left-over {version} {wording.locator} {number}", version, None, wording.locator, "text",
        False, False, None, str(parameter), f"{wording.locator} says {parameter} and no row of it does",
        wording.locator, wording.first_seen_date, wording.last_seen_date, wording.source_id,
        wording.first_snapshot_id,
    )

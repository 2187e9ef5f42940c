"""Which wording of a paragraph a rule version speaks: documents, wordings, and the choice.

How wordings come from captures stands in versions.py, and what is compared in its users.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import polars as pl

from pipelines.law.versions import covers


@dataclass(frozen=True)
class Document:
    """One document of a series, with the day the next version takes over."""

    rule_version_id: str
    effective: date
    until: date | None
    codified: date | None
    changed: tuple[str, ...]

    def changes(self, locator: str) -> bool:
        """Whether the document says that it changed this paragraph."""
        return any(covers(stem, locator) for stem in self.changed)

    def awaits(self, locator: str, day: date = date.max) -> bool:
        """Whether it changed this paragraph, and no capture up to a day is known to show that."""
        return (self.codified is None or day < self.codified) and self.changes(locator)


@dataclass(frozen=True)
class Wording:
    """One row of core.rule_paragraph, as far as it is needed here."""

    locator: str
    entry: str
    kind: str
    text: str | None
    first_seen_date: date
    last_seen_date: date
    valid_from_date: date
    valid_to_date: date | None
    valid_basis: str
    valid_to_basis: str | None
    source_id: str
    first_snapshot_id: str

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on a day, as far as is known."""
        return self.valid_from_date <= day and (not self.valid_to_date or day < self.valid_to_date)

    def seen_on(self, day: date) -> bool:
        """Whether it stood between its first and last capture on a day."""
        return self.first_seen_date <= day <= self.last_seen_date

    def seen_within(self, start: date, end: date | None) -> bool:
        """Whether those captures reach into an interval whose end does not belong to it."""
        return self.last_seen_date >= start and (end is None or self.first_seen_date < end)


def documents(rule_versions: pl.DataFrame) -> list[Document]:
    """All documents in force once, by series and day; an amendment leaves its version in force."""
    rows = [row for row in rule_versions.iter_rows(named=True) if row["effective_date"]]
    rows.sort(key=lambda row: (row["series"], row["effective_date"], row["rule_version_id"]))
    return [_document(row, rows[place + 1:]) for place, row in enumerate(rows)]


def _document(row: Mapping[str, Any], later: Iterable[Mapping[str, Any]]) -> Document:
    replacing = (r["effective_date"] for r in later if r["series"] == row["series"]
                 and (row["amends_id"] or not r["amends_id"]))
    return Document(
        row["rule_version_id"], row["effective_date"], next(replacing, None), row["codified_date"],
        tuple((row["changed_locators"] or "").split(";")) if row["changed_locators"] else (),
    )


def wordings(
    paragraphs: pl.DataFrame, entries: Iterable[str], with_bare_headings: bool = False
) -> dict[str, list[Wording]]:
    """The wordings of some entries that have text, by locator, in order of time.

    A heading held as a bare number says that there is an entry, and nothing else.
    """
    names = [field.name for field in fields(Wording)]
    is_bare = (pl.col("locator") == pl.col("entry")) & pl.lit(with_bare_headings)
    wanted = pl.col("entry").is_in(sorted(set(entries)))
    rows = paragraphs.filter(wanted & (pl.col("text").is_not_null() | is_bare)).select(names)
    found: dict[str, list[Wording]] = defaultdict(list)
    for row in rows.sort("locator", "first_seen_date").iter_rows(named=True):
        found[row["locator"]].append(Wording(**row))
    return dict(found)


def in_force(document: Document, held: Mapping[str, list[Wording]]) -> dict[str, Wording]:
    """The wording of each paragraph under a document; paragraphs it does not have are left out."""
    chosen = {locator: _chosen(document, found) for locator, found in held.items()}
    return {locator: wording for locator, wording in chosen.items() if wording}


def _chosen(document: Document, found: list[Wording]) -> Wording | None:
    """The wording a document speaks.

    What the capture shows that first had the document, if the document changed this paragraph;
    else what was in force on its day; else the nearest capture before the next version. Before
    a capture has the document, an older wording says nothing of a paragraph it changed; and a
    wording first captured under a later version says nothing of this one.
    """
    locator, codified = found[0].locator, document.codified
    shown = [w for w in found if codified and w.seen_on(codified)]
    if shown and document.changes(locator):
        return shown[-1]
    seen = [w for w in found if w.seen_within(document.effective, document.until)]
    if document.awaits(locator):
        return next((w for w in seen if w.first_seen_date >= document.effective), None)
    known = [w for w in found if not document.until or w.first_seen_date < document.until]
    current = [w for w in known if w.holds_on(document.effective)]
    return next(iter(current or seen), None)


def shown_while_in_force(
    document: Document, held: Mapping[str, list[Wording]]
) -> Iterator[tuple[date, dict[str, Wording]]]:
    """The wordings on each day after the first of a document on which a capture shows a change.

    What the document changed and captures do not show yet is left out.
    """
    changed = {day for found in held.values() for w in found
               for day in (w.first_seen_date, w.valid_to_date) if day}
    for day in sorted(changed):
        if document.effective < day and not (document.until and document.until <= day):
            yield day, _on(document, held, day)


def _on(
    document: Document, held: Mapping[str, list[Wording]], day: date
) -> dict[str, Wording]:
    """What captures up to a day show; of a paragraph that none of them has, what later ones do."""
    found = {locator: _shown(document, own, day) for locator, own in held.items()
             if not document.awaits(locator, day)}
    return {locator: wording for locator, wording in found.items() if wording}


def _shown(document: Document, found: list[Wording], day: date) -> Wording | None:
    captured = [w for w in found if w.first_seen_date <= day]
    if not captured:
        return _chosen(document, found)
    return next((w for w in reversed(captured) if w.holds_on(day)), None)

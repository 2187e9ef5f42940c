"""Wordings over time from captures: what is the same text, when one ends, since when one holds.

Tables and files do not belong here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

DASHES = str.maketrans("\u2212\u2013\u2014", "---")
CROSS_REFERENCE = re.compile(r"link to an amendment published at \d+ fr \d+,[^.]*\.( \d{4}\.)?")
SET_ASIDE = re.compile(r"(?<!\d)\.|\.(?!\d)|-(?!\d)|[^0-9a-z.<>=\u2264\u2265%+-]+")
"""A point counts between figures and a dash before one; all other signs are typography."""
BOUNDARY = tuple(".(-#/")


@lru_cache(maxsize=100_000)
def folded(text: str | None) -> str:
    """The one normal form of all capture formats: letters, figures and what compares them."""
    plain = unicodedata.normalize("NFKC", text or "").translate(DASHES).casefold()
    return SET_ASIDE.sub("", CROSS_REFERENCE.sub("", plain))


def covers(stem: str, locator: str) -> bool:
    """Whether a locator is this place or one below it: `3A090.note` covers `3A090.note-2.a`."""
    return locator == stem or (locator.startswith(stem) and locator[len(stem)] in BOUNDARY)


@dataclass(frozen=True)
class Change:
    """A document in force from a day on, and the places it declares to have changed."""

    effective: date
    stems: tuple[str, ...]

    def declares(self, locator: str) -> bool:
        """Whether it says that it changed this paragraph."""
        return any(covers(stem, locator) for stem in self.stems)


@dataclass(frozen=True)
class Element:
    """One element of one capture."""

    entry: str
    ordinal: int
    kind: str
    section: str
    locator: str
    parent_locator: str | None
    enumerator: str | None
    text: str | None
    is_complete: bool
    source_id: str
    snapshot_id: str
    source_locator: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Element:
        """From a row of a raw table."""
        return cls(
            row["entry"], row["ordinal"], row["kind"], row["section"], row["locator"],
            row["parent_locator"], row["enumerator"], row["text"], row["is_complete"],
            row["source_id"], row["first_snapshot_id"], row["source_locator"],
        )


def wording(element: Element) -> str:
    """What makes a wording another one; a note's label counts, since it says what it covers."""
    label = folded(element.enumerator).strip(":.") if "note" in element.kind else ""
    return f"{label}|{folded(element.text)}"


@dataclass
class Capture:
    """One file: the elements of its entries, and the sections each entry lacks."""

    day: date
    snapshot_id: str
    is_whole_part: bool
    entries: dict[str, dict[str, Element]] = field(default_factory=lambda: defaultdict(dict))
    missing: dict[str, frozenset[str]] = field(default_factory=dict)

    def add(self, element: Element, missing: Iterable[str]) -> None:
        """Take one element in."""
        self.entries[element.entry][element.locator] = element
        self.missing[element.entry] = frozenset(missing)


@dataclass(frozen=True)
class Day:
    """What all captures of one day say of one entry; None: it is held by none of them."""

    day: date
    elements: Mapping[str, Element] | None
    missing: frozenset[str] = frozenset()
    is_whole: bool = False


@dataclass
class Version:
    """One wording of one paragraph."""

    locator: str
    first: Element
    shown: Element
    first_seen: date
    last_seen: date
    valid_from: date
    is_named: bool
    valid_to: date | None = None
    is_end_named: bool = False

    def end(self, named: date | None, seen: date) -> None:
        """Let it end with the document that says so, else where another wording was seen."""
        self.valid_to, self.is_end_named = named or seen, named is not None


def days_of(entry: str, captures: Sequence[Capture]) -> list[Day]:
    """One state of an entry per day; of two files the one with fewer gaps prevails."""
    by_day: dict[date, list[Capture]] = defaultdict(list)
    for capture in captures:
        by_day[capture.day].append(capture)
    found = []
    for day in sorted(by_day):
        holding = [c for c in by_day[day] if entry in c.entries]
        if not holding:
            is_gone = any(c.is_whole_part for c in by_day[day])
            found.append(Day(day, {} if is_gone else None, is_whole=is_gone))
            continue
        holding.sort(key=lambda c: (-len(c.missing[entry]), c.snapshot_id))
        elements = {k: e for c in holding for k, e in c.entries[entry].items()}
        missing = frozenset.intersection(*(c.missing[entry] for c in holding))
        is_whole = not missing and all(e.is_complete for e in elements.values())
        found.append(Day(day, elements, missing, is_whole))
    return _with_notes_found_again(found)


def _with_notes_found_again(days: list[Day]) -> list[Day]:
    """Give paragraphs of captures that lost note mark-up the place of the note they repeat."""
    known: dict[str, list[tuple[date, Element]]] = defaultdict(list)
    for day in days:
        for element in (day.elements or {}).values():
            if element.kind in ("note", "technical_note") and element.text:
                known[folded(element.text)].append((day.day, element))
    return [_relocated(day, known) if "notes" in day.missing else day for day in days]


def _relocated(day: Day, known: Mapping[str, list[tuple[date, Element]]]) -> Day:
    elements: dict[str, Element] = {}
    for locator, element in (day.elements or {}).items():
        is_bare = element.section == "notes" and element.kind == "paragraph"
        candidates = known.get(folded(element.text), []) if is_bare and element.text else []
        near = min(candidates, key=lambda c: abs((c[0] - day.day).days), default=None)
        if near and near[1].locator not in (day.elements or {}) and near[1].locator not in elements:
            note = near[1]
            element = replace(element, locator=note.locator, kind=note.kind,  # noqa: PLW2901
                              parent_locator=note.parent_locator, enumerator=note.enumerator)
            locator = note.locator  # noqa: PLW2901
        elements[locator] = element
    return replace(day, elements=elements)


def versions(entry: str, captures: Sequence[Capture], changes: Sequence[Change]) -> list[Version]:
    """All wordings of an entry's paragraphs, in order of locator and time."""
    days = days_of(entry, captures)
    locators = sorted({locator for day in days for locator in day.elements or {}})
    return [version for locator in locators for version in _of_locator(
        locator, days, [c.effective for c in changes if c.declares(locator)])]


def _of_locator(locator: str, days: Sequence[Day], named: Sequence[date]) -> list[Version]:
    """Wordings of one place; only a document that declares the place dates a change of it.

    What a capture lacks has ended where such a document took effect since, or where the capture
    holds all of the entry; otherwise nothing is known of it.
    """
    section = next(
        day.elements[locator].section for day in days if day.elements and locator in day.elements
    )
    found: list[Version] = []
    is_open = False
    for day in days:
        if day.elements is None:
            continue
        element = day.elements.get(locator)
        last = found[-1] if is_open else None
        begin = _latest(named, found[-1].last_seen if found else None, day.day)
        if element and last and wording(element) == wording(last.shown):
            last.last_seen = day.day
            last.shown = _better(last.shown, element)
        elif element:
            found.append(Version(locator, element, element, day.day, day.day, begin or day.day,
                                 begin is not None))
            if last:
                last.end(begin, day.day)
            is_open = True
        elif last and (day.is_whole or (begin and section not in day.missing)):
            last.end(begin, day.day)
            is_open = False
    return found


def _latest(named: Sequence[date], after: date | None, until: date) -> date | None:
    """The latest effective date in the interval (after, until]; no bound where none is known."""
    return max((d for d in named if (after is None or after < d) and d <= until), default=None)


def _better(kept: Element, other: Element) -> Element:
    """Of two prints of one wording, the one that kept its raised figures."""
    marks = (kept.text or "").count("^") + (kept.text or "").count("_")
    more = (other.text or "").count("^") + (other.text or "").count("_")
    return replace(kept, text=other.text) if more > marks else kept

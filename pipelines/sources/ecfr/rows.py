"""The rows of an eCFR file: every block under its entry, with a locator that no other block has.

Notes have locators of their own (`3A090.note-2.a`), since their lists begin again at a. What an
ECCN or a section looks like stands in eccn.py and section.py, and what a capture lacks
in gaps.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.law.enumerators import ITALIC_MARK, LIST_MARK, NestedList, joined, mark
from pipelines.sources.ecfr.blocks import Block

ECCN = r"\d[A-EY]\d{3}"
SCOPE_WORD = (rf"(?:ECCNs?|paragraphs?|sections?|§+|and|or|through|this|entry|introductory|text|of"
              rf"|{ECCN}[\w.()]*|\.[a-z][\w.]*|\([\w()]+|\d[\w.()]*)(?=[\s,.:;—]|$)")
NOTE_LABEL = re.compile(
    rf"(?P<kind>(?:Technical\s)?Notes?|N\.\s?B\.)(?:\s(?P<number>\d+|[A-Z]))?"
    rf"(?:\sto\s(?P<scope>{SCOPE_WORD}(?:[\s,]+{SCOPE_WORD})*))?\s?(?P<end>[:.—]|$)\s?",
    re.IGNORECASE,
)
SCOPED_ITEM = re.compile(rf"({ECCN})((?:\.[a-z0-9]{{1,3}})*)|(?<![\w)])((?:\.[a-z0-9]{{1,3}})+)")
SCOPED_PARAGRAPH = re.compile(r"paragraphs?\s((?:\(\w{1,5}\))+)|((?:\(\w{1,5}\))+)")


@dataclass
class Row:
    """One element of the text; the note's own row gets its first paragraph as text."""

    entry: str
    kind: str
    section: str
    locator: str
    parent_locator: str
    enumerator: str
    text: str


@dataclass
class Writer:
    """The rows so far, with a number behind each locator that is printed more than once."""

    rows: list[Row] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    _used: Counter[str] = field(default_factory=Counter)

    def unique(self, locator: str) -> str:
        """The locator itself, or with `#2` where the file has used it before."""
        self._used[locator] += 1
        return locator if self._used[locator] == 1 else f"{locator}#{self._used[locator]}"

    def add(
        self, entry: str, kind: str, section: str, locator: str, parent: str, text: str,
        enumerator: str = "",
    ) -> Row:
        """Append a row and give it its final locator."""
        clean = text.replace(ITALIC_MARK, "").strip()
        row = Row(entry, kind, section, self.unique(locator), parent, enumerator, clean)
        self.rows.append(row)
        return row

    def add_text(self, entry: str, kind: str, section: str, parent: str, text: str) -> Row:
        """Append a row without a number of its own, counted below its parent."""
        self._used[f"{parent}.text"] += 1
        locator = f"{parent}.text-{self._used[f'{parent}.text']}"
        return self.add(entry, kind, section, locator, parent, text)


@dataclass
class Passage:
    """A note, or a run of text that stands under no number: its lists are its own."""

    writer: Writer
    entry: str
    kind: str
    section: str
    root: str
    head: Row | None = None  # the note's own row, as long as it has no text
    outline: NestedList = field(default_factory=NestedList)
    places: dict[tuple[str, ...], str] = field(default_factory=dict)
    current: str = ""

    def add(self, block: Block) -> None:
        """Append a block under the number it prints, or as text under the last number."""
        if block.list_marks:
            path = self.outline.jump([m.rstrip(".") for m in block.list_marks])
            self._enter(path, "", block.text)
            return
        found = LIST_MARK.match(block.text)
        if found and self.try_list(found[0], block.text[found.end():]):
            return
        if self.head is not None and not self.head.text and not self.places:
            self.head.text = block.text.replace(ITALIC_MARK, "")
            return
        below = self.current or self.root
        self.writer.add_text(self.entry, self.kind, self.section, below, block.text)

    def try_list(self, printed: str, text: str) -> bool:
        """Append an entry of a list; false where the number is none."""
        parts = printed.rstrip(".").split(".")
        if len(parts) > 1:
            self._enter(self.outline.jump(parts), printed, text)
            return True
        read = mark(printed)
        if not read.ranks:
            return False
        self._enter(self.outline.enter(read), read.printed, text)
        return True

    def goes_on_with(self, printed: str) -> bool:
        """Whether a number is the next of this passage's lists."""
        read = mark(printed)
        return bool(read.ranks) and self.outline.accepts(read)

    def _enter(self, path: Sequence[str], printed: str, text: str) -> None:
        above, place = tuple(path[:-1]), tuple(path)
        parent = self.places.get(above) or joined(self.root, above)
        row = self.writer.add(self.entry, self.kind, self.section, joined(parent, path[-1:]),
                              parent, text, printed)
        self.places[place] = self.current = row.locator


def open_note(writer: Writer, entry: str, here: str, text: str) -> Passage:
    """Begin a note with its label; what the label's line says more is the note's first text."""
    found = NOTE_LABEL.match(text)
    label, rest = (found[0].strip(), text[found.end():]) if found else (text, "")
    is_technical = bool(re.match("technical", label, re.IGNORECASE))
    kind = "technical_note" if is_technical else "note"
    slug = _slug(found) if found else "note"
    anchor = _anchor(found["scope"] if found else None, entry, here)
    row = writer.add(entry, kind, "notes", f"{anchor}.{slug}", anchor, rest, label)
    return Passage(writer, entry, kind, "notes", row.locator, head=row)


def is_note_label(text: str) -> bool:
    """Whether a paragraph outside of note mark-up begins as notes do, with a label and a colon."""
    found = NOTE_LABEL.match(text)
    return bool(found and found["end"] == ":")


def _slug(found: re.Match[str]) -> str:
    kind = found["kind"].lower()
    name = "nb" if kind.startswith("n.") else kind.removesuffix("s").replace(" ", "-")
    return f"{name}-{found['number'].lower()}" if found["number"] else name


def _anchor(scope: str | None, entry: str, here: str) -> str:
    """Where a note belongs: the one place its label names, the entry if several, else here."""
    if not scope:
        return here
    if re.fullmatch(ECCN, entry):
        places = {(m[2] or m[3] or "") for m in SCOPED_ITEM.finditer(scope)
                  if m[1] in (entry, None)}
        return entry + places.pop() if len(places) == 1 else entry
    places = {m[1] or m[2] for m in SCOPED_PARAGRAPH.finditer(scope)}
    return entry + places.pop() if len(places) == 1 else entry

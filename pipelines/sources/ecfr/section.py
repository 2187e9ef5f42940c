"""How a section, or a supplement that is no control list, becomes rows: levels opened by numbers.

Entries of the Commerce Control List stand in eccn.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.law.enumerators import (
    ITALIC_MARK,
    LIST_MARK,
    SECTION_RANGE,
    Mark,
    Outline,
    mark,
    section_marks,
    split_at_dash,
)
from pipelines.sources.ecfr.blocks import Block
from pipelines.sources.ecfr.elements import APPARATUS, EDITORIAL
from pipelines.sources.ecfr.entries import Entry
from pipelines.sources.ecfr.rows import Passage, is_note_label

CITATION = re.compile(r"\[\s*\d+ FR \d+")
LINK = re.compile(r"Link to an amendment|Editorial Note", re.I)


@dataclass
class SectionEntry(Entry):
    """One section, or a supplement that is no Commerce Control List."""

    outline: Outline = field(default_factory=Outline)
    places: dict[tuple[str, ...], str] = field(default_factory=dict)
    is_cited: bool = False
    is_introduced: bool = False
    section: str = "text"

    def take(self, block: Block) -> None:
        """Take the next block of the section."""
        if block.tag == "ELIDED":
            self._pass_over(block)
            return
        if self._apparatus(block) or self.note(block) or self.table(block):
            return
        if block.tag == "HEAD" or block.tag.startswith("HD"):
            locator = self.name if block.tag == "HEAD" else f"{self.name}.heading"
            if block.tag == "HEAD":
                self.writer.headings.setdefault(self.name, block.text)
            self.writer.add(self.name, "heading", "heading", locator,
                            "" if block.tag == "HEAD" else self.name, block.text)
        elif is_note_label(block.text):
            self.open_note(block.text)
        else:
            self._paragraph(block)

    def _apparatus(self, block: Block) -> bool:
        """Citations and editors' notes; copies print them as paragraphs behind the text."""
        is_citation = block.tag in APPARATUS or bool(CITATION.match(block.text))
        is_citation = is_citation or bool(block.within(*APPARATUS))
        is_editorial = block.tag in EDITORIAL or bool(block.within(*EDITORIAL))
        is_editorial = is_editorial or bool(LINK.match(block.text))
        if is_citation:
            self.is_cited = True
            above = block.within("AUTH", "SOURCE")
            self._aside("citation", above[-1].tag.lower() if above else "citation", block)
        elif is_editorial or self.is_cited:
            self._aside("editorial", "editorial", block)
        return is_citation or is_editorial or self.is_cited

    def _aside(self, kind: str, name: str, block: Block) -> None:
        self.writer.add(self.name, kind, kind, f"{self.name}.{name}", self.name, block.text)

    def _pass_over(self, block: Block) -> None:
        """Follow the numbers of paragraphs that an excerpt names and leaves out."""
        for found in section_marks(block.text)[0]:
            self.outline.enter(found)

    def _paragraph(self, block: Block) -> None:
        reserved = SECTION_RANGE.match(block.text)
        marks, text = section_marks(block.text)
        if reserved:
            low, high = mark(reserved[1]), mark(reserved[2])
            path = self.outline.enter(low)
            self.outline.enter(high)
            self._open((*path[:-1], f"{low.value}-{high.value}"), reserved[0],
                       block.text[reserved.end():])
            return
        if not marks:
            self._bare(block)
            return
        self.passage = None
        self._levels(marks, text)
        self.is_introduced = text.endswith((":", "—")) or not text

    def _levels(self, marks: list[Mark], text: str) -> None:
        """Open every level that a paragraph opens; `Heading—(i) Text` opens one more."""
        for found in marks[:-1]:
            self._open(self.outline.enter(found, self.is_introduced), found.printed, "")
            self.is_introduced = True
        split = split_at_dash(text)
        path = self.outline.enter(marks[-1], self.is_introduced)
        self._open(path, marks[-1].printed, split[0] if split else text)
        if split:
            self.is_introduced = True
            self._levels(split[1], split[2])

    def _open(self, path: tuple[str, ...], printed: str, text: str) -> None:
        above = "".join(f"({value})" for value in path[:-1])
        parent = self.places.get(path[:-1]) or f"{self.name}{above}"
        row = self.writer.add(self.name, "paragraph", self.section, f"{parent}({path[-1]})",
                              parent, text, printed.replace(ITALIC_MARK, ""))
        self.places = {p: loc for p, loc in self.places.items() if p[: len(path)] != path}
        self.places[path] = self.here = row.locator
        self.notes_at = ""

    def _bare(self, block: Block) -> None:
        found = LIST_MARK.match(block.text)
        if found and self.passage:
            self.passage.add(block)
            return
        row = self.writer.add_text(self.name, "paragraph", self.section, self.here or self.name,
                                   block.text)
        self.passage = Passage(self.writer, self.name, "paragraph", self.section, row.locator)

"""From an eCFR file's bytes to its rows: which division or ECCN a block belongs to.

How an entry is read inside does not belong here; see eccn.py and section.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.sources.ecfr.blocks import Block, blocks
from pipelines.sources.ecfr.chunks import is_copy, tree
from pipelines.sources.ecfr.eccn import CATEGORY, ENTRY_HEADING, EccnEntry
from pipelines.sources.ecfr.elements import APPARATUS, EDITORIAL
from pipelines.sources.ecfr.entries import Entry
from pipelines.sources.ecfr.rows import Row, Writer
from pipelines.sources.ecfr.section import SectionEntry

HEADING_TAGS = ("FP-2", "FP-1", "FP", "HD1", "HD2", "HD3")
SUPPLEMENT = re.compile(r"Supp(?:lement)?\.? No\.? (\w+) to Part (\d+)", re.IGNORECASE)
COMMERCE_CONTROL_LIST = "774-supp-1"
EXCERPT = re.compile(rb"<!--[^>]*?(?:excerpt|elided|elision|\.\.\.)", re.IGNORECASE)
"""Comments by which whoever copied a text says that parts of it are left out."""


@dataclass(frozen=True)
class Reading:
    """The rows of a file, its entries with their headings, and whether it is a whole part.

    An excerpt marks what it leaves out; a copy is one, or parts the text otherwise than the publisher.
    `faults` says by entry in which of its sections text may be missing, and why.
    """

    rows: list[Row]
    headings: dict[str, str]
    is_whole_part: bool
    is_excerpt: bool = False
    is_copy: bool = False
    faults: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass
class _Reader:
    writer: Writer = field(default_factory=Writer)
    divisions: dict[int, SectionEntry] = field(default_factory=dict)
    eccn: EccnEntry | None = None
    is_whole_part: bool = False
    faults: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def take(self, block: Block) -> None:
        """Take the next block; one without text only says that there should be some."""
        division = self._division(block)
        if block.text:
            self._take(block, division)
        if block.fault and not _is_editorial(block):
            self._note(block.fault, self.eccn or division)

    def _note(self, fault: str, place: Entry) -> None:
        self.faults[place.name][place.section] = fault

    def _take(self, block: Block, division: SectionEntry) -> None:
        if division.name == COMMERCE_CONTROL_LIST:
            self._take_from_list(block, division)
            return
        self.is_whole_part |= bool(block.within("AUTH")) and not block.within("DIV8", "DIV9")
        division.take(block)

    def _take_from_list(self, block: Block, division: SectionEntry) -> None:
        """An HD1 is not always a category: some entries print their own parts' titles so."""
        heading = ENTRY_HEADING.match(block.text) if _may_head(block) else None
        is_outside = _is_editorial(block) or _is_apparatus(block) or block.tag == "HEAD"
        if heading:
            self.eccn = EccnEntry(self.writer, heading[1])
            title = block.text[heading.end():]
            self.writer.headings.setdefault(heading[1], title)
            self.writer.add(heading[1], "heading", "heading", heading[1], "", title,
                            heading[0].strip())
        elif is_outside or (block.tag.startswith("HD") and CATEGORY.match(block.text)):
            self.eccn = self.eccn if _is_editorial(block) else None
            division.take(block)
        else:
            (self.eccn or division).take(block)

    def _division(self, block: Block) -> SectionEntry:
        around = block.within("DIV5", "DIV6", "DIV7", "DIV8", "DIV9")
        number = around[-1].number if around else 0
        if number not in self.divisions:
            part = next((c.name for c in around if c.tag == "DIV5"), "")
            own = around[-1] if around and around[-1].tag in ("DIV8", "DIV9") else None
            name = _entry_name(own.name) if own else f"part-{part}"
            self.divisions[number] = SectionEntry(self.writer, name)
        return self.divisions[number]


def _may_head(block: Block) -> bool:
    """A heading is an FP-2, or bold in another paragraph of its kind, as 8D001 is."""
    if block.within("NOTE", "TABLE") or _is_editorial(block):
        return False
    return block.tag == "FP-2" or (block.tag in HEADING_TAGS and block.is_bold)


def _is_editorial(block: Block) -> bool:
    """Whether editors say it; the text goes on behind it."""
    return block.tag in EDITORIAL or bool(block.within(*EDITORIAL))


def _is_apparatus(block: Block) -> bool:
    """Whether it stands behind the text."""
    return block.tag in APPARATUS or bool(block.within(*APPARATUS))


def _entry_name(name: str) -> str:
    supplement = SUPPLEMENT.search(name)
    if supplement:
        return f"{supplement[2]}-supp-{supplement[1].lower()}"
    return name.replace("§", "").strip() or "unnamed"


def read(data: bytes, part: str = "774") -> Reading:
    """All text of a file about a part as rows; raises Unreadable where it must not be parsed."""
    reader = _Reader()
    for block in blocks(tree(data, part)):
        reader.take(block)
    is_excerpt = EXCERPT.search(data) is not None
    return Reading(reader.writer.rows, reader.writer.headings,
                   reader.is_whole_part and not is_excerpt, is_excerpt,
                   is_excerpt or is_copy(data), reader.faults)

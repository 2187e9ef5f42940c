"""How an entry of the Commerce Control List becomes rows: parts, labelled lines, items.

The publisher's irregularities are met here, each where it bites; locators stand elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.law.enumerators import ITEM_MARK, ITEM_RANGE, LIST_MARK, joined
from pipelines.sources.ecfr.blocks import Block
from pipelines.sources.ecfr.entries import Entry
from pipelines.sources.ecfr.rows import ECCN, Passage, is_note_label

ENTRY_HEADING = re.compile(rf"({ECCN}|EAR99)\b[\s.]*")
CATEGORY = re.compile(r"Category\s\d|[A-E]\.\s", re.IGNORECASE)
PARTS = (
    (re.compile(r"License Requirements?:?$", re.I), "license_requirements", "license-requirements"),
    (re.compile(r"List[- ]Based License Exceptions|Special Conditions for STA", re.I),
     "license_exceptions", "license-exceptions"),
    (re.compile(r"List of Items Controlled$", re.I), "related", "list-of-items-controlled"),
)
ITEMS_LINE = re.compile(r"Items:?(?:\s|$)")
RELATED = re.compile(r"Related (Control|Definition)s?:\s?", re.I)
EXCEPTION = re.compile(r"([A-Z][A-Z0-9]{1,4}(?:/[A-Z]{2,5})*):\s?")
LABEL = re.compile(r"(Reasons? for Control):\s?", re.I)
KINDS = {"license_requirements": "license_requirement", "license_exceptions": "license_exception",
         "heading": "paragraph", "related": "paragraph", "items": "paragraph", "notes": "note"}


@dataclass
class EccnEntry(Entry):
    """One entry of the Commerce Control List."""

    items: dict[tuple[str, ...], str] = field(default_factory=dict)

    def take(self, block: Block) -> None:
        """Take the next block of the entry."""
        if self.note(block) or self.table(block) or self._part(block) or self._labelled(block):
            return
        if is_note_label(block.text):
            self.open_note(block.text)
        elif self.section in ("items", "related") and self._item(block):
            self.section = "items"
        elif self.section == "items":
            self._bare(block)
        else:
            kind = KINDS[self.section]
            self.writer.add_text(self.name, kind, self.section, self.below or self.name, block.text)

    def _part(self, block: Block) -> bool:
        """A title is an HD1 in one entry and an FP-1 in the next; Items may lack its colon."""
        title = next((p for p in PARTS if p[0].match(block.text)), None)
        if title and block.tag != "P":
            self.section, self.below, self.passage = title[1], "", None
            self.writer.add(self.name, "heading", title[1], f"{self.name}.{title[2]}", self.name,
                            block.text)
            return True
        line = ITEMS_LINE.match(block.text)
        if not line or (block.tag == "P" and block.text.rstrip(": ") != "Items"):
            return False
        says_more = line.end() < len(block.text)
        self.section, self.below, self.passage = "items", "", None
        self.writer.add(self.name, "item" if says_more else "heading", "items",
                        f"{self.name}.items", self.name, block.text[line.end():],
                        line[0].strip())
        return True

    def _labelled(self, block: Block) -> bool:
        related = RELATED.match(block.text)
        if related:
            word = related[1].lower()
            return self._label(f"related_{word}", "related", f"related-{word}s", related, block)
        exception = EXCEPTION.match(block.text)
        if exception and self.section == "license_exceptions":
            return self._label("license_exception", self.section, f"exception.{exception[1]}",
                               exception, block)
        reason = LABEL.match(block.text)
        if reason and self.section in ("heading", "license_requirements"):
            return self._label("license_requirement", "license_requirements",
                               "reason-for-control", reason, block)
        return False

    def _label(
        self, kind: str, section: str, place: str, label: re.Match[str], block: Block
    ) -> bool:
        row = self.writer.add(self.name, kind, section, f"{self.name}.{place}", self.name,
                              block.text[label.end():], label[0].strip())
        self.below = row.locator
        return True

    def _item(self, block: Block) -> bool:
        """An item by its number; one that a bare passage's own list goes on with is not."""
        found = ITEM_RANGE.match(block.text) or ITEM_MARK.match(block.text)
        if not found:
            return False
        if found.re is ITEM_RANGE:
            path, parent = (f"{found[1]}-{found[2]}",), self.name
        else:
            path = tuple(found[1].split("."))
            if (len(path) == 1 and not found[2]) or self._is_of_passage(path):
                return False
            parent = self.items.get(path[:-1]) or joined(self.name, path[:-1])
        row = self.writer.add(self.name, "item", "items", joined(parent, path[-1:]), parent,
                              block.text[found.end():], found[0].strip())
        self.items[path] = self.here = row.locator
        self.passage, self.notes_at = None, ""
        return True

    def _is_of_passage(self, path: tuple[str, ...]) -> bool:
        if not self.passage or len(path) > 1:
            return False
        printed = f"{path[0]}."
        return self.passage.goes_on_with(printed) or (path == ("a",) and path in self.items)

    def _bare(self, block: Block) -> None:
        """Text under no item number, as notes stand in copies that lost their mark-up."""
        found = LIST_MARK.match(block.text)
        if found and self.passage is None:
            root = f"{self.here or self.name}.list"
            self.passage = Passage(self.writer, self.name, "paragraph", "notes", root)
        if found and self.passage:
            self.passage.add(block)
            return
        row = self.writer.add_text(self.name, "paragraph", "notes", self.here or self.name,
                                   block.text)
        self.passage = Passage(self.writer, self.name, "paragraph", "notes", row.locator)

"""What entries of the control list and sections share: notes and tables, wherever they stand.

What differs between them stands in eccn.py and section.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.sources.ecfr.blocks import Block
from pipelines.sources.ecfr.rows import Passage, Writer, is_note_label, open_note


@dataclass
class Entry:
    """What is open while an entry is read: its part, the last item, a note, tables so far."""

    writer: Writer
    name: str
    section: str = "heading"
    here: str = ""
    passage: Passage | None = None
    note_number: int = 0  # of the NOTE element that is open
    notes_at: str = ""  # where the last note belongs, until the next item
    below: str = ""  # what a line without a label goes on from
    table_number: int = 0
    tables: int = 0
    table_rows: int = 0

    def note(self, block: Block) -> bool:
        """Take what stands in note mark-up; a label opens a note, also one inside another."""
        around = block.within("NOTE")
        if not around:
            if self.note_number:
                self.note_number, self.passage = 0, None
            return False
        if around[-1].number != self.note_number or block.tag == "HED" or not self.passage:
            self.note_number = around[-1].number
            if block.tag == "HED" or is_note_label(block.text):
                self.open_note(block.text)
                return True
            self.open_note("")
        if self.passage:
            self.passage.add(block)
        return True

    def open_note(self, text: str) -> None:
        """Begin a note; one without a scope goes with the note before it, or the last item."""
        at = self.notes_at or self.here or self.name
        self.passage = open_note(self.writer, self.name, at, text)
        self.notes_at = self.writer.rows[-1].parent_locator

    def table(self, block: Block) -> bool:
        """Take a table's row; licence tables are counted from the first row under the head."""
        around = block.within("TABLE", "GPOTABLE")
        if block.tag != "TR" or not around:
            return False
        if around[-1].number != self.table_number:
            self.table_number, self.table_rows, self.tables = (
                around[-1].number, 0, self.tables + 1)
        is_licence = self.section == "license_requirements"
        name = "license-table" if is_licence else "table"
        base = f"{self.here or self.name}.{name}" if not is_licence else f"{self.name}.{name}"
        root = base if not is_licence or self.tables == 1 else f"{base}-{self.tables}"
        self.table_rows += 0 if block.within("THEAD") else 1
        place = "head" if block.within("THEAD") else str(self.table_rows)
        kind = "license_requirement" if is_licence else "table_row"
        self.writer.add(self.name, kind, self.section, f"{root}.{place}", self.name, block.text)
        return True

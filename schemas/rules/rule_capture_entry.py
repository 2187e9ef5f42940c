"""What a row of `core.rule_capture_entry` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column


class RuleCaptureEntry(
    Table, name="core.rule_capture_entry", key=("document_id", "entry"),
    grain="capture and entry",
                       group="rules", may_be_empty=True):
    """One entry in one file of the eCFR: whether it is whole, and why not."""

    document_id: str = column("File, see core.rule_capture")
    entry: str = column("ECCN, section, supplement or part")
    part_number: str = column("Part of title 15", str_matches=r"^\d{3}$")
    document_date: pl.Date = column("Day the text is of; not a legal effective date")
    is_frame: bool = column("A part or a list of entries, which is no entry itself")
    entry_heading: str = column("Heading of the entry", nullable=True)
    element_count: int = column("Rows of the entry", gt=0)
    is_complete: bool = column("Whether no section of it is known to be missing")
    missing_sections: TextList = column("Sections that the file lacks", nullable=True)
    incomplete_reason: str = column("How that is known", nullable=True)
    is_whole_part: bool = column("Whether the file holds all of the part")
    source_id: str = columns.source_id()
    first_snapshot_id: str = column("The file, see meta.snapshot")

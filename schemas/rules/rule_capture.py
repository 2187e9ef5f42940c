"""What a row of `core.rule_capture` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class RuleCapture(
    Table, name="core.rule_capture", key=("document_id",),
    grain="capture", group="rules", may_be_empty=True):
    """One file of the eCFR: what it holds of a part on a day; one half of core.rule_document."""

    document_id: str = column("Stable id, ecfr-<part>-<day>-<snapshot>")
    kind: str = column("ecfr_capture", isin=["ecfr_capture"])
    part_number: str = column("Part of title 15", str_matches=r"^\d{3}$")
    document_date: pl.Date = column("Day the text is of; not a legal effective date")
    entry_count: int = column("ECCNs, sections and supplements in the file", gt=0)
    complete_entry_count: int = column("Those of which no section is known to be missing", ge=0)
    element_count: int = column("Rows of the file", gt=0)
    is_whole_part: bool = column("Whether the file holds all of the part")
    coverage_note: str = column("What the file holds, in words")
    source_id: str = columns.source_id()
    first_snapshot_id: str = column("The file, see meta.snapshot")

"""What a row of `seed.correction` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class SeedCorrection(
    Table, name="seed.correction", key=("source_id", "record_key", "column_name"),
    grain="source, record and column", group="assumptions",
    may_be_empty=True,
):
    """Known upstream errors: applied when core reads raw, and only while the error still stands."""

    source_id: str = columns.source_id("Source that holds the error")
    record_key: str = column("Key of the record; parts of a composite key joined by `|`")
    column_name: str = column("Column that is wrong")
    expected_wrong_value: str = column(
        "The value as the source has it, as text; empty where it has none", nullable=True)
    right_value: str = column("The value to use instead; empty for unknown", nullable=True)
    reason: str = column("Why the value is wrong")
    citation: str = columns.citation()

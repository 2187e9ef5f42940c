"""What a row of `meta.unmapped_word` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class MetaUnmappedWord(
    Table, name="meta.unmapped_word", key=("source_id", "column_name", "word"),
    grain="source, column and word", group="meta",
    may_be_empty=True,
    question="Which words of publishers has no vocabulary a meaning for?",
    example="select source_id, column_name, word, record_count from meta.unmapped_word "
            "order by record_count desc, source_id, column_name, word",
):
    """Words outside the vocabulary of a raw column; what they are about is unknown in core."""

    source_id: str = columns.source_id()
    column_name: str = column("Column of the raw table")
    word: str = column("The word as the publisher writes it")
    record_count: int = column("Records of the latest snapshot that has it which say so", ge=1)
    first_seen_date: pl.Date = column("Day of the first snapshot that has it")
    last_seen_date: pl.Date = column("Day of the last one")
    is_new: bool = column("Only the latest of several snapshots has it")

"""What a row of `meta.unread_field` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class MetaUnreadField(
    Table, name="meta.unread_field", key=("source_id", "field_name"),
    grain="source and field", group="meta",
    may_be_empty=True,
    question="Which fields of the publishers' files does nobody read yet?",
    example="select source_id, field_name, record_count, first_seen_date from meta.unread_field "
            "order by record_count desc, source_id, field_name limit 20",
):
    """Fields of publishers' files that no rule reads, by the snapshots that are believed.

    Of lists of prices these are the fields that speak of a price; of tables, every other column.
    """

    source_id: str = columns.source_id()
    field_name: str = column("The field as the publisher writes it, with what it stands in")
    record_count: int = column("Records of the latest snapshot that has it which fill it", ge=0)
    first_seen_date: pl.Date = column("Day of the first snapshot that has it")
    last_seen_date: pl.Date = column("Day of the last one")
    is_new: bool = column("Only the latest of several snapshots has it")

"""What a row of `meta.unmatched_name` means."""

from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.unmatched import NAME_KEY, UnmatchedColumns


class MetaUnmatchedName(
    UnmatchedColumns, name="meta.unmatched_name", key=NAME_KEY,
    grain="source, name and entity table", group="quality", may_be_empty=True,
    free_ids=("proposed_id",),
    question="Which names match nothing of the registers, and which answer does without their rows?",
    example="select entity_table_name, left_out_of_table_name, count(*) as names, sum(row_count) as "
            "row_count from meta.unmatched_name group by all order by row_count desc",
):
    """Names in sources that no alias ties to an entity: they are listed, never guessed.

    And what that costs: the answer that does without these rows, where there is one.
    """

    first_seen_date: pl.Date = column("Day on which a record of the source first had the name; NULL for "
                                      "bundled rows, which carry a day each", nullable=True)
    is_new: bool = column("Only the latest of several snapshots has it")

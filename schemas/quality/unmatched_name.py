"""What a row of `core.unmatched_name` means.

When each name came is told in meta.unmatched_name.
"""

from __future__ import annotations

from schemas.columns import column
from schemas.unmatched import NAME_KEY, UnmatchedColumns


class CoreUnmatchedName(
    UnmatchedColumns, name="core.unmatched_name", key=NAME_KEY,
    grain="source, name and entity table", group="quality",
    is_published=False, may_be_empty=True, free_ids=("proposed_id",),
):
    """Names in sources that no alias ties to an entity, and where the publisher writes them."""

    said_column_name: str = column("Column of the source's raw table that says it")
    said_name: str = column("What it says there, as a whole or as one of several")

"""What a row of `meta.unmatched_name` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class MetaUnmatchedName(
    Table, name="meta.unmatched_name", key=("source_id", "source_name", "entity_table_name"),
    group="quality", may_be_empty=True,
):
    """Names in sources that no alias ties to an entity: they are listed, never guessed."""

    source_id: str = columns.source_id("Source that uses the name")
    source_name: str = column("The name, or key, in the source")
    entity_table_name: str = column("Table whose entities it matches none of")
    hardware_type: str = column("What the source says it is", nullable=True)
    source_locator: str = column("Place of the record in its snapshot")

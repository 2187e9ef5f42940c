"""What a row of `core.alike_record` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class CoreAlikeRecord(
    Table, name="core.alike_record", key=("source_id", "source_name", "entity_table_name"),
    grain="source, name and entity table",
    group="quality", is_published=False, may_be_empty=True, free_ids=("entity_id",),
):
    """Records under a name that matches nothing whose day and figures are those of a known thing.

    Of a chip these are day, power, and die or bandwidth; of a model developer, day, size and compute.
    """

    source_id: str = columns.source_id("Source that uses the name")
    source_name: str = column("The name, or key, in the source")
    entity_table_name: str = column("Table of the known thing")
    entity_id: str = column("The one known thing with these figures")

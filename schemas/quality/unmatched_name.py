"""What a row of `meta.unmatched_name` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class MetaUnmatchedName(
    Table, name="meta.unmatched_name", key=("source_id", "source_name", "entity_table_name"),
    group="quality", may_be_empty=True, free_ids=("spelled_id",),
):
    """Names in sources that no alias ties to an entity: they are listed, never guessed.

    And what that costs: the answer that does without these rows, where there is one.
    """

    source_id: str = columns.source_id("Source that uses the name")
    source_name: str = column("The name, or key, in the source")
    entity_table_name: str = column("Table whose entities it matches none of")
    hardware_type: str = column("What the source says it is", nullable=True)
    source_locator: str = column("Place of the record in its snapshot")
    row_count: int = column("Rows of the source with that name", gt=0)
    spelled_id: str = column("Listed model whose id the name spells, with or without a version "
                             "behind it: likely the same, and never taken for it", nullable=True)
    left_out_of_table_name: str = column(
        "Answer that does without these rows; NULL where none would use them, as of the price of a "
        "model that is not scored", nullable=True)

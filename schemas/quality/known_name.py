"""What a row of `core.known_name` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column


class CoreKnownName(
    Table, name="core.known_name", key=("entity_table_name", "plain_name"),
    grain="entity table and name", group="quality",
    is_published=False, free_ids=("entity_id",),
):
    """Names that mean one thing however they are spelled; what means several things is left out."""

    entity_table_name: str = column("Table of what is named")
    plain_name: str = column("The name in lower case, without accents, spaces and marks; of a chip "
                             "also with its designer in front")
    entity_id: str = column("The one thing that is called so")

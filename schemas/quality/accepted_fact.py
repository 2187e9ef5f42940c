"""What a row of `seed.accepted_fact` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class SeedAcceptedFact(
    Table, name="seed.accepted_fact", key=("table_name", "entity_id", "attribute"),
    grain="table, entity and attribute", group="quality",
    may_be_empty=True,
):
    """Cells in which a source is believed against the order of its kind of fact.

    A database's own estimate of what the maker keeps, or the bundled register's reading of a document
    that is younger than the database's word. A row ends when the database has caught up.
    """

    table_name: str = column("Table of facts", str_matches=r"^core\.[a-z_]+_fact$")
    entity_id: str = column("Id of the entity there", str_matches=columns.SLUG)
    attribute: str = column("Attribute of the entity that is accepted")
    source_id: str = columns.source_id("Source whose value is believed")
    reason: str = column("Why it is believed, and for what it is good enough")
    citation: str = columns.citation()

"""Words of tables that list names which match nothing.

Which names those are, and when each came, is no matter of these columns.
"""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column

PROPOSALS = ["spelled_alike", "same_figures"]
NAME_KEY = ("source_id", "source_name", "entity_table_name")


class UnmatchedColumns(Table):
    """A name of a source, what it may mean, and what it costs that it means nothing."""

    source_id: str = columns.source_id("Source that uses the name")
    source_name: str = column("The name, or key, in the source")
    entity_table_name: str = column("Table whose entities it matches none of")
    hardware_type: str = column("What the source says it is", nullable=True)
    source_locator: str = column("Place of the record in its snapshot")
    row_count: int = column("Rows of the source with that name", gt=0)
    proposed_id: str = column("What it may be another name of, for a person to decide: it is never "
                              "taken for it; NULL where nothing or more than one thing is like it",
                              nullable=True)
    proposal_basis: str = column("Why: spelled_alike, but for case, marks, maker or a version behind "
                                 "it; same_figures, as of a record that was renamed",
                                 nullable=True, isin=PROPOSALS)
    left_out_of_table_name: str = column(
        "Answer that does without these rows; NULL where none would use them, as of the price of a "
        "model that is not scored, or of a model that counts twice", nullable=True)

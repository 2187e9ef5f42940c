"""What a row of `seed.adjudication` and `core.adjudication` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.quality.evidence import row_key, table_name


class AdjudicationColumns(Table):
    """Which figure of a cell on which publishers differ is believed, and why."""

    table_name: str = table_name()
    row_key: str = row_key()
    column_name: str = column("Column the cell stands in")
    believed_value: str = column("The figure that is believed, in the column's unit")
    reason: str = column("Why this one: which of the others is wrong, or of something else")
    citation: str = columns.citation()


class SeedAdjudication(
    AdjudicationColumns, name="seed.adjudication", group="quality",
    key=("table_name", "row_key", "column_name"), grain="table, row and column",
):
    """Judgements on disputed cells; one holds only as long as the cell still has its value."""


class CoreAdjudication(
    AdjudicationColumns, name="core.adjudication", group="quality",
    key=("table_name", "row_key", "column_name"), grain="table, row and column",
    copies="seed.adjudication",
    question="Which figures of chips are disputed, and which of them is believed?",
    example="select row_key, column_name, believed_value, reason from core.adjudication "
            "order by all limit 5",
):
    """Judgements on cells of which publishers say different things."""

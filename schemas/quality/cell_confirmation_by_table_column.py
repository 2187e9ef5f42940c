"""What a row of `metric.cell_confirmation_by_table_column` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column


class CellConfirmationByTableColumn(
    Table, name="metric.cell_confirmation_by_table_column", key=("table_name", "column_name"),
    grain="table and column",
    group="quality", may_be_empty=True,
    leaves_nothing="it counts every cell itself, confirmed or not",
):
    """How many believed numbers and dates are supported by somebody besides the register, by column (M32).

    The statuses are those of core.cell_confirmation; the four counts make the whole.
    """

    table_name: str = column("Table the cells stand in")
    column_name: str = column("Column the cells stand in")
    is_calendar_day: bool = column("Its values are dates, not numbers")
    confirmed_cell_count: int = column("In the maker's document, or by two named publishers", ge=0)
    single_cell_count: int = column("One publisher, or what is weaker, says so", ge=0)
    disputed_cell_count: int = column("Publishers differ and two do not outweigh the rest", ge=0)
    unread_cell_count: int = column("No document that was opened, and no database, says so", ge=0)
    adjudicated_cell_count: int = column("Disputed ones with a judgement in core.adjudication", ge=0)
    makers_document_cell_count: int = column("Read in a document of the maker itself", ge=0)
    weak_cell_count: int = column("Nothing better than an unnamed file or a formula agrees", ge=0)
    confirmed_share: float = column("Share of cells that are confirmed", ge=0, le=1)

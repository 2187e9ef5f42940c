"""What a row of `seed.evidence` and `core.evidence` means."""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas.base import Table
from schemas.columns import column
from schemas.quality.evidence_document import EvidenceDocumentColumns, document_id

HOW_READ = ["document", "secondary", "converted", "derived", "not_opened"]


def table_name() -> Any:
    """The table that a cell stands in."""
    return column("Table the cell stands in", str_matches=r"^(core|seed)\.[a-z_]+$")


def row_key() -> Any:
    """The row that a cell stands in."""
    return column("Key of the cell's row in that table; keys of several columns are joined by `/`")


class ReadingColumns(Table):
    """One reading of one cell: the figure as it is printed, and the place where it is printed.

    No sentence is copied. A cell without a reading has no row here and is `unread` in
    core.cell_confirmation.
    """

    table_name: str = table_name()
    row_key: str = row_key()
    column_name: str = column("Column the cell stands in; it names the unit of `value`")
    value_as_printed: str = column("Figure and unit as printed; factors of a derived one stand behind")
    value: str = column("The same in the unit of the column; a date is ISO")
    evidence_document_id: str = document_id()
    place: str = column("Page, table, field or paragraph in it")
    read_date: pl.Date = column("Day it was read")
    how_read: str = column(
        "document: in the document that states it; secondary: in one that repeats it; converted: "
        "stated there in another unit, for one direction, or by lane, link or part; derived: by the "
        "formula in `place` or `value_as_printed` from what is stated of other things; not_opened",
        isin=HOW_READ)


class SeedEvidence(
    ReadingColumns, name="seed.evidence", group="quality",
    key=("table_name", "row_key", "column_name", "evidence_document_id", "place"),
    grain="table, row, column, document and place",
):
    """Readings of cells, each with the day since when its document was public."""


class CoreEvidence(
    EvidenceDocumentColumns, ReadingColumns, name="core.evidence", group="quality",
    key=("table_name", "row_key", "column_name", "evidence_document_id", "place"),
    grain="table, row, column, document and place",
):
    """Where each cell was read: the document, the place in it, and the figure as printed there."""

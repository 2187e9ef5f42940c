"""What a row of `metric.provenance_coverage_by_table_column` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column


class ProvenanceCoverageByTableColumn(
    Table, name="metric.provenance_coverage_by_table_column", key=("table_name", "column_name"),
    grain="table and column",
    group="quality",
    leaves_nothing="it counts every cell itself, with a source or without",
):
    """Can every number be traced: the share of known cells by how exactly their source is stated (M32).

    cell: row and column of a snapshot or bundled file; document: a cited document only.
    """

    table_name: str = column("Table the cells stand in")
    column_name: str = column("Column the cells stand in")
    known_cell_count: int = column("Cells with a value", ge=0)
    unknown_cell_count: int = column("Cells without one, each with its reason", ge=0)
    traced_share: float = column("Share of known cells with any source", nullable=True, ge=0, le=1)
    cell_locator_share: float = column("Share of known cells traced to row and column",
                                       nullable=True, ge=0, le=1)
    document_locator_share: float = column("Share of known cells traced to a document only",
                                           nullable=True, ge=0, le=1)
    curated_share: float = column("Share of known cells from the bundled register", nullable=True,
                                  ge=0, le=1)

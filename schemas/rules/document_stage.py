"""What a row of `seed.document_stage` and `core.document_stage` means.

What a document as a whole does, and its first day, stands in rule_document.py.
"""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class DocumentStageColumns(Table):
    """A day on which a document or a part of it takes effect, and what of it is declared."""

    document_id: str = column("Id of core.rule_document")
    effective_date: pl.Date = column("Day on which this part of it takes effect")
    changed_locators: str = column("Paragraphs that this part changed, or the beginnings of their locators, "
                                   "joined by `;`; NULL where none is declared", nullable=True)
    note: str = column("What else of it takes effect that day, in our words; NULL: nothing is known to",
                       nullable=True)
    citation: str = columns.citation()


class SeedDocumentStage(
    DocumentStageColumns, name="seed.document_stage", key=("document_id", "effective_date"),
    grain="document and effective date", group="rules", may_be_empty=True):
    """What was read of documents that take effect in parts, or whose list of amendments is not held."""


class CoreDocumentStage(
    DocumentStageColumns, name="core.document_stage", key=("document_id", "effective_date"),
    grain="document and effective date", group="rules", may_be_empty=True,
    copies="seed.document_stage",
    question="Which part of a document took effect when?",
    example="select effective_date, changed_locators, note from core.document_stage order by effective_date",
):
    """Days of documents that take effect in parts or were read in part, with what they changed."""

"""Documents that cells were read in, each judged once: who publishes it, and whose figures it repeats.

What was read in them stands in evidence.py.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


def document_id() -> Any:
    """The document that a reading was made in."""
    return column("Document, see core.evidence_document", str_matches=columns.SLUG)


class EvidenceDocumentColumns(Table):
    """What a reader needs to open the document, and to tell whether it speaks for itself."""

    document_title: str = column("Title of the document, or what it is of")
    publisher: str = column("Who publishes it; publishers that a store did not name count as one")
    copied_from: str = column(
        "Origin: the publisher, or the announcement, whose figures it repeats; all documents of one "
        "origin count once", nullable=True)
    document_url: str = column("Address of the document; NULL where the store did not name one",
                               nullable=True, str_matches=r"^https?://")
    document_date: pl.Date = column("Day of the document", nullable=True)
    read_in: str = column(
        "What was opened: a stored page, a repository's file at a commit, a file of a package, or "
        "`data/FOLDER/FILE` among the kept releases")


class IdentifiedDocument(EvidenceDocumentColumns):
    """A document by its name in the register."""

    evidence_document_id: str = column("Stable slug of the document", str_matches=columns.SLUG)


class SeedEvidenceDocument(
    IdentifiedDocument, name="seed.evidence_document", key=("evidence_document_id",), grain="document",
    group="quality",
):
    """Documents that cells were read in, known since they were public."""


class CoreEvidenceDocument(
    IdentifiedDocument, name="core.evidence_document", key=("evidence_document_id",), grain="document",
    group="quality",
    copies="seed.evidence_document",
    question="Which documents were most cells read in, and whose figures do they repeat?",
    example="select document_title, publisher, copied_from, count(*) as reading_count from "
            "core.evidence_document join core.evidence using (evidence_document_id, document_title, "
            "publisher, copied_from) group by all order by reading_count desc, document_title limit 10",
):
    """Each document that a cell was read in, once."""
